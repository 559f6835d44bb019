"""The part of a source line that fits the terminal, with the places to underline in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics.render.visible import visible
from datagraph.diagnostics.render.width import cells
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ELLIPSIS = "…"
# A text of this many code points per cell is not measured but clipped: it would be nearly all zero-width characters.
_DENSEST = 4


class Mark(NamedTuple):
    """A range to underline within one line, in offsets of the text, with its remark ("" for none)."""

    span: Span
    label: str
    primary: bool


class Underline(NamedTuple):
    """A mark in terminal cells from the beginning of an excerpt, at least one cell wide."""

    column: int
    width: int
    label: str
    primary: bool


class Excerpt(NamedTuple):
    """One line, or a window of it, as it is shown."""

    text: str
    underlines: list[Underline]


def excerpts(text: str, line: Span, marks: Sequence[Mark], room: int) -> Iterator[Excerpt]:
    """Show the line in at most `room` cells: whole if it fits, else one window for each cluster of marks.

    The work is in proportion to `room`, not to the line, which may be a whole file of 100 MB.
    """
    if _fits(text, line, room):
        yield _excerpt(text, line, line, marks)
        return
    clusters = _clusters(text, marks, room - 2 * cells(_ELLIPSIS)) or [(Span(line.start, line.start), [])]
    for extent, cluster in clusters:
        yield _excerpt(text, line, _window(text, line, extent, room - 2 * cells(_ELLIPSIS)), cluster)


def _clusters(text: str, marks: Sequence[Mark], room: int) -> list[tuple[Span, list[Mark]]]:
    """Group the marks that fit one window together; each group with the range from its first to its last."""
    clusters: list[tuple[Span, list[Mark]]] = []
    for mark in sorted(marks, key=lambda mark: mark.span):
        if clusters:
            extent, cluster = clusters[-1]
            both = Span(extent.start, max(extent.end, mark.span.end))
            if _fits(text, both, room):
                clusters[-1] = (both, [*cluster, mark])
                continue
        clusters.append((mark.span, [mark]))
    return clusters


def _window(text: str, line: Span, extent: Span, room: int) -> Span:
    """Take as much of the extent as fits, from its start, then what fits around it, alike on both sides."""
    end, left = _reach(text, extent.start, extent.end, room)
    start, unused = _reach(text, extent.start, line.start, left // 2)
    end, left = _reach(text, end, line.end, left - left // 2 + unused)
    start, _ = _reach(text, start, line.start, left)
    return Span(start, end)


def _reach(text: str, offset: int, stop: int, room: int) -> tuple[int, int]:
    """Go from `offset` towards `stop` through so many cells; say how far that is, and how many are left."""
    step = 1 if stop > offset else -1
    while offset != stop:
        character = text[offset if step > 0 else offset - 1]
        # A zero-width character counts as one here, lest a long run of them makes a long window.
        size = max(1, cells(visible(character)))
        if size > room:
            break
        offset += step
        room -= size
    return offset, room


def _excerpt(text: str, line: Span, window: Span, marks: Sequence[Mark]) -> Excerpt:
    before = _ELLIPSIS if window.start > line.start else ""
    after = _ELLIPSIS if window.end < line.end else ""

    def column(offset: int) -> int:
        return cells(before + _shown(text, Span(window.start, min(max(offset, window.start), window.end))))

    underlines = []
    for mark in marks:
        start = column(mark.span.start)
        width = max(1, column(mark.span.end) - start)
        underlines.append(Underline(start, width, visible(mark.label), mark.primary))
    return Excerpt(before + _shown(text, window) + after, underlines)


def _fits(text: str, span: Span, room: int) -> bool:
    return span.end - span.start <= _DENSEST * room and cells(_shown(text, span)) <= room


def _shown(text: str, span: Span) -> str:
    piece = span.text_of(text)
    # A byte-order mark at the beginning of a file is no part of what people see; anywhere else it is a surprise.
    return visible(piece.removeprefix("\ufeff") if span.start == 0 else piece)
