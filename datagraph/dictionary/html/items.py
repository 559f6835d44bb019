"""Lists in lists as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def nested(items: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Items, each with its level, as lists: an item of a higher level is in a list in the last item before it."""
    levels: list[int] = []
    for level, markup in items:
        while levels and levels[-1] > level:
            levels.pop()
            yield "</li></ul>"
        if levels and levels[-1] == level:
            yield "</li>"
        else:
            levels.append(level)
            yield "<ul>"
        yield f"<li>{markup}"
    yield "</li></ul>" * len(levels)
