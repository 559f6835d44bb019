"""Slugs that are not of the form of slugs, and what they should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.language import SLUG_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable

_SLUG = re.compile(SLUG_PATTERN)
_SLUGS = re.compile(rf"(?:{SLUG_PATTERN}\n)*")
_FOREIGN = re.compile(r"[^a-z0-9_-]+")


def odd_slugs(slugs: Iterable[str]) -> dict[str, str]:
    """The slugs that are not of the form of slugs, each with the slug that it should be ("" if nobody can tell)."""
    slugs = list(slugs)
    # One match over all of them takes a tenth of the time of one for each.
    if _SLUGS.fullmatch("\n".join((*slugs, ""))):
        return {}
    return {slug: _mended(slug) for slug in slugs if not _SLUG.fullmatch(slug)}


def _mended(slug: str) -> str:
    return _FOREIGN.sub("-", slug.strip().lower()).strip("-")
