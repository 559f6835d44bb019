"""All attributes that a block lacks, as one action."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.ide.actions.action import Action
from datagraph.language import BLOCKS
from datagraph.rules.words import quoted, slug_in
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.text import Span
    from datagraph.view import View

_RULE = "missing-attribute"
_NAME = re.compile(r"\s*(\w+)")


def fill_in(view: View, diagnostics: Iterable[Diagnostic]) -> Iterator[Action]:
    """For each block that some diagnostics say lacks an attribute, and that lacks more: all of them, in order."""
    headers = dict.fromkeys(it.labels[0].span for it in diagnostics if it.name == _RULE and it.labels)
    for header in headers:
        found = [
            it for it in view.analysis.diagnostics if it.name == _RULE and it.labels[:1] and it.labels[0].span == header
        ]
        edits = [edit for it in found for fix in it.fixes for edit in fix.edits]
        if len(found) > 1 and len(edits) == len(found) and all(it.span.start == it.span.end for it in edits):
            word = header.text_of(view.text)
            title = f"Add all that {quoted(slug_in(word) or word)} lacks (placeholder)"
            yield Action(title, "quickfix", tuple(_joined(edits, word)), tuple(found))


def _joined(edits: Iterable[TextEdit], header: str) -> Iterator[TextEdit]:
    """One insertion for each place, its lines in canonical order."""
    kind = _NAME.match(header)
    row = BLOCKS.get(kind[1]) if kind else None
    order = [it.name for it in row.attributes] if row else []
    by_place: dict[Span, list[str]] = {}
    for edit in edits:
        by_place.setdefault(edit.span, []).append(edit.new_text)
    for span, lines in sorted(by_place.items()):
        lines.sort(key=lambda it: _place(it, order))
        end = "\r\n" if lines[0].endswith("\r\n") else "\n" if lines[0].endswith("\n") else ""
        yield TextEdit(span, "".join(line.rstrip("\r\n") for line in lines) + end)


def _place(line: str, order: list[str]) -> int:
    name = _NAME.match(line)
    return order.index(name[1]) if name and name[1] in order else len(order)
