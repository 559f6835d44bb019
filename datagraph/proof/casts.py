"""What the two columns of a join become before they are compared, so that the query never fails over their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.catalog.comparison import compare

if TYPE_CHECKING:
    from datagraph.catalog import Type, TypeKind

_NUMBERS: frozenset[TypeKind] = frozenset(("integer", "decimal", "float"))
_TIMES: frozenset[TypeKind] = frozenset(("date", "timestamp", "timestamp with time zone"))
# Written as texts these look the same everywhere.
_PLAIN: frozenset[TypeKind] = frozenset(("text", "uuid", "integer", "date"))
SHAPELESS: frozenset[TypeKind] = frozenset(("json", "array", "struct", "geography"))
"""The types that not every warehouse groups by."""


class Cast(NamedTuple):
    """The type, in sqlglot's words, that both columns become, or "" if they stay what they are.

    `is_text` is whether keys are texts then, which white space and case can keep apart.
    """

    type: str = ""
    is_text: bool = False


def cast_for(left: Type, right: Type, warehouse: str) -> Cast | None:
    """The cast for two types; None if the warehouse never compares them, or nobody can say what would meet."""
    kinds = {left.kind, right.kind}
    if compare(warehouse, left.kind, right.kind) == "never" or kinds & SHAPELESS:
        return None
    if len(kinds) == 1:
        return Cast("" if left.vendor == right.vendor else _widest(left.kind), kinds == {"text"})
    if kinds <= _NUMBERS:
        return Cast("DOUBLE" if "float" in kinds else "DECIMAL(38, 9)")
    if kinds <= _TIMES:
        return Cast("TIMESTAMP")
    # A text and a number meet as texts: made a number, a text that is none would end the query.
    plain = Cast("TEXT", is_text=True) if kinds <= _PLAIN else None
    return Cast() if "unknown" in kinds else plain


def _widest(kind: TypeKind) -> str:
    """What two types of one kind but different sizes become."""
    return {"decimal": "DECIMAL(38, 9)", "float": "DOUBLE"}.get(kind, "")
