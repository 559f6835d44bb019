"""Slugs that a call names and no graph declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.terminal import complain
from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_NAMED = 20


def complain_of_slug(slug: str, known: Iterable[str]) -> None:
    """Say that there is no such slug, and which one was likely meant."""
    from datagraph.diagnostics.suggestion import closest

    known = list(known)
    near = closest(slug, known)
    complain(f"error: no entity or relationship named `{visible(slug)}`")
    if near:
        complain(f"help: did you mean `{visible(near.word)}`?")
    elif known:
        more = ", …" if len(known) > _MOST_NAMED else ""
        complain(f"help: there are {', '.join(f'`{visible(it)}`' for it in known[:_MOST_NAMED])}{more}")
