"""Tree to rows: the lines of the tree, as lines of the file."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from datagraph.formatting.content import sides_of
from datagraph.formatting.row import COMMENT, Row, indent_at, role
from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, END, LABELLED_OPENING, OPENING, OTHER, tokens
from datagraph.syntax.tree import BRACE_GROUP, LABEL_GROUP, NAME_GROUP, VALUE_GROUP, labels_of

if TYPE_CHECKING:
    from datagraph.syntax import Document, LineLike

_BYTE_ORDER_MARK = "\ufeff"
_WHITE = " \t\r\n"


def read_rows(document: Document, *, indented: bool) -> list[Row]:
    """The rows of a document, `indented` anew or as they are; a byte-order mark is in none of them."""
    reader = _Reader(document, indented=indented)
    for line in document.lines():
        reader.add(line)
    return reader.rows


class _Reader:
    """Gathers lines of the tree until they end with a line of the file."""

    def __init__(self, document: Document, *, indented: bool) -> None:
        self.rows: list[Row] = []
        self._text = text = document.text
        self._faults = sorted(problem.span.start for problem in document.problems)
        self._indented = indented
        self._has_returns = "\r" in text
        self._start = 1 if text.startswith(_BYTE_ORDER_MARK) else 0
        self._depth = 0
        self._kinds: list[int] = []
        self._row_depth = 0

    def add(self, line: LineLike) -> None:
        """Take the next line of the tree; an empty one, which recovery put in, moves only the indentation."""
        kind = role(line.lastindex)
        start, end = line.span(0)
        if kind == CLOSING:
            self._depth -= 1
        if start < end and (self._kinds or labels_of(line) is not None or not self._read_plain(line, kind, end)):
            self._gather(kind, end, plain=labels_of(line) is None)
        if kind == OPENING:
            self._depth += 1

    def _gather(self, kind: int, end: int, *, plain: bool) -> None:
        if not self._kinds:
            self._row_depth = self._depth
        self._kinds.append(kind)
        if end == len(self._text) or self._text[end - 1] == "\n":
            broken = OTHER in self._kinds or (not plain and self._is_faulty(self._start, end))
            self._read(end, self._kinds, broken=broken)
            self._kinds = []

    def _is_faulty(self, start: int, end: int) -> bool:
        place = bisect_left(self._faults, start)
        return place < len(self._faults) and self._faults[place] < end

    def _read_plain(self, line: LineLike, kind: int, end: int) -> bool:
        """Make the row of a line that was read at once from its groups; False if it has comments."""
        text, start = self._text, self._start
        if line.lastindex == END:
            return not text[start:end].strip(_WHITE)
        content = line.span(BRACE_GROUP if kind == CLOSING else NAME_GROUP)[0]
        before = text[start:content]
        if before.strip(_WHITE):
            return False
        lead, rest = "}", ""
        if kind == CLOSING:
            behind = content + 1
        elif kind == ATTRIBUTE:
            behind = line.span(VALUE_GROUP)[1]
            lead, rest = f"{line.group(NAME_GROUP)}", f"= {line.group(VALUE_GROUP)}"
        elif line.lastindex == LABELLED_OPENING:
            behind = text.index("{", line.span(LABEL_GROUP)[1]) + 1
            lead = f"{line.group(NAME_GROUP)} {line.group(LABEL_GROUP)} {{"
        else:
            behind = text.index("{", line.span(NAME_GROUP)[1]) + 1
            lead = f"{line.group(NAME_GROUP)} {{"
        if text[behind:end].strip(_WHITE):
            return False
        blank = self._line_end(start + before.index("\n") + 1) if "\n" in before else ""
        indent = indent_at(self._depth) if self._indented else before[before.rfind("\n") + 1 :]
        self.rows.append(Row(kind, kind, blank, indent, lead, rest, self._line_end(end)))
        self._start = end
        return True

    def _read(self, end: int, kinds: list[int], *, broken: bool) -> None:
        """Make the rows of lines of the tree that have comments or were read token by token."""
        text = self._text
        first = row_start = self._start
        self._start = end
        body_depth = self._row_depth + (kinds[0] == CLOSING)
        comments: list[str] = []
        blank = ""
        for token in tokens(text, first, end):
            if token.kind in ("LINE_COMMENT", "BLOCK_COMMENT") and token.end <= end:
                first = first if comments else token.start
                comments.append(text[token.start : token.end])
            elif token.kind == "NEWLINE":
                line_end = self._line_end(token.end)
                if comments:
                    indent = indent_at(body_depth) if self._indented else text[row_start:first]
                    self._add_comments(comments, blank, indent, line_end)
                    comments, blank = [], ""
                else:
                    blank = blank or line_end
                row_start = token.end
            elif token.kind != "SPACE":
                first = first if comments else token.start
                break
        else:
            if comments:
                indent = indent_at(body_depth) if self._indented else text[row_start:first]
                self._add_comments(comments, blank, indent, "")
            return
        line_end = self._line_end(end)
        indent = indent_at(self._row_depth) if self._indented else text[row_start:first]
        sides = sides_of(text, (token.start, end), attribute=kinds == [ATTRIBUTE], broken=broken)
        if sides is None:
            lead, rest = text[first : end - len(line_end)], ""
            indent = text[row_start:first] if "\n" in lead else indent
        else:
            lead, rest = " ".join((*comments, sides[0])), sides[1]
        self.rows.append(Row(kinds[0], kinds[-1], blank, indent, lead, rest, line_end))

    def _add_comments(self, comments: list[str], blank: str, indent: str, line_end: str) -> None:
        if not comments[-1].startswith("/*"):
            comments[-1] = comments[-1].rstrip(_WHITE)
        self.rows.append(Row(COMMENT, COMMENT, blank, indent, " ".join(comments), "", line_end))

    def _line_end(self, end: int) -> str:
        """The line end that ends at an offset; empty at the end of a text without one."""
        if self._text[end - 1] != "\n":
            return ""
        return "\r\n" if self._has_returns and self._text.endswith("\r\n", 0, end) else "\n"
