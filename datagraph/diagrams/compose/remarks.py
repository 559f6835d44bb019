"""Diagnostics at the blocks that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.scene import Remark
from datagraph.text import LineIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.diagnostics import Diagnostic
    from datagraph.diagrams.scene import Severity
    from datagraph.model import Node
    from datagraph.view import View


def remarks_of(view: View) -> Mapping[int, tuple[Remark, ...]]:
    """The remarks of each block, by the `id` of its node in the model: those inside it, and inside no inner one.

    Those that are inside none of these blocks are under the `id` of None.
    """
    graph = view.graph
    profile = graph.model.profile
    nodes: list[Node] = [*([profile] if profile else []), *graph.model.entities, *graph.relationships]
    # Blocks nest, so of those that begin before a place the last that has not ended is the innermost.
    nodes.sort(key=lambda it: it.syntax.span.start)
    lines = LineIndex(view.text)
    found: dict[int, list[Remark]] = {}
    open_: list[Node] = []
    waiting = iter(nodes)
    coming = next(waiting, None)
    for it in sorted(view.analysis.diagnostics, key=lambda it: it.span.start):
        while coming is not None and coming.syntax.span.start <= it.span.start:
            open_.append(coming)
            coming = next(waiting, None)
        while open_ and open_[-1].syntax.span.end < it.span.start:
            open_.pop()
        found.setdefault(id(open_[-1] if open_ else None), []).append(_remark(it, lines))
    return {key: tuple(its) for key, its in found.items()}


def _remark(found: Diagnostic, lines: LineIndex) -> Remark:
    severity: Severity = str(found.severity)  # type: ignore[assignment]  # the words are the same
    return Remark(severity, found.code, found.message, lines.position(found.span.start).line)
