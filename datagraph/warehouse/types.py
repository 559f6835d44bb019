"""The vendors' words for types, and their normal form."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlglot import exp
from sqlglot.errors import SqlglotError

from datagraph.catalog import Type
from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from datagraph.catalog import TypeKind


def _kinds() -> Mapping[exp.DType, TypeKind]:
    groups: tuple[tuple[TypeKind, Iterable[exp.DType]], ...] = (
        ("boolean", (exp.DType.BOOLEAN,)),
        ("integer", exp.DataType.INTEGER_TYPES),
        (
            "decimal",
            (exp.DType.DECIMAL, exp.DType.BIGDECIMAL, exp.DType.DECFLOAT, exp.DType.MONEY, exp.DType.SMALLMONEY),
        ),
        ("float", exp.DataType.FLOAT_TYPES),
        ("text", exp.DataType.TEXT_TYPES),
        ("date", (exp.DType.DATE, exp.DType.DATE32)),
        ("time", (exp.DType.TIME, exp.DType.TIMETZ)),
        (
            "timestamp",
            (
                exp.DType.TIMESTAMP,
                exp.DType.TIMESTAMPNTZ,
                exp.DType.DATETIME,
                exp.DType.TIMESTAMP_S,
                exp.DType.TIMESTAMP_MS,
            ),
        ),
        ("timestamp", (exp.DType.TIMESTAMP_NS,)),
        ("timestamp with time zone", (exp.DType.TIMESTAMPTZ, exp.DType.TIMESTAMPLTZ)),
        ("interval", (exp.DType.INTERVAL,)),
        ("binary", (exp.DType.BINARY, exp.DType.VARBINARY, exp.DType.BLOB, exp.DType.BIT)),
        ("uuid", (exp.DType.UUID,)),
        ("json", (exp.DType.JSON, exp.DType.JSONB, exp.DType.VARIANT, exp.DType.SUPER)),
        ("array", (exp.DType.ARRAY, exp.DType.LIST)),
        ("struct", (exp.DType.STRUCT, exp.DType.OBJECT, exp.DType.MAP)),
        ("geography", (exp.DType.GEOGRAPHY, exp.DType.GEOMETRY)),
    )
    return {name: kind for kind, names in groups for name in names}


_KINDS = _kinds()
# What sqlglot does not take for a type: the intervals of some vendors, DuckDB's enums, Postgres's text without case.
_OTHERS: tuple[tuple[str, TypeKind], ...] = (("interval ", "interval"), ("enum(", "text"), ("citext", "text"))


@lru_cache(maxsize=4096)
def normal_type(vendor: str, warehouse: str) -> Type:
    """A type of a kind of warehouse; a word that its dialect does not know is of the kind `unknown`."""
    other = next((kind for start, kind in _OTHERS if vendor.lower().startswith(start)), None)
    if other:
        return Type(vendor, other)
    try:
        parsed = exp.DataType.build(vendor, dialect=KINDS[warehouse].dialect)
    except (SqlglotError, ValueError):
        return Type(vendor, "unknown")
    kind = _KINDS.get(parsed.this, "unknown")
    if parsed.this is exp.DType.DECIMAL and _scale(parsed, warehouse) == 0:
        kind = "integer"
    return Type(vendor, kind)


def _scale(decimal: exp.DataType, warehouse: str) -> int:
    """Digits behind the point; where none are written, what the vendor's manual gives."""
    written = [int(it.name) for it in decimal.expressions if it.name.isdigit()]
    if len(written) > 1:
        return written[1]
    if written:
        return 0
    # Snowflake's NUMBER is NUMBER(38,0), Redshift's NUMERIC (18,0), Databricks' DECIMAL (10,0), DuckDB's (18,3);
    # BigQuery's NUMERIC has nine digits behind the point, Postgres's any number of them.
    return 0 if warehouse in ("snowflake", "redshift", "databricks") else 9
