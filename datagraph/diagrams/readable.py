"""How much a picture can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.diagrams.scene import Scene

MOST_CARDS = 150
"""At a size at which its letters can be read, a card is some 100 pixels high: so many are fifteen screens of them."""


def too_large(scene: Scene) -> str:
    """Why a picture of a scene helps nobody, in a sentence; "" if it does."""
    cards = sum(it.kind != "junction" for it in scene.nodes)
    return f"a picture of {cards:,} entities is too large to be read" if cards > MOST_CARDS else ""


def hub(scene: Scene) -> str:
    """The slug of the entity in which most relationships meet: a place to begin; "" if there is none."""
    counts: dict[str, int] = {}
    entities = {it.id: it.slug for it in scene.nodes if it.kind == "entity" and it.slug}
    for edge in scene.edges:
        for end in (edge.source, edge.target):
            if end in entities:
                counts[entities[end]] = counts.get(entities[end], 0) + 1
    return max(counts, key=lambda slug: counts[slug], default=_first(list(entities.values())))


def _first(slugs: Sequence[str]) -> str:
    return slugs[0] if slugs else ""
