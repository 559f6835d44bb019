"""Comments that silence rules; nothing else is offered in a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.ide.completion.completion import Completion
from datagraph.rules import all_rules
from datagraph.suppressions import MARK
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.ide.completion.cursor import Cursor
    from datagraph.view import View

# Up to the cursor; the brackets may not be closed yet.
_NAMES = re.compile(r"(?:#|//|/\*)[\s*#/]*datagraph:[ \t]*ignore(?P<file>-file)?[ \t]*\[(?P<names>[^\[\]\n]*)\Z")
_WORD = re.compile(r"(?:#|//|/\*)[\s*#/]*(?P<word>d[a-z]*|datagraph:[ \t]*[a-z-]*)\Z")
_REST = re.compile(r"[\w-]*")
_FORMS = (
    ("datagraph: ignore[…]", "datagraph: ignore[$1]", "silence rules on a line"),
    ("datagraph: ignore-file[…]", "datagraph: ignore-file[$1]", "silence rules in the file"),
)


def suppressions(view: View, cursor: Cursor) -> Iterator[Completion]:
    """The beginning of a suppression, or the names of rules in its brackets: first those that have found something."""
    text = view.text
    before = text[text.rfind("\n", 0, cursor.offset) + 1 : cursor.offset]
    before = before[max(0, cursor.span.start - (cursor.offset - len(before))) :]
    in_brackets = _NAMES.search(before)
    if in_brackets:
        yield from _rules(view, cursor, in_brackets)
        return
    begun = _WORD.search(before)
    if begun and (MARK.startswith(begun["word"]) or ":" in begun["word"]):
        end = _end_of_word(text, cursor.offset)
        has_bracket = text.startswith("[", end)
        span = Span(cursor.offset - len(begun["word"]), end)
        for number, (label, written, detail) in enumerate(_FORMS):
            new = written.partition("[")[0] if has_bracket else written
            edit = TextEdit(span, new)
            yield Completion(label, "snippet", edit, not has_bracket, detail, str(number), label, ())


def _rules(view: View, cursor: Cursor, in_brackets: re.Match[str]) -> Iterator[Completion]:
    listed = in_brackets["names"]
    word = listed.rpartition(",")[2].lstrip()
    present = {it.strip() for it in listed.rpartition(",")[0].split(",")}
    span = Span(cursor.offset - len(word), _end_of_word(view.text, cursor.offset))
    found = _found(view, cursor, whole_file=bool(in_brackets["file"]))
    by_code = word[:2].upper() == "DG"
    for rule in all_rules():
        if rule.name in present or rule.code in present:
            continue
        name, other = (rule.code, rule.name) if by_code else (rule.name, rule.code)
        rank = 0 if rule.name in found else 1
        yield Completion(
            name,
            "value",
            TextEdit(span, name),
            False,
            f"{other}, found here" if rank == 0 else other,
            f"{rank}{rule.code}",
            f"{name} {other}",
            ("rule", rule.name),
        )


def _found(view: View, cursor: Cursor, *, whole_file: bool) -> set[str]:
    """The rules that have found something in the file; or on the line, or on the next one if it is a comment alone."""
    # What is wrong with the comment itself is that it is not written yet.
    diagnostics = [it for it in view.analysis.diagnostics if not cursor.span.touches(it.span)]
    if whole_file:
        return {it.name for it in diagnostics}
    text = view.text
    start = text.rfind("\n", 0, cursor.offset) + 1
    end = _line_end(text, cursor.offset)
    while end < len(text) and text[start:end].lstrip().startswith(("#", "//")):
        start, end = end + 1, _line_end(text, end + 1)
    return {it.name for it in diagnostics if start <= it.span.start <= end}


def _end_of_word(text: str, offset: int) -> int:
    found = _REST.match(text, offset)
    return found.end() if found else offset


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
