"""Comments that silence diagnostics: `# datagraph: ignore[unused-entity]` and `# datagraph: ignore-file[DG5]`.

A comment at the end of a line silences what begins on that line; one on lines of its own what begins on the next line
with anything else on it. Names are those of rules, or codes, or the beginning of a code.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.rules import all_rules, rule_named
from datagraph.syntax.lexer import tokens
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules import Context
    from datagraph.settings import Settings
    from datagraph.syntax import Document
    from datagraph.syntax.lexer import Token

MARK = "datagraph:"
"""What a text without suppressions does not hold."""

_BODY = r"(?P<body>datagraph:[ \t]*(?P<word>ignore(?:-file)?)(?![\w-])(?:[ \t]*\[(?P<names>[^\[\]#\n]*)\])?)"
_IN_LINE_COMMENT = re.compile(rf"(?:\A|(?<=\s))(?:#+|//+)[ \t]*{_BODY}")
_IN_BLOCK_COMMENT = re.compile(rf"/\*[\s*]*{_BODY}")
_NAME = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_PREFIX = re.compile(r"DG\d{0,2}", re.IGNORECASE)
_COMMENTS = ("LINE_COMMENT", "BLOCK_COMMENT")
_UNUSED = "DG511"
# What is said of suppressions is silenced by its own name alone: a family's code is meant for the graph.
ABOUT_SUPPRESSIONS = frozenset((_UNUSED, "DG512", "DG513"))
_MOST_SUGGESTED = 50


def suppress(ctx: Context, document: Document, diagnostics: list[Diagnostic], settings: Settings) -> list[Diagnostic]:
    """The diagnostics that no comment silences, and those about the comments themselves.

    The settings only tell which rules have run: a suppression of a rule that is switched off is not unused.
    """
    found = suppressions_in(document)
    if not found:
        return diagnostics
    scopes = _Scopes(found)
    names = [name for suppression in found for name in suppression.names]
    problems = [Problem("unknown-suppression", name.span, name.word) for name in names if not name.key]
    problems += _bare(found, diagnostics)
    kept = scopes.left_of([*diagnostics, *_reported(problems, ctx)])

    ran = {key: _has_run(key, ctx, settings) for key in {name.key for name in names if name.key and not name.used}}

    def unused(which: Callable[[_Name], bool]) -> list[Diagnostic]:
        return _reported(_unused([it for it in names if not it.used and ran.get(it.key) and which(it)]), ctx)

    # A suppression of DG511 is used if it silences another; it never silences what is said of itself.
    kept += scopes.left_of(unused(lambda name: name.key != _UNUSED))
    kept += scopes.left_of(unused(lambda name: name.key == _UNUSED and not name.owner.whole_file), in_lines=False)
    return kept + unused(lambda name: name.key == _UNUSED and name.owner.whole_file)


def suppressions_in(document: Document) -> list[Suppression]:
    """All suppressions of a text, in their order."""
    return list(_Reader(document.text).read(document)) if MARK in document.text else []


class Suppression:
    """One `ignore[…]` in a comment."""

    __slots__ = ("body", "names", "piece", "reach", "whole_file", "word")

    def __init__(self, word: str, body: Span, piece: TextEdit) -> None:
        self.word = word
        self.whole_file = word == "ignore-file"
        self.body = body
        self.piece = piece
        """The edit that takes the suppression out of the text."""
        self.names: list[_Name] = []
        self.reach = body
        """Where a diagnostic has to begin; the reader widens it, and a suppression of the whole file needs none."""


class _Name:
    """One name in the brackets of a suppression; `key` is the code or the beginning of a code, "" if no rule has it."""

    __slots__ = ("key", "owner", "span", "used", "word")

    def __init__(self, word: str, span: Span, owner: Suppression) -> None:
        self.word = word
        self.span = span
        self.owner = owner
        self.key = _key(word)
        self.used = False


def _key(word: str) -> str:
    rule = rule_named(word)
    if rule:
        return rule.code
    prefix = word.upper() if _PREFIX.fullmatch(word) else ""
    return prefix if prefix and any(it.code.startswith(prefix) for it in all_rules()) else ""


def _has_run(key: str, ctx: Context, settings: Settings) -> bool:
    """Whether the rule of a code has run, or of a family all rules that are not off by default."""
    rules = [rule for rule in all_rules() if rule.code.startswith(key)]
    # A rule that looks at the warehouse has not run where nothing is known of one.
    if not all(rule.can_look(ctx.evidence) for rule in rules):
        return False
    described = [(rule.code, rule.name, rule.description.enabled) for rule in rules]
    return all(settings.runs(*rule) for rule in described if rule[2] or len(described) == 1)


def _reported(problems: Iterable[Problem], ctx: Context) -> list[Diagnostic]:
    rules = [(rule_named(problem.rule), problem) for problem in problems]
    return [rule.report(problem, ctx) for rule, problem in rules if rule]


def _bare(found: list[Suppression], diagnostics: list[Diagnostic]) -> Iterator[Problem]:
    """Suppressions without names; what they could name is what begins in their reach."""
    bare = [it for it in found if not it.names]
    ordered = sorted((it.span.start, it.name) for it in diagnostics) if bare else []
    for suppression in bare:
        names: list[str] = []
        if not suppression.whole_file:
            first = bisect_left(ordered, (suppression.reach.start, ""))
            near = ordered[first : first + _MOST_SUGGESTED]
            names = sorted({name for start, name in near if start <= suppression.reach.end})
        body, listed = suppression.body, ", ".join(names)
        edits = (TextEdit(body, f"{MARK} {suppression.word}[{listed}]"),) if names else ()
        yield Problem("bare-suppression", body, suppression.word, listed, None, edits, Applicability.UNSAFE)


def _unused(names: list[_Name]) -> Iterator[Problem]:
    """One problem for a suppression of which nothing is used, else one for each unused name."""
    by_owner: dict[int, list[_Name]] = {}
    for name in names:
        by_owner.setdefault(id(name.owner), []).append(name)
    for unused in by_owner.values():
        owner = unused[0].owner
        if len(unused) == len(owner.names):
            words = ", ".join(f"`{name.word}`" for name in unused)
            yield Problem("unused-suppression", owner.body, words, edits=(owner.piece,))
            continue
        place = {id(name): index for index, name in enumerate(owner.names)}
        for name in unused:
            index = place[id(name)]
            last = index == len(owner.names) - 1
            start = owner.names[index - 1].span.end if last else name.span.start
            end = name.span.end if last else owner.names[index + 1].span.start
            yield Problem("unused-suppression", name.span, f"`{name.word}`", edits=(TextEdit(Span(start, end), ""),))


class _Scopes:
    """The names by what they reach: the whole file, or a line with the comments above it."""

    def __init__(self, found: list[Suppression]) -> None:
        self._file: dict[str, _Name] = {}
        lines: dict[int, tuple[int, dict[str, _Name]]] = {}
        for suppression in found:
            names = self._file
            if not suppression.whole_file:
                # All that reach one line share the range of the first of them, so that ranges never overlap.
                start, end = suppression.reach
                names = lines.setdefault(end, (start, {}))[1]
            for name in suppression.names:
                names.setdefault(name.key, name)
        self._ends = sorted(lines)
        self._lines = [lines[end] for end in self._ends]

    def left_of(self, diagnostics: list[Diagnostic], *, in_lines: bool = True) -> list[Diagnostic]:
        """The diagnostics that nothing silences; what silences one, the nearest and most exact name, is used."""
        return [it for it in diagnostics if not self._silences(it, in_lines)]

    def _silences(self, diagnostic: Diagnostic, in_lines: bool) -> bool:
        code, start = diagnostic.code, diagnostic.span.start
        keys = (code,) if code in ABOUT_SUPPRESSIONS else [code[:length] for length in range(len(code), 1, -1)]
        scopes = [self._file]
        index = bisect_left(self._ends, start)
        if in_lines and index < len(self._ends) and self._lines[index][0] <= start:
            scopes.insert(0, self._lines[index][1])
        name = next((scope[key] for scope in scopes for key in keys if key in scope), None)
        if name:
            name.used = True
        return name is not None


class _Reader:
    """Finds suppressions, with the real lexer, in the lines of the tree that hold the mark."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = Span(0, -1)

    def read(self, document: Document) -> Iterator[Suppression]:
        """All suppressions of a text."""
        mark = self._text.find(MARK)
        for line in document.lines():
            start, end = line.span(0)
            if mark < end:
                yield from self._read_line(start, end)
                mark = self._text.find(MARK, end)
                if mark < 0:
                    return

    def _line_at(self, offset: int) -> Span:
        """The line of the file around an offset, without its line end."""
        if not self._line.start <= offset <= self._line.end:
            end = self._text.find("\n", offset)
            self._line = Span(self._text.rfind("\n", 0, offset) + 1, len(self._text) if end < 0 else end)
        return self._line

    def _read_line(self, start: int, end: int) -> Iterator[Suppression]:
        """The suppressions in a line of the tree, which may be many lines of the file, or a part of one."""
        waiting: list[Suppression] = []
        behind_code = self._line_at(start).start < start
        for token in tokens(self._text, start, len(self._text)):
            if token.start >= end and not waiting:
                return
            if token.kind in _COMMENTS:
                found = list(self._read_comment(token, behind_code)) if token.start < end else []
                if not behind_code:
                    waiting += found
                yield from found
                behind_code = behind_code and self._line_at(token.start).end >= token.end
            elif token.kind == "NEWLINE":
                behind_code = False
            elif token.kind != "SPACE" and self._text[token.start] != "\ufeff":
                behind_code = True
                for suppression in waiting:
                    suppression.reach = Span(suppression.reach.start, self._line_at(token.start).end)
                waiting = []
        for suppression in waiting:
            suppression.reach = Span(suppression.reach.start, len(self._text))

    def _read_comment(self, token: Token, behind_code: bool) -> Iterator[Suppression]:
        text = self._text[token.start : token.end]
        if token.kind == "BLOCK_COMMENT":
            matches = [it for it in (_IN_BLOCK_COMMENT.match(text),) if it]
        else:
            matches = list(_IN_LINE_COMMENT.finditer(text))
        ends = [*(match.start() for match in matches[1:]), len(text.rstrip())]
        reach = self._line_at(token.start)
        for index, match in enumerate(matches):
            start = match.start()
            last = index == len(matches) - 1
            if last and start == 0:
                piece = self._without_comment(Span(token.start, token.start + ends[0]), behind_code)
            else:
                start = len(text[:start].rstrip()) if last else start
                piece = TextEdit(Span(token.start + start, token.start + ends[index]), "")
            body = Span(token.start + match.start("body"), token.start + match.end("body"))
            suppression = Suppression(match["word"], body, piece)
            suppression.reach = reach
            offset = token.start + match.start("names")
            suppression.names = [
                _Name(name.group(), Span(offset + name.start(), offset + name.end()), suppression)
                for name in _NAME.finditer(match["names"] or "")
            ]
            yield suppression

    def _without_comment(self, comment: Span, behind_code: bool) -> TextEdit:
        """Take a comment out: with its lines if there is nothing else on them, else with the blanks beside it."""
        text, (start, end) = self._text, comment
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
        while text[end : end + 1] in (" ", "\t"):
            end += 1
        newline = 2 if text.startswith("\r\n", end) else 1
        if end < len(text) and text[end + newline - 1] != "\n":
            if not behind_code and "\n" in comment.text_of(text):
                # The blanks behind it, or else those before it, become the indentation of what follows.
                return TextEdit(Span(start if end > comment.end else comment.start, comment.end), "")
            stands_free = start < comment.start or not behind_code
            return TextEdit(Span(comment.start, end), "" if stands_free else " ")
        return TextEdit(Span(start, end if behind_code else min(end + newline, len(text))), "")
