"""The names of pages, which are those of files too."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.model import Entity
    from datagraph.view import View

INDEX = "index"
PROFILE = "profile"
_ODD = re.compile(r"[^a-z0-9_-]")
# Windows takes these for devices, whatever their ending.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_LONGEST = 80


def page_names(view: View) -> dict[int, str]:
    """The name of each entity's page, by the entity's `id`; no two are the same on any file system.

    A slug of the right form is the name as it is, so that links last as long as the slug does.
    """
    taken: set[str] = set()
    names = {}
    for it in view.graph.model.entities:
        name = _name(it)
        number = 2
        while name in taken:
            name = f"{_name(it)}-{number}"
            number += 1
        taken.add(name)
        names[id(it)] = f"entities/{name}"
    return names


def _name(entity: Entity) -> str:
    slug = entity.slug
    if slug and len(slug) <= _LONGEST and not _ODD.search(slug) and not _RESERVED.fullmatch(slug):
        return slug
    digest = hashlib.sha256(slug.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = _ODD.sub("-", slug.casefold()[:_LONGEST]).strip("-")
    return f"{plain or 'entity'}-{digest}"
