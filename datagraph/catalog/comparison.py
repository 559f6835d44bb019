"""Which types of columns each kind of warehouse compares in a join, and which it has to cast for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from datagraph.catalog.table import TypeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Comparison = Literal["same", "cast", "never"]
"""`same`: values are compared as they are; `cast`: the warehouse casts one side; `never`: it refuses the join."""

_Pair = frozenset[TypeKind]


class _Dialect(NamedTuple):
    """One kind of warehouse: the pairs of different types that it casts by itself.

    `unequal` are types whose values cannot be compared at all, not even with each other; `absent` those that it does
    not have, so that a column of another warehouse that stands in for it says nothing.
    """

    casts: frozenset[_Pair]
    unequal: frozenset[TypeKind] = frozenset()
    absent: frozenset[TypeKind] = frozenset()


_NUMBERS: tuple[TypeKind, ...] = ("integer", "decimal", "float")
_STAMPS: tuple[TypeKind, ...] = ("timestamp", "timestamp with time zone")
_SCALARS: tuple[TypeKind, ...] = ("boolean", *_NUMBERS, "text", "date", "time", *_STAMPS)
_ALL: tuple[TypeKind, ...] = get_args(TypeKind)


def _each(one: TypeKind, others: Iterable[TypeKind]) -> frozenset[_Pair]:
    """One type with each of some others."""
    return frozenset(frozenset((one, other)) for other in others if other != one)


_BY_NUMBER = _each("float", _NUMBERS)
_BY_DAY = _each("date", _STAMPS) | _each("timestamp", _STAMPS)

_DIALECTS: Mapping[str, _Dialect] = {
    # https://docs.snowflake.com/en/sql-reference/data-type-conversion, the column "coercible": text and numbers become
    # each other, as do booleans and numbers, dates and timestamps; a VARIANT becomes nearly anything.
    "snowflake": _Dialect(
        _BY_NUMBER
        | _BY_DAY
        | _each("text", _SCALARS)
        | _each("boolean", _NUMBERS)
        | _each("time", _STAMPS)
        | _each("json", (*_SCALARS, "array", "struct")),
        absent=frozenset(("interval", "uuid")),
    ),
    # https://cloud.google.com/bigquery/docs/reference/standard-sql/conversion_rules: only numbers widen, and a DATE
    # becomes a DATETIME; a STRING is coerced from a literal alone. Arrays, JSON and geographies have no equality
    # (https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types).
    "bigquery": _Dialect(
        _BY_NUMBER | _each("date", ("timestamp",)),
        unequal=frozenset(("json", "array", "geography")),
        absent=frozenset(("uuid",)),
    ),
    # https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html, "implicit conversion types": numbers,
    # dates and times become CHAR and VARCHAR, an INTEGER a BOOLEAN; what is in a SUPER has its type at run time.
    "redshift": _Dialect(
        _BY_NUMBER
        | _BY_DAY
        | _each("text", (*_NUMBERS, "date", "time", *_STAMPS, "binary"))
        | _each("boolean", ("integer",))
        | _each("time", _STAMPS)
        | _each("json", _SCALARS),
        absent=frozenset(("uuid", "array", "struct")),
    ),
    # Asked of PostgreSQL 15: text has no implicit cast to anything but text, "operator does not exist" says the rest.
    "postgres": _Dialect(_BY_NUMBER | _BY_DAY | _each("time", ("interval",)), absent=frozenset(("geography",))),
    # https://docs.databricks.com/sql/language-manual/sql-ref-datatype-rules.html: a STRING is promoted to the other
    # side's type, and a value that does not fit is an error at run time. A VARIANT cannot be compared.
    "databricks": _Dialect(
        _BY_NUMBER | _BY_DAY | _each("text", (*_NUMBERS, "boolean", "date", *_STAMPS, "interval", "binary")),
        unequal=frozenset(("json",)),
        absent=frozenset(("time", "uuid", "geography")),
    ),
    # Asked of DuckDB 2.0: it casts wherever it has a cast; a pair without one fails as soon as there is a row.
    "duckdb": _Dialect(
        _BY_NUMBER
        | _BY_DAY
        | _each("text", _ALL)
        | _each("json", _ALL)
        | _each("boolean", _NUMBERS)
        | _each("uuid", ("binary",)),
        absent=frozenset(("geography",)),
    ),
}


def compare(warehouse: str, left: TypeKind, right: TypeKind) -> Comparison:
    """How a kind of warehouse compares columns of two types; what is not known counts as the same."""
    dialect = _DIALECTS.get(warehouse)
    pair: _Pair = frozenset((left, right))
    if dialect is None or "unknown" in pair or pair & dialect.absent:
        return "same"
    if left == right:
        return "never" if left in dialect.unequal else "same"
    # All of them compare integers and decimals digit by digit.
    if pair == {"integer", "decimal"}:
        return "same"
    return "cast" if pair in dialect.casts else "never"
