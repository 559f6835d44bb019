"""A place among the tokens of one broken line, and what has been made of those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, OPENING, OTHER, logical_line
from datagraph.syntax.recovery.layout import indent_of, next_content, next_line
from datagraph.syntax.tree import Line
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.syntax.lexer import Token
    from datagraph.syntax.recovery.values import Reading

INDENT = 2


class Cursor:
    """The tokens of a logical line and a place among them; lines and problems are added as it moves on.

    The lines cover the text from where the logical line's trivia begin, without a gap.
    """

    def __init__(self, text: str, start: int, tokens: list[Token], problems: list[Problem]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0
        self.lines: list[Line] = []
        self.problems = problems
        self.breaks: list[tuple[Token, TextEdit]] = []
        """Where an end of line is missing, and the edits that make one: together they are one mistake."""
        self.open_braces = 0
        """Blocks that were opened on this line and are still open."""
        self._start = start

    def kind(self, ahead: int = 0) -> str:
        """The kind of a token from here on; behind the last it is NEWLINE."""
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else "NEWLINE"

    def kinds(self) -> list[str]:
        """The kinds of all tokens from here on."""
        return [token.kind for token in self.tokens[self.at :]]

    @property
    def token(self) -> Token:
        """The token here."""
        return self.tokens[self.at]

    def text_of(self, token: Token) -> str:
        """The text of a token."""
        return self.text[token.start : token.end]

    @property
    def indent(self) -> int:
        """The columns before the line's first token."""
        return indent_of(self.text, self.tokens[0].start) or 0

    def below(self) -> tuple[int, str]:
        """Indentation and first character of the next line with something on it."""
        return next_line(self.text, self.tokens[-1].start)

    def go_on_below(self, tokens: list[Token] | None = None) -> None:
        """Let the next line with something on it, or the given tokens, continue this one."""
        below = tokens or logical_line(self.text, next_content(self.text, self.tokens[-1].start))
        self.tokens = [*self.tokens[: self.at], *below]

    def report(
        self,
        rule: str,
        span: Span,
        subject: str = "",
        context: str = "",
        edits: tuple[TextEdit, ...] = (),
        applicability: Applicability = Applicability.SAFE,
    ) -> None:
        """Add a problem."""
        self.problems.append(Problem(rule, span, subject, context, None, edits, applicability))

    def break_before(self, token: Token, gap: Span) -> None:
        """Note that a token should stand on a line of its own; `gap` is what is before it now."""
        closes_outer = token.kind == "RBRACE" and not self.open_braces
        indent = self.indent + (INDENT if self.open_braces and token.kind != "RBRACE" else 0)
        indent = max(0, indent - INDENT) if closes_outer else indent
        self.breaks.append((token, TextEdit(gap, "\n" + " " * indent)))

    def _extent(self, end: int) -> tuple[int, int]:
        extent = (self._start, end)
        self._start = end
        return extent

    def add_attribute(self, name: Span, reading: Reading) -> None:
        """Add the attribute that ends before the token here."""
        end = max(reading.span.end, self.tokens[self.at - 1].end)
        self.lines.append(Line(ATTRIBUTE, self.text, self._extent(end), name, reading.span, reading.meant))

    def add_opening(self, kind: Token | None, labels: list[tuple[str, Span]], end: int) -> None:
        """Add the opening of a block, which reaches to `end`; no `kind` means that its first word is missing."""
        nowhere = labels[0][1].start if labels else end
        at = kind.span if kind else Span(nowhere, nowhere)
        self.lines.append(Line(OPENING, self.text, self._extent(end), at, labels=tuple(labels)))
        self.open_braces += 1

    def add_closing(self, brace: Token) -> None:
        """Add a closing brace."""
        self.lines.append(Line(CLOSING, self.text, self._extent(brace.end), brace=brace.span))
        self.open_braces = max(0, self.open_braces - 1)

    def add_skipped(self, end: int) -> None:
        """Add text up to `end` that is nothing."""
        self.lines.append(Line(OTHER, self.text, self._extent(end)))

    def finish(self) -> None:
        """Let the last line reach to the end of the logical line."""
        if self.lines:
            self.lines[-1].extend_to(self.token.end)
        else:
            self.add_skipped(self.token.end)
