"""What the toolkit says of a text: diagnostics, their labels and their fixes."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.text import Span, TextEdit


class Severity(IntEnum):
    """How grave a diagnostic is; a graver one compares greater."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Applicability(Enum):
    """How far a fix can be trusted, in Ruff's three classes."""

    SAFE = "safe"
    """What the author meant is certain."""
    UNSAFE = "unsafe"
    """Likely what was meant; applied only on request."""
    DISPLAY_ONLY = "display-only"
    """Holds a placeholder to fill in; shown, never applied."""


class Label(NamedTuple):
    """A short remark on a further place that explains the diagnostic."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that clear a diagnostic; they do not overlap, and all refer to the text that was checked."""

    title: str
    edits: tuple[TextEdit, ...]
    applicability: Applicability = Applicability.SAFE


class Diagnostic(NamedTuple):
    """One mistake or advice, at its tightest place.

    `message` says what is wrong, with the user's own name; `label` why, at `span`; `labels` remark on other places;
    `help` is the next step, `notes` are facts. `code` and `name` are those of the rule and stable for ever.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    label: str = ""
    labels: tuple[Label, ...] = ()
    help: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, graver first at one place, then by code; the order in which everything is shown."""
    return sorted(diagnostics, key=lambda it: (it.span.start, -it.severity, it.code, it.span.end, it.message))
