"""Slugs that are not of the form of slugs, and what they should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics.suggestion import Suggester
from datagraph.language import SLUG_PATTERN

if TYPE_CHECKING:
    from datagraph.graph.graph import Graph

# What SLUG_PATTERN takes; no declared slug is empty.
_SLUG_CHARACTERS = b"abcdefghijklmnopqrstuvwxyz0123456789_-"
_FOREIGN = r"[^a-z0-9_-]+"


def odd_slugs(graph: Graph) -> dict[str, str]:
    """The slugs that are not of the form of slugs, each with the slug that it should be ("" if nobody can tell)."""
    # One look at the characters of all of them takes a hundredth of the time of a match for each.
    characters = "".join(graph.slugs)
    if characters.isascii() and not characters.encode().translate(None, _SLUG_CHARACTERS):
        return {}
    odd = {slug: _mended(slug) for slug in graph.slugs if not re.fullmatch(SLUG_PATTERN, slug)}
    meant = set(odd.values())
    lost = [it for it in graph.uses if it not in graph.entities and it not in meant and re.fullmatch(SLUG_PATTERN, it)]
    if lost:
        # An entity that nobody uses is likely the one that is used by a name much like its own.
        lost_slugs = Suggester(lost)
        for slug, mended in odd.items():
            if slug in graph.entities and not (slug in graph.uses or mended in graph.uses):
                near = lost_slugs.closest(mended)
                odd[slug] = near.word if near else mended
    return odd


def _mended(slug: str) -> str:
    return re.sub(_FOREIGN, "-", slug.strip().lower()).strip("-")
