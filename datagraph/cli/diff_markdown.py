"""Changes as the comment of a pull request."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from datagraph.cli.change_tree import aside, noun, value
from datagraph.diagnostics import Severity
from datagraph.diagnostics.render.visible import visible
from datagraph.diff.tree import tree
from datagraph.view.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.cli.diffing import Compared
    from datagraph.diagnostics import Diagnostic

_CLASSES = (
    (Severity.ERROR, "definite", "What consumers use is not there any more"),
    (Severity.WARNING, "potential", "Consumers may get something else"),
)
# What GitHub takes in one comment; what is longer would not be shown at all.
_LONGEST = 60_000


def markdown(compared: Sequence[Compared]) -> str:
    """A comment: what breaks and whom it hits first, all changes folded below."""
    parts = [f"## Data Graph: {_headline(compared)}", ""]
    for one in compared:
        for severity, name, meaning in _CLASSES:
            found = [it for it in one.diagnostics if it.severity is severity]
            if found:
                parts += [f"### {meaning} ({len(found)} {name})", "", *(_finding(one, it) for it in found), ""]
    for one in compared:
        parts += [*_picture(one), *_details(one)]
    text = "\n".join(parts).rstrip("\n") + "\n"
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rpartition("\n")[0] + "\n\n… and more: `datagraph diff` shows all of it.\n"
    return text


def _headline(compared: Sequence[Compared]) -> str:
    found = [it.severity for one in compared for it in one.diagnostics]
    if not any(it.comparison.changes for it in compared):
        return "no changes"
    names = ((Severity.ERROR, "definite"), (Severity.WARNING, "potential"), (Severity.INFO, "safe"))
    counts = [f"{found.count(severity)} {name}" for severity, name in names if severity in found]
    return f"{', '.join(counts)} change{'s' if len(found) != 1 else ''}" if counts else "all changes are accepted"


def _finding(one: Compared, found: Diagnostic) -> str:
    line = one.file.text.count("\n", 0, found.span.start) + 1
    lines = [f"- **{literal(found.message)}** – {literal(one.file.path)}:{line} ({found.code})"]
    lines += [f"  - {literal(it)}" for it in (*found.notes, *found.help)]
    return "\n".join(lines)


def _picture(one: Compared) -> Iterator[str]:
    """What has changed and what it touches, as a picture that forges draw; none if they would not."""
    from datagraph.cli.changed_scene import changed_scene, touched
    from datagraph.diagrams.mermaid import MOST_CHARACTERS, MOST_EDGES, write_mermaid
    from datagraph.diagrams.scene import Choice
    from datagraph.view import view_of

    choice = Choice(columns="none", folds_junctions=True)
    scene = touched(changed_scene(one.file.old_text, view_of(one.file.text), choice))
    text = write_mermaid(scene).rstrip("\n") if scene.nodes else ""
    if text and len(text) <= MOST_CHARACTERS and len(scene.edges) <= MOST_EDGES:
        yield from ("<details open><summary>What changes, and what it touches</summary>", "", "```mermaid", text)
        yield from ("```", "", "</details>", "")


def _details(one: Compared) -> Iterator[str]:
    lines = list(tree(one.comparison))
    if not lines:
        return
    title = f"All changes in {one.file.path}, since {one.file.before}"
    yield from (f"<details><summary>{_unmentioned(escape(title))}</summary>", "", "```diff")
    for line in lines:
        indent = "  " * line.depth
        # The first column is what the colours of a diff go by.
        yield f"{'!' if line.sign == '~' else line.sign} {indent}{noun(line.block)}{aside(line)}"
        for it in line.change.differences if line.change else ():
            yield f"!   {indent}{it.attribute}: {value(it.old)} → {value(it.new)}"
    yield from ("```", "", "</details>", "")


def literal(text: str) -> str:
    """Text in which nothing counts as Markdown but code between backticks, which messages put around names."""
    pieces = visible(" ".join(text.split())).split("`")
    if len(pieces) % 2 == 0:
        return _escaped(visible(text))
    return "`".join(it if index % 2 else _escaped(it) for index, it in enumerate(pieces))


def _escaped(text: str) -> str:
    return _unmentioned(escaped(text))


def _unmentioned(text: str) -> str:
    """A text that names nobody whom the forge would send a message."""
    return text.replace("@", "&#64;")
