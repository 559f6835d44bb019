"""Phrases of the rules over changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.model import Entity, Profile, Relationship
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.consumers import Consumer
    from datagraph.diff.change import Block
    from datagraph.rules.changes.changes import Changes

_MOST = 5
_UNKNOWN = "who uses it is not known: a consumers file says so, see `datagraph consumers --help`"


def named(block: Block) -> str:
    """A block in a sentence, such as ``entity `cart-entity` ``."""
    if isinstance(block, Entity):
        return f"entity {quoted(block.slug)}"
    if isinstance(block, Relationship):
        return f"relationship {quoted(block.slug)}"
    return "the profile" if isinstance(block, Profile) else "the graph"


def hits(changes: Changes, block: Block, users: Sequence[Consumer] | None = None) -> tuple[str, ...]:
    """Notes that say which consumers a change of a block hits; `users` if only some of them."""
    if changes.consumers is None:
        return (_UNKNOWN,)
    found = changes.users(block) if users is None else users
    notes = [f"{visible(str(it))} uses it" for it in found[:_MOST]]
    return (*notes, f"{len(found) - _MOST} more use it") if len(found) > _MOST else tuple(notes)


def paths(found: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Notes that say which paths from the profile are no more."""
    found = list(found)
    notes = [f"no path any more: profile → {' → '.join(visible(it) for it in path)}" for path in found[:_MOST]]
    return (*notes, f"{len(found) - _MOST} more paths are gone") if len(found) > _MOST else tuple(notes)
