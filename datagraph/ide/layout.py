"""Formatting as editors ask for it: all of a file, some lines of it, or what was just typed."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from datagraph.formatting import formatting_edits
from datagraph.formatting.edits import white_space_edits
from datagraph.ide.line_ends import whole_line_ends
from datagraph.ide.place import place_at
from datagraph.syntax import parse
from datagraph.syntax.lexer import TRIVIA, tokens
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from datagraph.syntax import Block
    from datagraph.view import View

TYPED = ("}", "\n")
"""The characters that lines are laid out after."""

_BLANKS = " \t"
_WHITE = " \t\r\n"
_BYTE_ORDER_MARK = "\ufeff"
_BETWEEN = TRIVIA | {"NEWLINE"}


def format_document(view: View) -> list[TextEdit]:
    """The smallest edits that bring a file into the canonical style; they change white space and nothing else."""
    return whole_line_ends(view.text, formatting_edits(view.analysis.document))


def format_range(view: View, span: Span) -> list[TextEdit]:
    """Those of the edits that belong to the lines which a range touches: no other line changes.

    The lines become what they become when all of the file is formatted. A range that ends at the beginning of a line
    does not touch it, as when whole lines are selected.
    """
    text = view.text
    last = span.end
    if span.start < last < len(text) and text[last - 1] == "\n":
        last -= 1
    lines = Span(_line_start(text, span.start), _line_end(text, last))
    return whole_line_ends(text, within_lines(text, formatting_edits(view.analysis.document), [lines]))


def format_on_type(view: View, offset: int, character: str) -> list[TextEdit]:
    """What changes when a character, one of `TYPED`, has just been typed before an offset.

    A brace lays out the block that it closes, or only its own line as long as the block is broken. A new line is
    indented like the one before it, deeper behind a `{`.
    """
    if character == "}":
        return whole_line_ends(view.text, _closed_block(view, offset))
    if character == "\n":
        return _new_line(view, offset)
    return []


def piece_edits(piece: str, depth: int, line_end: str) -> list[TextEdit] | None:
    """The edits that lay out some whole lines which stand inside so many blocks; None if they are broken."""
    before, behind = f"x {{{line_end}" * depth, f"}}{line_end}" * depth
    end = "" if piece.endswith("\n") else line_end
    document = parse(f"{before}{piece}{end}{behind}")
    if document.problems:
        return None
    start = len(before)
    edits = within_lines(document.text, formatting_edits(document), [Span(start, start + len(piece))])
    return shifted(edits, -start)


def line_end_of(text: str) -> str:
    """The line end that new lines of a text get: the one that most of its lines have."""
    returns = text.count("\r\n")
    return "\r\n" if returns > text.count("\n") - returns else "\n"


def shifted(edits: Iterable[TextEdit], distance: int) -> list[TextEdit]:
    """The same edits further on in a text."""
    return [TextEdit(Span(start + distance, end + distance), new_text) for (start, end), new_text in edits]


def within_lines(text: str, edits: Iterable[TextEdit], lines: Sequence[Span]) -> list[TextEdit]:
    """What some edits of white space do inside of ranges of whole lines, which come in order.

    The gap between two lines has three parts: the blanks behind the first, the empty lines, and the indentation of
    the second. Each is left out if it is not all in one range.
    """
    starts = [it.start for it in lines]
    # What follows the line end of the last line belongs to the next.
    ends = [it.end - (it.start < it.end < len(text) and text[it.end - 1] == "\n") for it in lines]
    found: list[TextEdit] = []
    for edit in edits:
        for start, old, new in _parts(text, edit):
            index = bisect_right(starts, start) - 1
            if old != new and index >= 0 and start + len(old) <= ends[index]:
                found += shifted(white_space_edits(old, new), start)
    return found


def _parts(text: str, edit: TextEdit) -> Iterator[tuple[int, str, str]]:
    """The parts of the gap that an edit is in, each with its place, as it is and as it will be."""
    (start, end), new_text = edit
    while start > 0 and text[start - 1] in _WHITE:
        start -= 1
    while end < len(text) and text[end] in _WHITE:
        end += 1
    old = text[start:end]
    new = text[start : edit.span.start] + new_text + text[edit.span.end : end]
    if "\n" not in old or "\n" not in new:
        yield start, old, new
        return
    old_cuts, new_cuts = _cuts(old), _cuts(new)
    for first, second in ((0, 1), (1, 2), (2, 3)):
        here, there = slice(old_cuts[first], old_cuts[second]), slice(new_cuts[first], new_cuts[second])
        yield start + old_cuts[first], old[here], new[there]


def _cuts(gap: str) -> tuple[int, int, int, int]:
    """Where the parts of a gap with a line end begin, and the end."""
    return 0, gap.index("\n"), gap.rindex("\n") + 1, len(gap)


def _closed_block(view: View, offset: int) -> list[TextEdit]:
    text = view.text
    blocks = place_at(view, offset).blocks
    depth = next((depth for depth, it in enumerate(blocks) if it.span.end == offset), -1)
    if depth < 0:
        return []
    block = blocks[depth]
    start, indent = _line_start(text, block.span.start), _indent_of(text, block)
    # Where braces are missing somewhere, the depth is a guess; then the block's own indentation must bear it out.
    is_sure = not view.analysis.document.problems or indent == "  " * depth
    if is_sure:
        edits = piece_edits(text[start:offset], depth, line_end_of(text))
        if edits is not None:
            return shifted(edits, start)
    return _indented(text, _line_start(text, offset), indent, before="}")


def _new_line(view: View, offset: int) -> list[TextEdit]:
    text = view.text
    start = _line_start(text, offset)
    above = len(text[:start].rstrip(_WHITE))
    if above == 0 or text.rfind("/*", 0, start) > text.rfind("*/", 0, start):
        return []
    first, last = _line_start(text, above), _line_end(text, above)
    line = text[first:last].removeprefix(_BYTE_ORDER_MARK)
    indent = line[: len(line) - len(line.lstrip(_BLANKS))]
    kind = ""
    for token in tokens(text, first, last):
        if token.end > last and token.kind != "NEWLINE":
            # A text of several lines, whose indentation is its own.
            return []
        kind = kind if token.kind in _BETWEEN else token.kind
    brace = _behind_blanks(text, start)
    if text.startswith("}", brace):
        closed = next((it for it in place_at(view, brace + 1).blocks if it.span.end == brace + 1), None)
        return _indented(text, start, _indent_of(text, closed)) if closed else []
    return _indented(text, start, f"{indent}  " if kind == "LBRACE" else indent)


def _indented(text: str, start: int, indent: str, before: str = "") -> list[TextEdit]:
    """The edit that indents the line at an offset, if what stands first on it is `before`."""
    end = _behind_blanks(text, start)
    if text[start:end] == indent or not text.startswith(before, end):
        return []
    return [TextEdit(Span(start, end), indent)]


def _indent_of(text: str, block: Block) -> str:
    """The blanks at the beginning of the line on which a block begins."""
    start = _line_start(text, block.span.start)
    line = text[start : block.span.start].removeprefix(_BYTE_ORDER_MARK)
    return line[: len(line) - len(line.lstrip(_BLANKS))]


def _behind_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start] in _BLANKS:
        start += 1
    return start


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
