"""What can be folded: blocks, comments, and regions that comments mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.ide.comments import comments, runs
from datagraph.syntax import Block
from datagraph.text import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.ide.comments import Comment
    from datagraph.syntax.tree import Element
    from datagraph.view import View

_REGION = re.compile(r"(?:#|//)[ \t]*#?[ \t]*(?P<end>end)?region\b")


class Fold(NamedTuple):
    """A range over more than one line that an editor may hide, but for the line that it begins on.

    It begins at the end of that line. The line of a block's closing brace is not in it, if the brace stands alone.
    """

    span: Span
    kind: Literal["block", "comment", "region"]


def folds(view: View) -> list[Fold]:
    """All folds of a file, by where they begin, outer ones first."""
    lines = LineIndex(view.text)
    found = comments(view.text)
    candidates = (*_blocks(view, lines), *_regions(view.text, found), *_comments(view.text, found))
    fitted = [Fold(_from_line_end(lines, fold.span), fold.kind) for fold in candidates]
    unique: dict[int, Fold] = {}
    # Of those that begin on one line editors show one: the widest.
    for fold in sorted(fitted, key=lambda it: (it.span.start, -it.span.end)):
        if lines.position(fold.span.start).line < lines.position(fold.span.end).line:
            unique.setdefault(fold.span.start, fold)
    return list(unique.values())


def _blocks(view: View, lines: LineIndex) -> Iterator[Fold]:
    """The blocks from their headers to the line before the closing brace, or to all that an unclosed one holds."""
    text = view.text
    ink: dict[int, int] = {}
    waiting: list[Element] = list(view.analysis.document.elements)
    while waiting:
        element = waiting.pop()
        if isinstance(element, Block):
            waiting += element.elements
            end = element.span.end
            # Many blocks may lack their brace at one place, behind any number of empty lines.
            if end not in ink:
                ink[end] = _end_of_body(text, end, lines)
            yield Fold(Span(element.header_span.end, ink[end]), "block")


def _end_of_body(text: str, end: int, lines: LineIndex) -> int:
    """Where a fold ends whose block ends at an offset."""
    if not text.startswith("}", end - 1):
        while end and text[end - 1].isspace():
            end -= 1
        return end
    line = lines.position(end - 1).line
    first = lines.line_span(line).start
    is_alone = line > 1 and not text[first : end - 1].strip()
    return lines.line_span(line - 1).end if is_alone else end - 1


def _regions(text: str, found: list[Comment]) -> Iterator[Fold]:
    """The ranges between a `# region` and its `# endregion`, which nest."""
    starts: list[Comment] = []
    for comment in found:
        mark = _region_mark(text, comment)
        if mark == "region":
            starts.append(comment)
        elif mark and starts:
            yield Fold(Span(starts.pop().span.end, comment.span.end), "region")


def _comments(text: str, found: list[Comment]) -> Iterator[Fold]:
    """The block comments, and the runs of line comments, that take more than one line."""
    yield from (Fold(it.span, "comment") for it in found if it.is_block)
    plain = [it for it in found if not it.is_block and not _region_mark(text, it)]
    for run in runs(text, plain):
        yield Fold(Span(run[0].span.start, run[-1].span.end), "comment")


def _region_mark(text: str, comment: Comment) -> str:
    """`region`, `endregion`, or nothing."""
    mark = _REGION.match(text, comment.span.start) if comment.is_alone and not comment.is_block else None
    return f"{mark['end'] or ''}region" if mark else ""


def _from_line_end(lines: LineIndex, span: Span) -> Span:
    """The span from the end of its first line on."""
    start = lines.line_span(lines.position(span.start).line).end
    return Span(start, max(start, span.end))
