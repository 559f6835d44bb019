"""The names of pages and of the places on them, which are names of files too."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.model import Node

INDEX = "index"
PROFILE = "profile"
# What begins otherwise, programs that make sites leave out, or take for an option.
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_ODD = re.compile(r"[^a-z0-9_-]+")
# Windows takes these for devices, whatever their ending.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def names_of(nodes: Sequence[Node]) -> dict[int, str]:
    """A name for each node, by its `id`, made of its slug; no two are the same on any file system.

    A slug of the right form is the name as it is, and of another the name tells by a digest what it is made of: so a
    link lasts as long as the slug does, whatever else comes and goes.
    """
    counts: dict[str, int] = {}
    names = {}
    for node in nodes:
        name = name_of(node.slug)
        counts[name] = number = counts.get(name, 0) + 1
        # No other name has a dot in it.
        names[id(node)] = name if number == 1 else f"{name}.{number}"
    return names


def name_of(slug: str) -> str:
    """A name for what has this slug."""
    if _PLAIN.fullmatch(slug) and not _RESERVED.fullmatch(slug):
        return slug
    digest = hashlib.sha256(slug.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = _ODD.sub("-", slug.casefold()[:40]).strip("-_")
    return f"{plain or 'unnamed'}-{digest}"
