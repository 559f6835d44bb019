"""Makes mistakes in valid files and measures what the toolkit says of them."""

from __future__ import annotations

import traceback
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import datagraph
from datagraph.diagnostics import Applicability, Severity
from datagraph.fixing import fix_text
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.text import LineIndex

from .graphs import valid_graph
from .kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import DataGraph

    from .kind import Kind
    from .view import Mistake

_EXAMPLES = Path(__file__).parents[2] / "examples"


class Original(NamedTuple):
    """A valid file, its model, and what is said of it already."""

    text: str
    model: DataGraph
    findings: frozenset[tuple[str, str]]


class Case(NamedTuple):
    """What came of one mistake; `restored` is None where no safe fix was offered."""

    kind: str
    original: str
    mistake: Mistake
    errors: tuple[Diagnostic, ...]
    findings: tuple[Diagnostic, ...]
    located: bool
    restored: bool | None
    crash: str = ""

    @property
    def found(self) -> bool:
        return bool(self.findings if KINDS[self.kind].least < Severity.ERROR else self.errors)


def examples() -> list[str]:
    """The examples of the project, but for the broken one."""
    files = sorted(it for it in _EXAMPLES.glob("*/graph.dg") if it.parent.name != "broken")
    return [file.read_text(encoding="utf-8") for file in files]


def originals(random: Random, count: int) -> list[Original]:
    """The examples, and as many random files."""
    texts = [*examples(), *(valid_graph(random) for _ in range(count))]
    result = []
    for text in texts:
        model, findings = datagraph.load(text)
        errors = [it for it in findings if it.severity is Severity.ERROR]
        assert not errors, f"not valid: {errors}\n{text}"
        result.append(Original(text, model, frozenset((it.code, it.message) for it in findings)))
    return result


def cases(seed: int, per_kind: int, names: tuple[str, ...] = ()) -> Iterator[Case]:
    """Some mistakes of each kind; the same seed gives the same ones."""
    texts = originals(Random(seed), per_kind)
    for kind in [KINDS[name] for name in names or KINDS]:
        random = Random(f"{seed} {kind.name}")
        made = 0
        for _ in range(per_kind * 30):
            original = random.choice(texts)
            mistake = kind.make(random, original.text)
            if mistake:
                yield judge(kind, original, mistake)
                made += 1
            if made == per_kind:
                break


def judge(kind: Kind, original: Original, mistake: Mistake) -> Case:
    """What the toolkit says of one mistake."""
    try:
        findings = _findings(original, mistake.text)
        errors = tuple(it for it in findings if it.severity is Severity.ERROR)
        counted = findings if kind.least < Severity.ERROR else errors
        located = bool(counted) and _touches(mistake, counted[0])
        restored = None
        if not kind.lossy and any(_safe_edits(it) for it in counted):
            restored = datagraph.load(_repaired(mistake.text))[0] == original.model
    except Exception:  # noqa: BLE001 - a crash is a result
        return Case(kind.name, original.text, mistake, (), (), False, None, traceback.format_exc())
    return Case(kind.name, original.text, mistake, errors, findings, located, restored)


def _findings(original: Original, text: str) -> tuple[Diagnostic, ...]:
    """Warnings and errors that are not there without the mistake."""
    return tuple(
        it
        for it in datagraph.validate(text)
        if it.severity >= Severity.WARNING and (it.code, it.message) not in original.findings
    )


def _touches(mistake: Mistake, finding: Diagnostic) -> bool:
    """Whether a finding's range touches a line of the mistake or the one before it."""
    lines = LineIndex(mistake.text)
    first, last = lines.position(finding.span.start).line, lines.position(finding.span.end).line
    return any(first <= line <= last for it in mistake.lines for line in (it - 1, it))


def _safe_edits(finding: Diagnostic) -> bool:
    return any(fix.applicability is Applicability.SAFE for fix in finding.fixes)


def _repaired(text: str) -> str:
    """The text with all safe fixes applied."""
    return fix_text(text, DEFAULT_SETTINGS).text
