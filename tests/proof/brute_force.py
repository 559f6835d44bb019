"""The figures of a survey, counted in Python row by row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from datagraph.catalog.measurements import (
    EntityMeasurement,
    Example,
    Link,
    Marks,
    RelationshipMeasurement,
    Side,
    Spread,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Key = str | int | None


class Row(NamedTuple):
    """A row of an entity's table."""

    id: Key
    key: Key
    is_current: bool | None = None
    deleted_at: str | None = None


class Between(NamedTuple):
    """A row of a junction table, or a profile with one of its identifiers."""

    id: Key
    left: Key
    right: Key


def entity(rows: Sequence[Row], *, marked: bool = True) -> EntityMeasurement:
    by_key: dict[Key, list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.id, []).append(row)
    nulls = len(by_key.pop(None, []))
    repeated = {key: its for key, its in by_key.items() if len(its) > 1}
    past = Marks("IS_CURRENT", sum(it.is_current is False for it in rows), _one_unmarked(repeated, _is_past))
    deleted = Marks("DELETED_AT", sum(map(_is_deleted, rows)), _one_unmarked(repeated, _is_deleted))
    return EntityMeasurement(
        len(rows),
        nulls,
        len(rows) - nulls,
        len(repeated),
        sum(map(len, repeated.values())),
        _examples({key: len(its) for key, its in repeated.items()}),
        past if marked else None,
        deleted if marked else None,
    )


def direct(left: Iterable[Key], right: Iterable[Key]) -> RelationshipMeasurement:
    lefts, rights = list(left), list(right)
    forward = [sum(it == other for other in rights) for it in lefts if it is not None]
    backward = [sum(it == other for other in lefts) for it in rights if it is not None]
    return RelationshipMeasurement((_link(lefts, rights),), _spread(forward), _spread(backward))


def through(left: Sequence[Key], between: Sequence[Between], right: Sequence[Key]) -> RelationshipMeasurement:
    paths = [
        (one, two)
        for one, from_left in enumerate(left)
        for it in between
        for two, to_right in enumerate(right)
        if from_left is not None and from_left == it.left and to_right is not None and it.right == to_right
    ]
    near = _link(left, [it.left for it in between])
    far = _link([it.right for it in between], right)
    keys = entity([Row(it.id, None) for it in between], marked=False)
    return RelationshipMeasurement(
        (near, far), _counted(one for one, _ in paths), _counted(two for _, two in paths), keys
    )


def from_profiles(values: Sequence[Between], right: Sequence[Key]) -> RelationshipMeasurement:
    pairs = sorted({(it.left, it.right) for it in values if it.right is not None}, key=repr)
    paths = [(one, at) for one, value in pairs for at, other in enumerate(right) if value == other]
    return RelationshipMeasurement(
        (_link([value for _, value in pairs], right),),
        _counted(one for one, _ in paths),
        _counted(at for _, at in paths),
        profiles=len({one for one, _ in pairs}),
    )


def _link(left: Sequence[Key], right: Sequence[Key]) -> Link:
    return Link(_side(left, right, with_examples=True), _side(right, left, with_examples=False))


def _side(its: Sequence[Key], others: Sequence[Key], *, with_examples: bool) -> Side:
    keys = [it for it in its if it is not None]
    counts = Counter(keys)
    known = {it for it in others if it is not None}

    def matching(change: Callable[[Key], Key]) -> int:
        changed = {change(it) for it in known}
        return sum(change(it) in changed for it in keys)

    return Side(
        len(its),
        len(its) - len(keys),
        len(keys),
        matching(lambda it: it),
        matching(lambda it: it.strip(" \t\r\n") if isinstance(it, str) else it),
        matching(lambda it: it.strip(" \t\r\n").lower() if isinstance(it, str) else it),
        sum(count > 1 for count in counts.values()),
        _examples({key: count for key, count in counts.items() if key not in known}),
        _examples({key: count for key, count in counts.items() if count > 1 and key in known}) if with_examples else (),
    )


def _counted(ends: Iterable[object]) -> Spread:
    return _spread(list(Counter(ends).values()))


def _spread(numbers: Iterable[int]) -> Spread:
    met = sorted(it for it in numbers if it)
    if not met:
        return Spread(0, 0, 0, 0, 0)
    return Spread(met[-(-len(met) * 50 // 100) - 1], met[-(-len(met) * 99 // 100) - 1], met[-1], len(met), sum(met))


def _examples(counts: dict[Key, int]) -> tuple[Example, ...]:
    # In the order of the keys themselves before they are shown as texts.
    first = sorted(counts.items(), key=lambda it: (-it[1], it[0]))[:5]
    return tuple(Example(key, count) for key, count in sorted(((str(k), n) for k, n in first), key=_order))


def _order(example: tuple[str, int]) -> tuple[int, str]:
    return -example[1], example[0]


def _one_unmarked(repeated: dict[Key, list[Row]], is_marked: Callable[[Row], bool]) -> int:
    return sum(sum(not is_marked(it) for it in its) == 1 for its in repeated.values())


def _is_past(row: Row) -> bool:
    return row.is_current is False


def _is_deleted(row: Row) -> bool:
    return row.deleted_at is not None
