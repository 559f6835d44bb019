"""Refactoring: a `data_graph` around what stands outside of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.formatting import format_document
from datagraph.ide.actions.action import Action
from datagraph.ide.actions.changes import edits_between
from datagraph.ide.place import place_at
from datagraph.syntax import parse
from datagraph.text import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.text import Span
    from datagraph.view import View

_RULE = "missing-graph"


def wrap_in_graph(view: View, span: Span) -> Iterator[Action]:
    """Put `data_graph { … }` around everything, asked for at any of its blocks.

    The rule that misses the graph speaks at the first of them alone, or not at all if it is switched off; where it
    does speak, its fix is on offer already.
    """
    blocks = view.analysis.document.blocks
    if any(it.kind == "data_graph" for it in blocks) or not place_at(view, span.start).blocks:
        return
    said = [it for it in view.analysis.diagnostics if it.name == _RULE]
    if any(it.span.touches(span) for it in said):
        return
    edits = next((fix.edits for it in said for fix in it.fixes), ())
    if not said:
        from datagraph.model import lower

        _, problems = lower(view.analysis.document)
        edits = next((it.edits for it in problems if it.rule == _RULE), ())
    if edits:
        after = format_document(parse(apply_edits(view.text, edits)))
        yield Action("Wrap everything in `data_graph`", "refactor.rewrite", tuple(edits_between(view.text, after)))
