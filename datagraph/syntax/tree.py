"""The lossless syntax tree: every character of the text belongs to exactly one line of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from datagraph.syntax.strings import StringValue
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Problem

NAME_GROUP, VALUE_GROUP, LABEL_GROUP, BRACE_GROUP = 1, 2, 3, 4
_NOWHERE = (-1, -1)


class LineLike(Protocol):
    """A line of the document with its trivia: the match that read it at once, or a `Line` that recovery made.

    Group 0 is all of it; 1 the name, 2 the value, 3 the label, 4 the closing brace, each -1 where there is none.
    `lastindex` is the kind of line, as the lexer names it.
    """

    @property
    def lastindex(self) -> int | None:
        """The kind of line."""

    def group(self, number: int, /) -> str | None:
        """The text of a group."""

    def span(self, number: int, /) -> tuple[int, int]:
        """The range of a group."""


class Line:
    """A line that was read token by token.

    `value` is what the value would be if it were written well, with its quotes, or None if it means nothing here: so
    that a forgotten quote costs one diagnostic and the rest is still checked.
    """

    __slots__ = ("_spans", "_text", "labels", "lastindex", "value")

    def __init__(
        self,
        kind: int,
        text: str,
        extent: tuple[int, int],
        name: tuple[int, int] = _NOWHERE,
        value_span: tuple[int, int] = _NOWHERE,
        value: str | None = None,
        labels: tuple[tuple[str, Span], ...] = (),
        brace: tuple[int, int] = _NOWHERE,
    ) -> None:
        self.lastindex = kind
        self.labels = labels
        self.value = value
        self._text = text
        self._spans = [extent, name, value_span, labels[0][1] if labels else _NOWHERE, brace]

    def group(self, number: int, /) -> str | None:
        """The text of a group; of a value or label, what it is taken for."""
        if number == VALUE_GROUP:
            return self.value
        if number == LABEL_GROUP:
            return self.labels[0][0] if self.labels else None
        start, end = self._spans[number]
        return None if start < 0 else self._text[start:end]

    def span(self, number: int, /) -> tuple[int, int]:
        """The range of a group."""
        return self._spans[number]

    def extend_to(self, end: int) -> None:
        """Let the line reach to an offset, so that its trivia belong to it."""
        self._spans[0] = (self._spans[0][0], end)

    def cut_out(self, origin: int, piece: str) -> None:
        """Let the line hold no more than a piece of its text, which begins at `origin`, and count from there."""
        self._text = piece
        self._spans = [(start - origin, end - origin) if start >= 0 else _NOWHERE for start, end in self._spans]
        self.labels = tuple((raw, Span(start - origin, end - origin)) for raw, (start, end) in self.labels)


class Attribute:
    """`name = value` on a line."""

    __slots__ = ("line",)

    def __init__(self, line: LineLike) -> None:
        self.line = line

    def __str__(self) -> str:
        return self.line.group(0) or ""

    @property
    def name(self) -> str:
        """The name before `=`; empty if it is missing."""
        return self.line.group(NAME_GROUP) or ""

    @property
    def name_span(self) -> Span:
        """The range of the name."""
        return Span(*self.line.span(NAME_GROUP))

    @property
    def raw(self) -> str | None:
        """The value as it is written, or is taken to be meant; None where it is missing or not of this language."""
        return self.line.group(VALUE_GROUP)

    @property
    def value_span(self) -> Span:
        """The range of the value, quotes included; empty behind `=` if it is missing."""
        return Span(*self.line.span(VALUE_GROUP))

    @property
    def span(self) -> Span:
        """From the name to the end of the value."""
        return Span(self.line.span(NAME_GROUP)[0], self.line.span(VALUE_GROUP)[1])

    @property
    def string(self) -> StringValue | None:
        """The value if it is a string."""
        raw = self.raw
        return StringValue(raw, self.line.span(VALUE_GROUP)) if raw and raw[0] == '"' else None

    @property
    def boolean(self) -> bool | None:
        """The value if it is `true` or `false`."""
        return {"true": True, "false": False}.get(self.raw or "")


class Skipped:
    """Text that is no line of the language; a problem says why."""

    __slots__ = ("line",)

    def __init__(self, line: LineLike) -> None:
        self.line = line

    def __str__(self) -> str:
        return self.line.group(0) or ""

    @property
    def span(self) -> Span:
        """The range of the text, trivia included."""
        return Span(*self.line.span(0))


class Block:
    """A block from its opening to its closing line; either may be empty where recovery put it in.

    `memo` is for a higher floor to keep what it has made of the block; whoever changes anything in the block empties
    it.
    """

    __slots__ = ("closing", "elements", "memo", "opening")

    def __init__(self, opening: LineLike, elements: list[Attribute | Block | Skipped], closing: LineLike) -> None:
        self.opening = opening
        self.elements = elements
        self.closing = closing
        self.memo: object = None

    def __str__(self) -> str:
        return "".join(line.group(0) or "" for line in lines_of([self]))

    @property
    def kind(self) -> str:
        """The word that the block begins with; empty if its header is missing."""
        return self.opening.group(NAME_GROUP) or ""

    @property
    def kind_span(self) -> Span:
        """The range of the kind."""
        return Span(*self.opening.span(NAME_GROUP))

    @property
    def labels(self) -> tuple[StringValue, ...]:
        """The labels, quoted or bare."""
        several = labels_of(self.opening)
        if several is not None:
            return tuple(StringValue(raw, span) for raw, span in several)
        raw = self.opening.group(LABEL_GROUP)
        return (StringValue(raw, self.opening.span(LABEL_GROUP)),) if raw else ()

    @property
    def header_span(self) -> Span:
        """From the kind to the end of the last label."""
        labels = self.labels
        return Span(self.kind_span.start, labels[-1].span.end if labels else self.kind_span.end)

    @property
    def span(self) -> Span:
        """From the kind to the closing brace."""
        end = self.closing.span(BRACE_GROUP)[1]
        return Span(self.kind_span.start, end if end >= 0 else self.closing.span(0)[0])

    @property
    def attributes(self) -> list[Attribute]:
        """The attributes, in their order."""
        return [element for element in self.elements if isinstance(element, Attribute)]

    @property
    def blocks(self) -> list[Block]:
        """The child blocks, in their order."""
        return [element for element in self.elements if isinstance(element, Block)]


Element = Attribute | Block | Skipped


def labels_of(opening: LineLike) -> tuple[tuple[str, Span], ...] | None:
    """The labels of an opening that was read token by token, however many; None if it was read at once."""
    labels: tuple[tuple[str, Span], ...] | None = getattr(opening, "labels", None)
    return labels


class Document:
    """A whole text as a tree; `str(document)` is the text again, whatever it was.

    `problems` are the mistakes of syntax, in no order.
    """

    __slots__ = ("elements", "end", "problems", "text")

    def __init__(self, text: str, elements: list[Element], end: LineLike, problems: tuple[Problem, ...]) -> None:
        self.text = text
        self.elements = elements
        self.end = end
        self.problems = problems

    def __str__(self) -> str:
        return "".join(line.group(0) or "" for line in self.lines())

    def lines(self) -> Iterator[LineLike]:
        """All lines of the tree in the order of the text; they cover it without a gap."""
        yield from lines_of(self.elements)
        yield self.end

    @property
    def blocks(self) -> list[Block]:
        """The blocks at the top level."""
        return [element for element in self.elements if isinstance(element, Block)]


def lines_of(elements: list[Element]) -> Iterator[LineLike]:
    """The lines of some elements and all that is in them; nesting as deep as memory allows."""
    waiting: list[Element | LineLike] = list(reversed(elements))
    while waiting:
        element = waiting.pop()
        if isinstance(element, Block):
            yield element.opening
            waiting.append(element.closing)
            waiting += reversed(element.elements)
        elif isinstance(element, Attribute | Skipped):
            yield element.line
        else:
            yield element
