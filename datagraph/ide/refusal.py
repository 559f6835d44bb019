"""Why a slug cannot be changed to another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from datagraph.language import BLOCK_NAMES, SLUG_PATTERN
from datagraph.model import Entity
from datagraph.rules.words import quoted
from datagraph.text import LineIndex

if TYPE_CHECKING:
    from datagraph.view import View

_WORDS = frozenset((*BLOCK_NAMES, "true", "false", "null"))


class Refusal(NamedTuple):
    """What cannot be done; `reason` says why, and what would work."""

    reason: str


def refusal(view: View, slug: str, new: str) -> Refusal | None:
    """Why a slug cannot become another one, by the rules over slugs; None if it can."""
    graph = view.graph
    if not new.strip():
        return Refusal("a slug cannot be empty: write one, such as `cart-entity`")
    if not re.fullmatch(SLUG_PATTERN, new):
        better = _mended(view, slug, new)
        hint = f": `{better}` would do" if better else ""
        return Refusal(f"{quoted(new)} is not a slug, which has lowercase letters, digits, `-` and `_` only{hint}")
    if new in graph.declarations:
        return Refusal(f"the slug `{new}` is taken by {_declared(view, new)}; entities and relationships share slugs")
    meant = graph.entity_slug(new)
    if meant and meant != slug:
        return Refusal(f"`{new}` is what the file calls {quoted(meant)}: rename that one first")
    return _confusion(view, slug, new)


def _confusion(view: View, slug: str, new: str) -> Refusal | None:
    """Why a slug is easily taken for something else; None also where the team has switched that rule off."""
    if not view.settings.runs("DG209", "confusing-slug", True):
        return None
    if new in _WORDS:
        return Refusal(f"`{new}` is a word of the language: choose one that is none, such as `my-{new}`")
    folded = new.replace("_", "-")
    near = next((it for it in view.graph.declarations if it != slug and it.replace("_", "-") == folded), "")
    if near:
        return Refusal(f"`{new}` differs from {quoted(near)}, {_declared(view, near)}, only in `-` and `_`")
    return None


def _declared(view: View, slug: str) -> str:
    node = view.graph.declarations[slug][0]
    kind = "the entity" if isinstance(node, Entity) else "the relationship"
    return f"{kind} declared at {LineIndex(view.text).position(node.name_span.start)}"


def _mended(view: View, slug: str, new: str) -> str:
    """The slug that is most like what was asked for; "" if there is none that can be had."""
    if not re.search("[A-Za-z0-9]", new):
        return ""
    from datagraph.scaffold.writable import Slugs

    better = Slugs().new(new)
    return "" if better == slug or refusal(view, slug, better) else better
