"""What an editor selects next when a selection is widened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.ide.comments import comments, runs
from datagraph.ide.opening import opening_brace
from datagraph.ide.place import place_at
from datagraph.model import parse_dotted, parse_join
from datagraph.syntax import Skipped
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datagraph.ide.comments import Comment
    from datagraph.ide.place import Place
    from datagraph.syntax import Attribute, Block, StringValue
    from datagraph.syntax.tree import Element
    from datagraph.view import View

_WORD = re.compile(r"[\w-]+")
_WIDEST_GAP = 1_000


def selections(view: View, offset: int) -> list[Span]:
    """The ranges around an offset, each wider than the one before; the last is the whole file.

    A word or a part of a join, its side, its string, the attribute, what the block holds, the block, the block with the
    comments above it, and so on outwards.
    """
    whole = Span(0, len(view.text))
    touching = {it for it in _candidates(view, offset) if it.start <= offset <= it.end and it.start < it.end}
    result: list[Span] = []
    for span in sorted(touching - {whole}, key=lambda it: (it.end - it.start, it)):
        # Two words may meet at the offset, on either side of it: then the shorter one wins.
        if not result or (span.start <= result[-1].start and result[-1].end <= span.end):
            result.append(span)
    return [*result, whole]


def _candidates(view: View, offset: int) -> Iterator[Span]:
    """The ranges that may hold the offset, in no order."""
    text = view.text
    place = place_at(view, offset)
    for word in _WORD.finditer(text, text.rfind("\n", 0, offset) + 1):
        if word.start() > offset:
            break
        yield Span(*word.span())
    for block in place.blocks:
        yield block.span
        yield from _header(block)
        yield from _body(text, block)
    if place.attribute:
        yield from _attribute(place.attribute)
    for element in _siblings(view, place):
        if isinstance(element, Skipped):
            yield _trimmed(text, element.span)
    yield from _with_comments(view, offset, place)


def _header(block: Block) -> Iterator[Span]:
    yield block.header_span
    for label in block.labels:
        yield from _string(label)


def _body(text: str, block: Block) -> Iterator[Span]:
    """What stands between a block's braces."""
    brace, end = opening_brace(text, block), block.span.end
    if brace:
        yield _trimmed(text, Span(brace.end, max(brace.end, end - text.startswith("}", end - 1))))


def _attribute(attribute: Attribute) -> Iterator[Span]:
    yield attribute.span
    yield attribute.name_span
    yield attribute.value_span
    if attribute.string:
        yield from _string(attribute.string)


def _string(string: StringValue) -> Iterator[Span]:
    """A string, its text, and the sides and parts of names in it."""
    yield string.span
    yield string.inner_span
    for part in parse_dotted(string.text) or ():
        yield string.part(part.start, part.end)
    for operand in parse_join(string.text) or ():
        yield string.part(*operand.range)
        yield string.part(*operand.entity_range)
        yield string.part(*operand.column_range)


def _with_comments(view: View, offset: int, place: Place) -> Iterator[Span]:
    """Comments, and the blocks and attributes with the comments above them."""
    text = view.text
    found = comments(text)
    above: dict[int, list[Comment]] = {}
    is_in_comment = False
    for comment in found:
        yield comment.span
    for run in runs(text, found):
        span = Span(run[0].span.start, run[-1].span.end)
        is_in_comment = is_in_comment or span.start <= offset <= span.end
        above[span.end] = run
        yield span
    around: list[Element] = [*place.blocks, *([place.attribute] if place.attribute else [])]
    if is_in_comment:
        around += _siblings(view, place)
    for element in around:
        start, end = element.span
        comments_above = above.get(_end_of_line_above(text, start))
        if comments_above:
            yield Span(comments_above[0].span.start, end)


def _end_of_line_above(text: str, start: int) -> int:
    """Where the line ends above the one that begins with what stands at an offset; -1 if it begins with more."""
    before = text[max(0, start - _WIDEST_GAP) : start]
    line = before.rstrip(" \t")
    if not line.endswith("\n"):
        return -1
    return start - len(before) + len(line[:-1].removesuffix("\r").rstrip(" \t"))


def _siblings(view: View, place: Place) -> Iterable[Element]:
    """What stands in the innermost block, or at the top level."""
    return place.block.elements if place.block else view.analysis.document.elements


def _trimmed(text: str, span: Span) -> Span:
    """The span without the blanks at its ends."""
    piece = span.text_of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))
