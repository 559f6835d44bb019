"""One broken line at a time: what its author meant, and what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.language import BLOCK_NAMES, BLOCKS_BY_ATTRIBUTE
from datagraph.syntax import driver
from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, OPENING, OTHER, Token, logical_line, tokens
from datagraph.syntax.recovery.layout import indent_of, next_line
from datagraph.syntax.recovery.values import read_value
from datagraph.syntax.tree import Line
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.syntax.recovery.values import Reading

_STRINGS = frozenset(("STRING", "ODD_STRING", "SINGLE_QUOTED", "SMART_QUOTED", "OPEN_STRING", "TEMPLATE"))
_SEPARATORS = frozenset(("COMMA", "SEMICOLON"))
_VALUES = _STRINGS | {"NUMBER", "BOOLEAN", "NAME", "LBRACKET", "HEREDOC"}
_BRACE_IN_STRING = re.compile(r"""("[^"{}\n]*?)[ \t]*([{}])[ \t\r]*(?:(?:#|//)[^\n]*)?""")
# White space and invisible characters that the language knows nothing of; text pasted from a document is full of them.
_INVISIBLE = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\0" + "".join(
    map(chr, range(0x2000, 0x200B))
)


def read_line(text: str, start: int, content: int) -> tuple[list[Line], list[Problem]]:
    """Read the logical line whose trivia begin at `start` and whose first token is at `content`.

    The lines returned cover the text from `start` without a gap, and a line that the grammar takes has no problems.
    """
    reader = _Reader(text, start, logical_line(text, content))
    reader.read()
    return reader.lines, reader.problems


class _Reader:
    """Walks over the tokens of one logical line; `at` is the token that is looked at."""

    def __init__(self, text: str, start: int, line: list[Token]) -> None:
        self.text = text
        self.lines: list[Line] = []
        self.problems: list[Problem] = []
        self._start = start
        self._breaks: list[tuple[Token, TextEdit]] = []
        self._tokens = _split_open_string(text, self._without_strays(line))
        self._at = 0
        self._open_braces = 0

    # What is there.

    def _kind(self, ahead: int = 0) -> str:
        place = self._at + ahead
        return self._tokens[place].kind if place < len(self._tokens) else "NEWLINE"

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _text(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def _indent(self) -> int:
        return indent_of(self.text, self._tokens[0].start) or 0

    # What comes of it.

    def _problem(
        self,
        rule: str,
        span: Span,
        subject: str = "",
        context: str = "",
        edits: tuple[TextEdit, ...] = (),
        applicability: Applicability = Applicability.SAFE,
    ) -> None:
        self.problems.append(Problem(rule, span, subject, context, None, edits, applicability))

    def _without_strays(self, line: list[Token]) -> list[Token]:
        """The tokens less an unclosed comment and characters that look like white space: the rest is a line without."""
        spaces = [token for token in line if token.kind == "UNKNOWN" and not self._text(token).strip(_INVISIBLE)]
        if spaces:
            edits = tuple(TextEdit(token.span, " " if self._text(token).isspace() else "") for token in spaces)
            self._problem("unknown-character", spaces[0].span, self._text(spaces[0]), edits=edits)
        comments = [token for token in line if token.kind == "OPEN_COMMENT"]
        for token in comments:
            self._problem("unclosed-comment", token.span, self._text(token))
        return [token for token in line if token not in spaces and token not in comments] if spaces or comments else line

    def _extent(self, end: int) -> tuple[int, int]:
        extent = (self._start, end)
        self._start = end
        return extent

    def _emit_attribute(self, name: Token | None, reading: Reading) -> None:
        at = (name.start, name.end) if name else (reading.span.start, reading.span.start)
        end = max(reading.span.end, self._tokens[self._at - 1].end)
        self.lines.append(Line(ATTRIBUTE, self.text, self._extent(end), at, tuple(reading.span), reading.meant))

    def _emit_opening(self, kind: Token | None, labels: list[tuple[str, Span]], end: int) -> None:
        at = (kind.start, kind.end) if kind else (end, end)
        self.lines.append(Line(OPENING, self.text, self._extent(end), at, labels=tuple(labels)))
        self._open_braces += 1

    def _emit_closing(self, brace: Token) -> None:
        extent = self._extent(brace.end)
        self.lines.append(Line(CLOSING, self.text, extent, brace=(brace.start, brace.end)))
        self._open_braces -= 1

    def read(self) -> None:
        """Read all of the line."""
        well_formed = self._fits_grammar()
        while self._kind() != "NEWLINE":
            self._element()
            if self._kind() != "NEWLINE" and not well_formed:
                self._after_element()
        if self._breaks:
            first = self._breaks[0][0]
            edits = tuple(edit for _, edit in self._breaks)
            self._problem("missing-newline", first.span, self._text(first), edits=edits)
        end = self._token.end
        if self.lines:
            self.lines[-1].extend_to(end)
        else:
            self.lines.append(Line(OTHER, self.text, (self._start, end)))
        if not well_formed and not self.problems:
            line = Span(self._tokens[0].start, max(self._token.start, self._tokens[0].end))
            self._problem("unexpected-text", line, line.text_of(self.text))

    def _fits_grammar(self) -> bool:
        return driver.run("line", [(token.kind, token) for token in self._tokens], {"line": lambda _: True}) is True

    def _element(self) -> None:
        kind = self._kind()
        if kind == "RBRACE":
            self._at += 1
            self._emit_closing(self._tokens[self._at - 1])
        elif kind in ("NAME", "BOOLEAN"):
            self._named()
        elif kind in _STRINGS:
            self._quoted_name()
        elif kind == "EQUAL":
            self._missing_name()
        elif kind == "LBRACE":
            self._stray_opening()
        else:
            self._junk()

    def _after_element(self) -> None:
        """Something follows on the same line: an end of line is missing, or it is a stray comma or worse."""
        before, token = self._tokens[self._at - 1], self._token
        previous = self.lines[-1].lastindex if self.lines else OTHER
        if token.kind in _SEPARATORS:
            self._at += 1
            if self._kind() in ("NAME", "RBRACE") and self._open_braces > 0:
                gap = Span(before.end, self._token.start)
                self._breaks.append((token, TextEdit(gap, "\n" + " " * (self._indent() + 2))))
            else:
                edits = (TextEdit(Span(before.end, token.end), ""),)
                self._problem("stray-separator", token.span, self._text(token), edits=edits)
        elif previous == OTHER or self._one_line_block(previous):
            return
        elif token.kind in ("NAME", "RBRACE") or (token.kind in _STRINGS and self._kind(1) == "EQUAL"):
            inside = self._open_braces > 0 and token.kind != "RBRACE"
            indent = self._indent() + (2 if inside else 0)
            gap = Span(before.end, token.start)
            self._breaks.append((token, TextEdit(gap, "\n" + " " * indent)))

    def _one_line_block(self, previous: int | None) -> bool:
        """Whether what follows stays within `kind { name = value }`, which HCL allows."""
        if previous == OPENING:
            rest = [token.kind for token in self._tokens[self._at :]]
            return rest[:1] == ["RBRACE"] or ("RBRACE" in rest and "EQUAL" in rest[:2] and rest.count("EQUAL") == 1)
        openings = sum(line.lastindex == OPENING for line in self.lines)
        attributes = sum(line.lastindex == ATTRIBUTE for line in self.lines)
        return previous == ATTRIBUTE and self._kind() == "RBRACE" and openings == 1 and attributes == 1

    def _deletion(self) -> TextEdit:
        """Take the token before this one away, and its line with it if nothing else stands there."""
        gone = self._tokens[self._at - 1]
        if len(self._tokens) > 2 or self.text[gone.end : self._token.start].strip():
            return TextEdit(gone.span, "")
        start = gone.start - (indent_of(self.text, gone.start) or 0)
        start = self.text.rfind("\n", 0, gone.start) + 1 if gone.start - start < 200 else gone.start
        return TextEdit(Span(start, self._token.end), "")

    # Elements that begin with a name.

    def _named(self) -> None:
        brace = self._header_end()
        if brace is not None:
            self._header(brace)
        elif self._kind(1) == "EQUAL":
            self._attribute(self._at + 2)
        elif self._kind(1) == "COLON":
            self._colon()
        elif self._kind(1) == "OPERATOR" and self._text(self._tokens[self._at + 1]).startswith("="):
            operator = self._tokens[self._at + 1]
            self._problem("wrong-equals", operator.span, self._text(operator), edits=(TextEdit(operator.span, "="),))
            self._attribute(self._at + 2)
        elif self._opens_block():
            self._header_without_brace()
        elif self._kind(1) in _VALUES:
            name, value = self._token, self._tokens[self._at + 1]
            gap = Span(name.end, value.start)
            self._problem(
                "missing-equals", Span(name.start, value.end), self._text(name), edits=(TextEdit(gap, " = "),)
            )
            self._attribute(self._at + 1, quiet=True)
        elif self._text(self._token) in BLOCKS_BY_ATTRIBUTE and self._kind(1) == "NEWLINE":
            name = self._token
            self._problem("missing-equals", name.span, self._text(name))
            self._at += 1
            self._emit_attribute(name, self._no_value(name.end))
        else:
            self._junk()

    def _header_end(self) -> int | None:
        """The place of the `{` that makes this a block's header, or None if it is none."""
        for place in range(self._at + 1, len(self._tokens)):
            kind = self._tokens[place].kind
            if kind == "LBRACE":
                between = [token.kind for token in self._tokens[self._at + 1 : place]]
                if "EQUAL" not in between:
                    return place
                return place if between[-1] == "EQUAL" and between.count("EQUAL") == 1 and self._is_body(place) else None
            if kind in ("NEWLINE", "RBRACE", "LBRACKET") or kind in _SEPARATORS:
                return None
            if kind == "EQUAL" and self._tokens[place + 1].kind != "LBRACE":
                return None
        return None

    def _is_body(self, brace: int) -> bool:
        """Whether `= {` begins a block rather than an object on one line."""
        return self._tokens[brace + 1].kind == "NEWLINE" or self._text(self._token) in BLOCK_NAMES

    def _header(self, brace: int) -> None:
        kind = self._token
        labels: list[tuple[str, Span]] = []
        between = self._tokens[self._at + 1 : brace]
        opening = self._tokens[brace]
        for index, token in enumerate(between):
            if token.kind in ("STRING", "NAME", "NUMBER"):
                labels.append((self._text(token), token.span))
            elif token.kind == "COLON":
                self._problem("colon-after-keyword", token.span, self._text(kind), edits=(TextEdit(token.span, ""),))
            elif token.kind == "EQUAL":
                gap = Span(between[index - 1].end if index else kind.end, opening.start)
                self._problem("equals-before-block", token.span, self._text(kind), edits=(TextEdit(gap, " "),))
            elif token.kind in _STRINGS:
                labels.append(self._odd_label(kind, token, labels))
            else:
                self._problem("unexpected-text", token.span, self._text(token), edits=(TextEdit(token.span, ""),), applicability=Applicability.UNSAFE)
        self._at = brace + 1
        self._emit_opening(kind, labels, opening.end)

    def _odd_label(self, kind: Token, token: Token, labels: list[tuple[str, Span]]) -> tuple[str, Span]:
        if self._text(token) == '"' and labels:
            written, span = labels.pop()
            self._problem("unopened-string", Span(span.start, token.end), written, self._text(kind), edits=(TextEdit(Span(span.start, span.start), '"'),))
            return f'"{written}"', span
        reading = read_value(self.text, self._text(kind), [token])
        if reading.problem:
            self.problems.append(reading.problem)
        return reading.meant or self._text(token), reading.span

    def _opens_block(self) -> bool:
        """Whether a header has lost its `{`: by the word it begins with, or by what stands below it."""
        rest = [token.kind for token in self._tokens[self._at + 1 :]]
        while rest and rest[0] in ("STRING", "NAME", "OPEN_STRING", "SINGLE_QUOTED", "SMART_QUOTED", "COLON"):
            rest.pop(0)
        if rest not in (["NEWLINE"], ["LPAR", "NEWLINE"], ["LBRACKET", "NEWLINE"]):
            return False
        indent, character = next_line(self.text, self._tokens[-1].start)
        word = self._text(self._token)
        if word in BLOCK_NAMES or character == "{":
            return True
        if word in BLOCKS_BY_ATTRIBUTE and self._kind(1) != "NEWLINE":
            return False
        return indent > self._indent() and character not in ('"', "=")

    def _header_without_brace(self) -> None:
        kind = self._token
        self._at += 1
        labels: list[tuple[str, Span]] = []
        end = kind.end
        while self._kind() not in ("NEWLINE", "LPAR", "LBRACKET"):
            token = self._token
            if token.kind == "COLON":
                self._problem("colon-after-keyword", token.span, self._text(kind), edits=(TextEdit(token.span, ""),))
            else:
                labels.append(
                    (self._text(token), token.span)
                    if token.kind in ("STRING", "NAME")
                    else self._odd_label(kind, token, labels)
                )
            end = token.end
            self._at += 1
        if self._kind() != "NEWLINE":
            bracket = self._token
            self._at += 1
            self._problem("wrong-bracket", bracket.span, self._text(bracket), edits=(TextEdit(bracket.span, "{"),))
            self._emit_opening(kind, labels, bracket.end)
            return
        brace = self._brace_on_next_line()
        if brace is not None:
            self._problem("brace-on-next-line", brace.span, self._text(kind), edits=(TextEdit(Span(end, brace.end), " {"),))
            self._tokens = logical_line(self.text, brace.end)
            self._at = 0
            self._emit_opening(kind, labels, brace.end)
            return
        edits = (TextEdit(Span(end, end), " {"),)
        self._problem("missing-opening-brace", Span(kind.start, end), self._text(kind), edits=edits)
        self._emit_opening(kind, labels, end)

    def _brace_on_next_line(self) -> Token | None:
        if next_line(self.text, self._token.start)[1] != "{":
            return None
        found = (token for token in tokens(self.text, self._token.start, len(self.text)) if token.kind == "LBRACE")
        return next(found, None)

    def _colon(self) -> None:
        name, colon = self._token, self._tokens[self._at + 1]
        if self._kind(2) == "EQUAL":
            self._problem("colon-for-equals", colon.span, self._text(name), edits=(TextEdit(colon.span, ""),))
            self._attribute(self._at + 3)
        elif self._opens_block() and self._text(name) not in BLOCKS_BY_ATTRIBUTE:
            self._header_without_brace()
        elif self._kind(2) in _VALUES:
            value = self._tokens[self._at + 2]
            edits = (TextEdit(Span(name.end, value.start), " = "),)
            self._problem("colon-for-equals", colon.span, self._text(name), edits=edits)
            self._attribute(self._at + 2)
        else:
            self._junk()

    def _attribute(self, value: int, *, quiet: bool = False) -> None:
        """An attribute whose name is here and whose value begins at a place among the tokens."""
        name = self._token
        end = self._value_end(value)
        sign = self._tokens[value - 1]
        if end == value:
            if self._kind(value - self._at) == "EQUAL":
                extra = self._tokens[value]
                self._problem("wrong-equals", extra.span, "= =", edits=(TextEdit(Span(sign.end, extra.end), ""),))
                self._attribute(value + 1)
                return
            self._at = value
            self._missing_value(name, sign)
            return
        reading = read_value(self.text, self._text(name), self._tokens[value:end])
        self._at = end
        if reading.problem and not quiet:
            self.problems.append(reading.problem)
        self._emit_attribute(name, reading)

    def _missing_value(self, name: Token, sign: Token) -> None:
        place = Span(sign.end, sign.end)
        following = next_line(self.text, self._token.start)[1] if self._kind() == "NEWLINE" else ""
        if following == '"':
            below = logical_line(self.text, self._token.end)
            if [token.kind for token in below] == ["STRING", "NEWLINE"]:
                value = below[0]
                edits = (TextEdit(Span(sign.end, value.start), " "),)
                self._problem("value-on-next-line", value.span, self._text(name), edits=edits)
                self._tokens, self._at = below, 1
                self._emit_attribute(name, read_value(self.text, self._text(name), [value]))
                return
        self._problem("missing-value", place, self._text(name))
        self._emit_attribute(name, self._no_value(sign.end))

    def _no_value(self, place: int) -> Reading:
        from datagraph.syntax.recovery.values import Reading

        return Reading(None, Span(place, place))

    def _value_end(self, place: int) -> int:
        """Where among the tokens a value ends that begins at `place`: before whatever begins something new."""
        depth = 0
        start = place
        while True:
            token = self._tokens[place]
            if token.kind == "NEWLINE" or (depth == 0 and token.kind in {"RBRACE", *_SEPARATORS}):
                return place
            if place > start and depth == 0 and self._begins_attribute(place):
                return place
            if token.kind in ("LBRACKET", "LPAR", "LBRACE"):
                depth += 1
            elif token.kind in ("RBRACKET", "RPAR", "RBRACE"):
                depth -= 1
            elif token.kind == "EQUAL" and place == start:
                return place
            place += 1

    def _begins_attribute(self, place: int) -> bool:
        """Whether `name =` stands here, apart from what is before it: not the column of `entity.COLUMN = …`."""
        token, before = self._tokens[place], self._tokens[place - 1]
        return (
            token.kind == "NAME"
            and self._tokens[place + 1].kind in ("EQUAL", "LBRACE")
            and token.start > before.end
            and before.kind not in ("DOT", "OPERATOR")
        )

    # Elements that begin with something else.

    def _quoted_name(self) -> None:
        token = self._token
        written = self._text(token)
        bare = written.strip("\"'“”„‟″‘’ \t\r")
        if self._kind(1) in ("EQUAL", "COLON") and self._kind(2) in _VALUES:
            edits = [TextEdit(token.span, bare)]
            if self._kind(1) == "COLON":
                edits.append(TextEdit(Span(token.end, self._tokens[self._at + 2].start), " = "))
            self._problem("quoted-name", token.span, bare, edits=tuple(edits))
            inner = Token("NAME", token.start + 1, token.end - 1)
            self._tokens[self._at] = inner
            self._attribute(self._at + 2)
        elif self._kind(1) == "LBRACE":
            self._problem("missing-keyword", token.span, written)
            self._at += 2
            self._emit_opening(None, [(written, token.span)], self._tokens[self._at - 1].end)
        elif self._kind(1) in ("STRING", "NAME") and "LBRACE" in (self._kind(2), self._kind(3)) and bare in BLOCK_NAMES:
            self._problem("quoted-name", token.span, bare, edits=(TextEdit(token.span, bare),))
            self._tokens[self._at] = Token("NAME", token.start + 1, token.end - 1)
            self._named()
        else:
            self._junk()

    def _missing_name(self) -> None:
        sign = self._token
        end = self._value_end(self._at + 1)
        if end == self._at + 1:
            self._junk()
            return
        last = self._tokens[end - 1]
        self._problem("missing-name", sign.span, text := self.text[sign.start : last.end], text)
        self._at = end
        self.lines.append(Line(OTHER, self.text, self._extent(last.end)))

    def _stray_opening(self) -> None:
        brace = self._token
        self._at += 1
        self._problem("missing-keyword", brace.span, "{")
        self._emit_opening(None, [], brace.end)

    def _junk(self) -> None:
        """Text that begins nothing: up to the next brace, or to the end of the line."""
        start = self._at
        if self._kind() == "ELLIPSIS":
            self._at += 1
            self._problem("template-ellipsis", self._tokens[start].span, "...", edits=(self._deletion(),))
        else:
            while self._kind() not in ("NEWLINE", "RBRACE") or self._at == start:
                self._at += 1
                if self._kind() == "LBRACE" and self._kind(1) == "NEWLINE":
                    break
        first, last = self._tokens[start], self._tokens[self._at - 1]
        span = Span(first.start, last.end)
        opens = self._kind() == "LBRACE"
        if not self.problems:
            self._problem(_junk_rule(self.text, self._tokens[start : self._at]), span, span.text_of(self.text))
        if opens:
            self._at += 1
            self._emit_opening(None, [], self._tokens[self._at - 1].end)
        else:
            self.lines.append(Line(OTHER, self.text, self._extent(last.end)))


def _split_open_string(text: str, line: list[Token]) -> list[Token]:
    """The tokens, a brace at the end of a string that was never closed taken out of it.

    So `entity "account {` is still a header, and `external_id { type = "email }` still has its two braces.
    """
    last = line[-2] if len(line) > 1 else line[-1]
    found = _BRACE_IN_STRING.fullmatch(text, last.start, last.end) if last.kind == "OPEN_STRING" else None
    if found is None:
        return line
    kinds = [token.kind for token in line]
    header = found.group(2) == "{" and "EQUAL" not in kinds
    inside = found.group(2) == "}" and kinds.count("LBRACE") > kinds.count("RBRACE")
    if not header and not inside:
        return line
    string = Token("OPEN_STRING", last.start, found.end(1))
    brace = Token("LBRACE" if header else "RBRACE", found.start(2), found.end(2))
    return [*line[:-2], string, brace, line[-1]]


def _junk_rule(text: str, junk: list[Token]) -> str:
    kinds = [token.kind for token in junk]
    if kinds[0] in _SEPARATORS and len(kinds) == 1:
        return "stray-separator"
    if kinds[0] == "UNKNOWN":
        return "unknown-character"
    return "unexpected-text"
