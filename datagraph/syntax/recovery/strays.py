"""Things in a line that would hide what the rest of it is: they are taken out before it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Problem
from datagraph.syntax.lexer import Token
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACE_IN_STRING = re.compile(r"""("[^"{}\n]*?)[ \t]*([{}])[ \t\r]*(?:(?:#|//)[^\n]*)?""")
# White space and invisible characters that the language knows nothing of; text pasted from a document is full of them.
_INVISIBLE = frozenset(
    "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\0"
) | frozenset(map(chr, range(0x2000, 0x200B)))


def without_strays(text: str, line: list[Token], problems: list[Problem]) -> list[Token]:
    """The tokens less an unclosed comment and characters that look like white space, which are reported."""
    spaces = [it for it in line if it.kind == "UNKNOWN" and _INVISIBLE.issuperset(text[it.start : it.end])]
    comments = [it for it in line if it.kind == "OPEN_COMMENT"]
    if spaces:
        found = text[spaces[0].start : spaces[0].end]
        edits = tuple(TextEdit(it.span, " " if text[it.start : it.end].isspace() else "") for it in spaces)
        problems.append(Problem("unknown-character", spaces[0].span, found, edits=edits))
    problems += [Problem("unclosed-comment", it.span, text[it.start : it.end]) for it in comments]
    return _less(line, [*spaces, *comments]) if spaces or comments else line


def _less(line: list[Token], gone: Iterable[Token]) -> list[Token]:
    gone = frozenset(gone)
    return [token for token in line if token not in gone]


def split_open_string(text: str, line: list[Token]) -> list[Token]:
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
