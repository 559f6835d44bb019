"""Words for the two sides of a join whose types have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.rules.drift.states import JoinDrift, Side


def type_labels(join: JoinDrift) -> tuple[str, tuple[Label, ...]]:
    """The label at the place of the join, and that at its other side, if the graph names one."""
    sides = (join.left, join.right)
    place = next(it for it in sides if it.reference is join.place)
    others = [it for it in sides if it.reference is not None and it.reference is not join.place]
    return _described(place), tuple(Label(it.reference.span, _described(it)) for it in others if it.reference)


def profile_notes(join: JoinDrift) -> tuple[str, ...]:
    """What the other side is, where it is a column of the profile."""
    sides = [it for it in (join.left, join.right) if it.reference is None]
    return tuple(f"it is joined with {quoted(it.now.name)} of {dotted(it.table)}, {_described(it)}" for it in sides)


def _described(side: Side) -> str:
    before, now = side.before.type.vendor, side.now.type.vendor
    return f"{now}, and was {before}" if before != now else now
