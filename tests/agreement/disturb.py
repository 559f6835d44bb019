"""Mistakes without a meaning: characters, tokens and lines taken out, put in, changed, doubled, moved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .corners import CORNERS
from .snippets import Snippets

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_CHARACTERS = '{}{}"""==\n\n\n\r\t  ,;:.#/*-_\'$%\\()[]<>!?&|+~^@`0aé“”‘’…\u00a0\u200b\ufeff\u2028😀\x00\x01\x7f'
_TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"|\r?\n|[ \t]+|(?:#|//)[^\n]*|/\*.*?\*/|[^\W\d][\w-]*|[=!<>]=|=>|&&|\|\||\.\.\.|.', re.DOTALL
)
_TOKENS: tuple[str, ...] = (
    *"{}=[](),;:.?!+-*/%<>\"'$\n",
    *(
        "==",
        "=>",
        "!=",
        "...",
        "&&",
        "||",
        "<<",
        "/*",
        "*/",
        "//",
        "#",
        "\r\n",
        "true",
        "false",
        "null",
        "name",
        "entity",
    ),
    *(
        '"x"',
        '"${x}"',
        '"\\q"',
        '""',
        "1",
        "-1",
        "x.y",
        "[]",
        "{}",
        "()",
        "<<E\nx\nE\n",
        "/* c */",
        "# c\n",
        "\ufeff",
        " ",
    ),
)


def disturbed(random: Random, text: str) -> str:
    """The text with one to three mistakes in it."""
    for _ in range(random.choices((1, 2, 3), (6, 3, 1))[0]):
        disturb = random.choice(_WAYS)
        text = disturb(random, text)
    return text


def _character(random: Random, text: str) -> str:
    place = random.randint(0, len(text))
    way = random.randrange(4)
    if way == 0:
        return text[:place] + text[place + 1 :]
    if way == 1:
        return text[:place] + random.choice(_CHARACTERS) + text[place:]
    if way == 2:
        return text[:place] + random.choice(_CHARACTERS) + text[place + 1 :]
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def _sign(random: Random, text: str) -> str:
    """A character that has a meaning, taken out, doubled, or another in its place."""
    signs = [found.start() for found in re.finditer(r'["{}=\n\\#/]', text)]
    if not signs:
        return text
    place = random.choice(signs)
    new = random.choice(["", "", text[place] * 2, random.choice(_CHARACTERS)])
    return text[:place] + new + text[place + 1 :]


def _token(random: Random, text: str) -> str:
    tokens: list[str] = _TOKEN.findall(text)
    if not tokens:
        return random.choice(_TOKENS)
    place = random.randrange(len(tokens))
    way = random.randrange(5)
    if way == 0:
        del tokens[place]
    elif way == 1:
        tokens.insert(place, random.choice(_TOKENS))
    elif way == 2:
        tokens[place] = random.choice(_TOKENS)
    elif way == 3:
        tokens.insert(place, tokens[place])
    else:
        other = random.randrange(len(tokens))
        tokens[place], tokens[other] = tokens[other], tokens[place]
    return "".join(tokens)


def _line(random: Random, text: str) -> str:
    lines = text.split("\n")
    place = random.randrange(len(lines))
    way = random.randrange(8)
    if way == 0:
        del lines[place]
    elif way == 1:
        lines.insert(place, lines[random.randrange(len(lines))])
    elif way == 2:
        other = random.randrange(len(lines))
        lines[place], lines[other] = lines[other], lines[place]
    elif way == 3 and place + 1 < len(lines):
        lines[place : place + 2] = [lines[place] + random.choice(["", " "]) + lines[place + 1].lstrip()]
    elif way == 4:
        column = random.randint(0, len(lines[place]))
        lines[place : place + 1] = [lines[place][:column], lines[place][column:]]
    elif way == 5:
        lines.insert(place, random.choice(CORNERS))
    elif way == 6:
        lines.insert(place, Snippets(random).body(1, 1).rstrip("\n"))
    else:
        lines[place] = random.choice(["# ", "/* ", "// "]) + lines[place] + random.choice(["", " */"])
    return "\n".join(lines)


def _value(random: Random, text: str) -> str:
    """Another value behind an `=`."""
    signs = [found.end() for found in re.finditer(r"= *", text)]
    if not signs:
        return text
    start = random.choice(signs)
    end = text.find("\n", start)
    return text[:start] + Snippets(random).value(2) + text[end if end >= 0 else len(text) :]


def _cut(random: Random, text: str) -> str:
    return text[: random.randint(0, len(text))]


_WAYS: tuple[Callable[[Random, str], str], ...] = (
    *(_character,) * 4,
    *(_sign,) * 4,
    *(_token,) * 4,
    *(_line,) * 4,
    *(_value,) * 2,
    _cut,
)
