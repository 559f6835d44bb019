"""Slugs that are not of the form of slugs, and what they should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics.suggestion import Suggester
from datagraph.language import SLUG_PATTERN

if TYPE_CHECKING:
    from datagraph.graph.graph import Graph

_SLUGS = re.compile(rf"(?:{SLUG_PATTERN}\n)*")
_FOREIGN = r"[^a-z0-9_-]+"


def odd_slugs(graph: Graph) -> dict[str, str]:
    """The slugs that are not of the form of slugs, each with the slug that it should be ("" if nobody can tell)."""
    # One match over all of them takes a tenth of the time of one for each; a slug may hold a line end itself.
    lines = "\n".join((*graph.slugs, ""))
    if _SLUGS.fullmatch(lines) and lines.count("\n") == len(graph.slugs):
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
