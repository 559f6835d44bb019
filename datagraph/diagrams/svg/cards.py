"""A card, its texts and its signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.layout.card import FONTS, PADDING
from datagraph.diagrams.layout.metrics import width_of
from datagraph.diagrams.svg.icons import ICONS, SIZE
from datagraph.diagrams.svg.markup import attributes, number, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagrams.layout.card import Card, Text


def contents(card: Card) -> Iterator[str]:
    """What stands in a card, its border left out."""
    for y in card.rules:
        line = {"class": "rule", "x1": 0.5, "x2": card.width - 0.5, "y1": y, "y2": y}
        yield f"<line{attributes(line)}/>"
    for it in card.texts:
        yield from _text(it)


def _text(it: Text) -> Iterator[str]:
    size = FONTS[it.style].size
    if it.style == "badge":
        width = width_of(it.text, size) * 1.08
        x, y = PADDING - 4, it.y - size - 2.5
        pill = {"class": "pill", "x": x, "y": y, "width": it.x - x + width + 8, "height": size + 7.5, "rx": 8}
        yield f"<rect{attributes(pill)}/>"
    if it.style in ICONS and it.x > PADDING:
        yield icon(it.style, it.x - SIZE - 2, it.y - size / 2 - SIZE / 2 + 1)
    anchor = "end" if it.at_end else None
    place = {"class": it.style, "x": it.x, "y": it.y, "text-anchor": anchor}
    yield f"<text{attributes(place)}>{text_of(it.text)}</text>"


def icon(name: str, x: float, y: float) -> str:
    """A sign with its top left corner at a place."""
    return f'<path class="icon {name}" transform="translate({number(x)} {number(y)})" d="{ICONS[name]}"/>'
