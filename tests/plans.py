"""A text's content apart from its white space, and a second opinion on how it should be laid out."""

from __future__ import annotations

from random import Random
from typing import NamedTuple


class Comment(NamedTuple):
    """A comment on lines of its own."""

    text: str


class Setting(NamedTuple):
    """An attribute with its value as it is written, and the comment behind it."""

    name: str
    value: str
    remark: str = ""


class Section(NamedTuple):
    """A block; `remark` stands behind its `{`, `closing` behind its `}`. With `flat` it is written on one line."""

    kind: str
    label: str
    body: tuple[Item, ...]
    remark: str = ""
    closing: str = ""
    flat: bool = False


class Gap(NamedTuple):
    """A blank line where the style asks for none."""


Item = Comment | Setting | Section | Gap


class Line(NamedTuple):
    """The words of a line; a blank line has none. The first word is made as wide as its run of settings needs."""

    depth: int = 0
    words: tuple[str, ...] = ()
    width: int = 0

    @property
    def opens(self) -> bool:
        return "{" in self.words and "}" not in self.words

    def __str__(self) -> str:
        if not self.words:
            return "\n"
        first, *others = self.words
        return " ".join(["  " * self.depth + first.ljust(self.width), *others]) + "\n"


class Plan(NamedTuple):
    """What a text says: the same plan makes the canonical text, and the same in any other legal spacing."""

    items: tuple[Item, ...]

    def lines(self) -> list[Line]:
        return _trimmed(_lines(self.items, 0))

    def canonical(self) -> str:
        """Render as the style says."""
        return "".join(map(str, self.lines()))

    def spaced(self, seed: int) -> str:
        """Render with other white space wherever the language allows it; 0 is the canonical text."""
        return _Spacing(Random(seed)).render(self.lines()) if seed else self.canonical()


def _trimmed(lines: list[Line]) -> list[Line]:
    """The lines without blank ones at both ends, and never two of them in a row."""
    kept: list[Line] = []
    for line in lines:
        if line.words or (kept and kept[-1].words):
            kept.append(line)
    return kept[:-1] if kept and not kept[-1].words else kept


def _lines(items: tuple[Item, ...], depth: int) -> list[Line]:
    lines: list[Line] = []
    last: Item | None = None
    since: list[Line] = []
    for place, item in enumerate(items):
        if isinstance(item, Gap):
            since.append(Line())
        elif isinstance(item, Comment):
            since.append(Line(depth, (item.text,)))
        else:
            apart = last is not None and (isinstance(item, Section) or isinstance(last, Section))
            lines += [Line(), *since] if apart and Line() not in since else since
            since = []
            last = item
            if isinstance(item, Setting):
                words = _words(item.name, "=", item.value, item.remark)
                lines.append(Line(depth, words, _width(items, place)))
            elif item.flat:
                inside = [(it.name, "=", it.value) for it in item.body if isinstance(it, Setting)]
                body = ("{", *inside[0], "}") if inside else ("{}",)
                lines.append(Line(depth, _words(item.kind, item.label, *body, item.closing)))
            else:
                lines.append(Line(depth, _words(item.kind, item.label, "{", item.remark)))
                lines += _trimmed(_lines(item.body, depth + 1))
                lines.append(Line(depth, _words("}", item.closing)))
    return lines + since


def _words(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _width(items: tuple[Item, ...], place: int) -> int:
    """The longest name in the run of settings around a place."""
    first = last = place
    while first and isinstance(items[first - 1], Setting):
        first -= 1
    while last + 1 < len(items) and isinstance(items[last + 1], Setting):
        last += 1
    return max(len(it.name) for it in items[first : last + 1] if isinstance(it, Setting))


class _Spacing:
    """Draws white space; what it draws makes no difference to the canonical text."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._characters = random.choice((" ", " \t"))

    def render(self, lines: list[Line]) -> str:
        pieces: list[str] = []
        for place, line in enumerate(lines):
            free = place == 0 or lines[place - 1].opens or line.words[:1] == ("}",)
            blank_lines = self._random.choice((0, 0, 0, 1, 2)) if free else 0
            if not line.words:
                blank_lines = self._random.choice((1, 1, 2, 3))
            pieces += [f"{self._blanks()}\n" for _ in range(blank_lines)]
            if line.words:
                pieces += [f"{self._blanks()}{self._in_between(word)}" for word in line.words]
                pieces.append(f"{self._blanks()}\n")
        pieces += ["\n"] * self._random.choice((0, 0, 1, 2))
        text = "".join(pieces)
        return text.rstrip("\n") if self._random.random() < 0.3 else text

    def _blanks(self) -> str:
        return "".join(self._random.choices(self._characters, k=self._random.choice((0, 1, 1, 1, 2, 5))))

    def _in_between(self, word: str) -> str:
        return f"{{{self._blanks()}}}" if word == "{}" else word
