"""Braces that do not pair: where the missing one belongs, and which one is too many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics import Problem
from datagraph.language import BLOCKS
from datagraph.syntax.lexer import ATTRIBUTE, CLOSING, END, LABELLED_OPENING, OPENING, OTHER
from datagraph.syntax.recovery.layout import indent_of
from datagraph.syntax.tree import BRACE_GROUP, LABEL_GROUP, NAME_GROUP, VALUE_GROUP, Line
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from datagraph.syntax.tree import LineLike

# HCL takes text with these mistakes, so it says nothing against the braces; nor do values that only HCL has.
_HARMLESS = frozenset(("missing-quotes", "misspelt-boolean", "misplaced-quote"))
_OPENINGS = (OPENING, LABELLED_OPENING)
# The share of blocks whose first line is indented deeper than their header, from which on indentation counts.
_TRUSTED_SHARE = 0.7


class Closing(NamedTuple):
    """A closing line that recovery has put in behind another, for a block that is indented so much."""

    opening: LineLike
    previous: LineLike
    indent: int
    line: LineLike


class Paired(NamedTuple):
    """Lines with every opening closed and no closing too many, and the problems with those of wrong braces.

    `closings` are the lines that were put in, if nothing else was done; else it is empty.
    """

    lines: list[LineLike]
    problems: list[Problem]
    closings: list[Closing]


def pair_braces(text: str, lines: list[LineLike], problems: list[Problem]) -> Paired:
    """Make the braces pair.

    Where they do not pair, a line indented no deeper than the block it stands in shows where that block should have
    ended, and a closing brace indented deeper than its block's header is one too many, or closes a block whose header
    is missing. Braces that pair by number are trusted, unless the problems cast doubt on them, they are crooked, and
    the indentation shows just as many missing as too many.
    """
    missing, extra = _imbalance(lines)
    if missing or extra:
        pairing = _Pairing(text, lines, missing, extra)
        pairing.walk()
        closings = pairing.closings if pairing.only_closes else []
        return Paired(pairing.result, together(problems, pairing.problems), closings)
    if cast_doubt(problems) and are_crooked(text, lines):
        pairing = _Pairing(text, lines, len(lines), len(lines))
        pairing.walk()
        rules = [problem.rule for problem in pairing.problems]
        missing, extra = rules.count("missing-closing-brace"), rules.count("extra-closing-brace")
        misaligned = _misaligned(text, lines)
        if missing == extra == misaligned == len(rules) / 2 and not _misaligned(text, pairing.result):
            return Paired(pairing.result, together(problems, pairing.problems), [])
    return Paired(lines, problems, [])


def cast_doubt(problems: Iterable[Problem]) -> bool:
    """Whether problems with lines say anything against braces that pair."""
    return any(problem.rule not in _HARMLESS and not problem.rule.endswith("-value") for problem in problems)


def are_crooked(text: str, lines: list[LineLike]) -> bool:
    """Whether a block stands in one that its kind never stands in, and a brace is not below its header."""
    return _is_misnested(lines) and _misaligned(text, lines) > 0


def together(problems: list[Problem], unpaired: list[Problem]) -> list[Problem]:
    """All problems; a brace that is one too many need not stand on a line of its own either."""
    extra = {problem.span for problem in unpaired}
    return [it for it in problems if it.rule != "missing-newline" or it.span not in extra] + unpaired


def _imbalance(lines: list[LineLike]) -> tuple[int, int]:
    """How many closing braces are missing at the end, and how many close nothing."""
    depth = extra = 0
    for line in lines:
        if line.lastindex in _OPENINGS:
            depth += 1
        elif line.lastindex == CLOSING:
            if depth:
                depth -= 1
            else:
                extra += 1
    return depth, extra


def _misaligned(text: str, lines: list[LineLike]) -> int:
    """How many closing braces, each on a line of its own, are indented otherwise than the header they pair with."""
    count = 0
    open_indents: list[int | None] = []
    for line in lines:
        if line.lastindex in _OPENINGS:
            open_indents.append(_indent(text, line))
        elif line.lastindex == CLOSING and open_indents:
            header, brace = open_indents.pop(), line.span(BRACE_GROUP)
            own = _indent(text, line) if brace[0] < brace[1] else None
            count += own is not None and header is not None and own != header
    return count


def _is_misnested(lines: list[LineLike]) -> bool:
    """Whether a block stands in one that its kind never stands in."""
    around = [""]
    for line in lines:
        if line.lastindex in _OPENINGS:
            kind = line.group(NAME_GROUP) or ""
            if kind in BLOCKS and around[-1] not in BLOCKS[kind].parents:
                return True
            around.append(kind)
        elif line.lastindex == CLOSING and len(around) > 1:
            around.pop()
    return False


def missing_closing(text: str, closing: Closing) -> list[Problem]:
    """The problem that a closing brace is missing where a line was put in."""
    opening, previous, indent, _ = closing
    # A skipped line there is likely the brace itself, mistyped; it has its own problem already.
    if previous.lastindex == OTHER:
        return []
    end = _content_end(text, previous)
    newline = "\r\n" if "\r\n" in text[:1000] else "\n"
    edit = TextEdit(Span(end, end), newline + " " * indent + "}")
    header = Span(*opening.span(NAME_GROUP))
    kind = opening.group(NAME_GROUP) or ""
    return [Problem("missing-closing-brace", Span(end, end), kind, "", header, (edit,))]


def _indent(text: str, line: LineLike) -> int | None:
    """The columns before what a line holds, or None if something else stands before it on its line of the text."""
    known: Callable[[str], int | None] | None = getattr(line, "indent", None)
    return known(text) if known else indent_of_line(text, line)


def indent_of_line(text: str, line: LineLike) -> int | None:
    """The same, worked out."""
    place = line.span(BRACE_GROUP)[0] if line.lastindex == CLOSING else line.span(NAME_GROUP)[0]
    return indent_of(text, place) if place >= 0 else None


class _Frame(NamedTuple):
    opening: LineLike
    indent: int


class _Pairing:
    def __init__(self, text: str, lines: list[LineLike], missing: int, extra: int) -> None:
        self.result: list[LineLike] = []
        self.problems: list[Problem] = []
        self._text = text
        self._lines = lines
        self.closings: list[Closing] = []
        self.only_closes = True
        """Whether nothing else was done than to close blocks."""
        self._indents = [_indent(text, line) for line in lines]
        trusted = self._indentation_counts()
        self._missing = missing if trusted else 0
        self._extra = extra if trusted else 0
        self._open: list[_Frame] = []

    def _indentation_counts(self) -> bool:
        """Whether blocks are indented at all: most first lines are deeper than their headers."""
        deeper = total = 0
        for place, line in enumerate(self._lines[:-1]):
            indent, following = self._indents[place], self._indents[place + 1]
            if line.lastindex in _OPENINGS and indent is not None and following is not None:
                total += self._lines[place + 1].lastindex != CLOSING
                deeper += following > indent
        return deeper >= total * _TRUSTED_SHARE and deeper > 0

    def walk(self) -> None:
        for line, indent in zip(self._lines, self._indents, strict=True):
            if line.lastindex in _OPENINGS or line.lastindex == ATTRIBUTE:
                while self._missing and indent is not None and self._open and indent <= self._open[-1].indent:
                    self._insert_closing()
                if line.lastindex != ATTRIBUTE:
                    around = self._open[-1].indent if self._open else 0
                    self._open.append(_Frame(line, around if indent is None else indent))
                self.result.append(line)
            elif line.lastindex == CLOSING:
                self._close(line, indent)
            else:
                if line.lastindex == END:
                    while self._open:
                        self._insert_closing()
                self.result.append(line)

    def _close(self, line: LineLike, indent: int | None) -> None:
        while (
            self._missing
            and indent is not None
            and self._open
            and indent < self._open[-1].indent
            and any(frame.indent == indent for frame in self._open)
        ):
            self._insert_closing()
        too_deep = self._extra and indent is not None and self._open and indent > self._open[-1].indent
        if self._extra and indent is None and self._open and not self._opened_on_this_line(line):
            too_deep = True
        if self._open and not too_deep:
            self._open.pop()
            self.result.append(line)
            return
        self._extra = max(0, self._extra - 1)
        self.only_closes = False
        body = self._orphans(indent)
        if body < len(self.result) and body and self._ends_too_early(body - 1, indent):
            early = self.result[body - 1]
            self._report_extra(early)
            self.result[body - 1] = Line(OTHER, self._text, early.span(0))
            self.result.append(line)
        elif body < len(self.result):
            self._insert_opening(body)
            self.result.append(line)
        else:
            self._drop(line)

    def _opened_on_this_line(self, line: LineLike) -> bool:
        """Whether the block that a brace would close begins on the brace's own line of text."""
        header = self._open[-1].opening.span(NAME_GROUP)[1]
        return "\n" not in self._text[header : line.span(BRACE_GROUP)[0]]

    def _orphans(self, indent: int | None) -> int:
        """Where in the result the lines begin that are deeper than a closing brace without a header, blocks whole."""
        begin = len(self.result)
        depth = 0
        for place in range(len(self.result) - 1, -1, -1):
            line = self.result[place]
            own = _indent(self._text, line)
            if line.lastindex in (OTHER, END) or own is None or indent is None or own <= indent:
                break
            depth += (line.lastindex == CLOSING) - (line.lastindex in _OPENINGS)
            if depth < 0:
                break
            if depth == 0:
                begin = place
        return begin

    def _insert_opening(self, place: int) -> None:
        first = self.result[place]
        start = first.span(0)[0]
        self.result.insert(place, Line(OPENING, self._text, (start, start), (start, start)))
        name = first.span(NAME_GROUP)
        self.problems.append(Problem("missing-block-header", Span(*name), first.group(NAME_GROUP) or ""))

    def _insert_closing(self) -> None:
        frame = self._open.pop()
        self._missing = max(0, self._missing - 1)
        previous = self.result[-1]
        end = previous.span(0)[1]
        line = Line(CLOSING, self._text, (end, end), brace=(end, end))
        self.closings.append(Closing(frame.opening, previous, frame.indent, line))
        self.problems += missing_closing(self._text, self.closings[-1])
        self.result.append(line)

    def _ends_too_early(self, place: int, indent: int | None) -> bool:
        """Whether a closing brace stands before lines that belong to its block: the block may hold them all.

        Of a block that the language does not know it is enough that no empty line stands between.
        """
        line, following = self.result[place], self.result[place + 1]
        if line.lastindex != CLOSING or _indent(self._text, line) != indent:
            return False
        opening = self._opening_of(place)
        row = BLOCKS.get(self.result[opening].group(NAME_GROUP) or "")
        if row is None:
            gap = self._text[line.span(BRACE_GROUP)[1] : following.span(NAME_GROUP)[0]]
            return gap.count("\n") == 1
        own, _ = _names(self.result[opening + 1 : place])
        attributes, blocks = _names(self.result[place + 1 :])
        return own.isdisjoint(attributes) and all(map(row.attribute, attributes)) and all(map(row.child, blocks))

    def _opening_of(self, place: int) -> int:
        """The place of the opening that a closing line in the result pairs with."""
        depth = 1
        while depth and place:
            place -= 1
            depth += (self.result[place].lastindex == CLOSING) - (self.result[place].lastindex in _OPENINGS)
        return place

    def _drop(self, line: LineLike) -> None:
        self._report_extra(line)
        self.result.append(Line(OTHER, self._text, line.span(0)))

    def _report_extra(self, line: LineLike) -> None:
        brace = Span(*line.span(BRACE_GROUP))
        end = line.span(0)[1]
        alone = indent_of(self._text, brace.start) is not None and self._text[brace.end : end].strip() == ""
        start = self._text.rfind("\n", 0, brace.start) + 1 if alone else brace.start
        edit = TextEdit(Span(start, end if alone else brace.end), "")
        self.problems.append(Problem("extra-closing-brace", brace, "}", edits=(edit,)))


def _names(lines: list[LineLike]) -> tuple[set[str], set[str]]:
    """The names of the attributes and the kinds of the blocks among lines, those inside the blocks left out."""
    attributes: set[str] = set()
    blocks: set[str] = set()
    depth = 0
    for line in lines:
        if line.lastindex == CLOSING:
            depth -= 1
            continue
        if depth == 0 and line.lastindex == ATTRIBUTE:
            attributes.add(line.group(NAME_GROUP) or "")
        if line.lastindex in _OPENINGS:
            if depth == 0:
                blocks.add(line.group(NAME_GROUP) or "")
            depth += 1
    return attributes, blocks


def _content_end(text: str, line: LineLike) -> int:
    """Where the last thing on a line ends that is no trivia."""
    if line.lastindex == END:
        return line.span(0)[0]
    end = max(line.span(group)[1] for group in (NAME_GROUP, VALUE_GROUP, LABEL_GROUP, BRACE_GROUP))
    if line.lastindex in _OPENINGS:
        brace = text.find("{", end, line.span(0)[1])
        return brace + 1 if brace >= 0 else end
    return end
