"""Cards and labels: the texts of a node or edge, each at its place in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.diagrams.layout.metrics import fitted, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Style = Literal[
    "title", "slug", "table", "column", "key", "type", "figure", "badge", "error", "warning", "info", "match"
]
"""What a text is; how it looks, the style sheet of the picture says."""


class Font(NamedTuple):
    """The size of a style's letters and of its line, in pixels."""

    size: float
    line: float
    mono: bool = False
    bold: bool = False


FONTS: dict[Style, Font] = {
    "title": Font(14, 20, bold=True),
    "slug": Font(11, 16, mono=True),
    "table": Font(11, 18, mono=True),
    "key": Font(11, 18, mono=True),
    "column": Font(11, 18, mono=True),
    "type": Font(10, 18, mono=True),
    "figure": Font(11, 17),
    "badge": Font(10.5, 19),
    "error": Font(11, 18),
    "warning": Font(11, 18),
    "info": Font(11, 18),
    "match": Font(10.5, 15, mono=True),
}


class Text(NamedTuple):
    """A text at its place: `y` is that of its base line, and `x` that of its beginning, or of its end if `at_end`.

    Both count in pixels from the top left corner of the box.
    """

    text: str
    style: Style
    x: float
    y: float
    at_end: bool = False


class Card(NamedTuple):
    """A box with texts in it; `rules` are the heights of lines across it."""

    width: float
    height: float
    texts: tuple[Text, ...] = ()
    rules: tuple[float, ...] = ()


class Row(NamedTuple):
    """A line of a card: a text, and another at its right end; `icon` is whether room is left for one before it."""

    text: str
    style: Style
    right: str = ""
    icon: bool = False
    begins_part: bool = False


PADDING = 12.0
ICON = 16.0
_GAP = 12.0
_PART = 7.0


def stacked(rows: Iterable[Row], *, least: float, most: float) -> Card:
    """A card with its rows one below the other, as wide as the longest wants, within bounds; texts are cut to fit."""
    rows = tuple(rows)
    inner = max([least - 2 * PADDING, *(min(_wanted(it), most - 2 * PADDING) for it in rows)])
    texts: list[Text] = []
    rules: list[float] = []
    top = PADDING - 4
    for it in rows:
        if it.begins_part and texts:
            rules.append(top + _PART / 2)
            top += _PART
        font = FONTS[it.style]
        base = top + font.line / 2 + font.size * 0.36
        left = PADDING + (ICON if it.icon else 0)
        room = inner - (ICON if it.icon else 0)
        if it.right:
            small = FONTS["type"]
            right = fitted(it.right, room * 0.5, small.size, mono=True)
            room -= width_of(right, small.size, mono=True) + _GAP
            texts.append(Text(right, "type", PADDING + inner, base, at_end=True))
        texts.append(Text(fitted(it.text, room, font.size, mono=font.mono, bold=font.bold), it.style, left, base))
        top += font.line
    return Card(round(inner + 2 * PADDING, 1), round(top + PADDING - 4, 1), tuple(texts), tuple(rules))


def _wanted(row: Row) -> float:
    # What is longer than any card is not measured to its end.
    font = FONTS[row.style]
    width = width_of(row.text[:200], font.size, mono=font.mono, bold=font.bold) + (ICON if row.icon else 0)
    return width + (_GAP + width_of(row.right[:200], FONTS["type"].size, mono=True) if row.right else 0) + 1
