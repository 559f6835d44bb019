"""Columns that mark rows as past versions or as deleted, known by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlglot import exp

from datagraph.proof.script import field
from datagraph.warehouse.sql import text_type

if TYPE_CHECKING:
    from datagraph.catalog import Column, Table

# Names as dbt snapshots, Fivetran's history mode and hand-written dimensions of Kimball's type 2 have them.
_CURRENT = (
    "_fivetran_active",
    "is_current",
    "is_current_version",
    "is_current_record",
    "is_latest",
    "is_latest_version",
    "current_flag",
    "current_indicator",
    "current_ind",
    "current_record",
)
_ENDED = ("dbt_valid_to", "_fivetran_end")
_PERHAPS_ENDED = (
    "valid_to",
    "valid_until",
    "valid_to_date",
    "effective_to",
    "effective_until",
    "effective_end_date",
    "record_end_date",
    "row_end_date",
    "end_date",
)
# Fivetran, dbt, Debezium, Stitch, Airbyte, Salesforce, and what web frameworks call it.
_DELETED = (
    "_fivetran_deleted",
    "dbt_is_deleted",
    "__deleted",
    "is_deleted",
    "isdeleted",
    "deleted",
    "deleted_flag",
    "soft_deleted",
    "is_soft_deleted",
)
_DELETED_AT = (
    "_sdc_deleted_at",
    "_ab_cdc_deleted_at",
    "deleted_at",
    "deleted_on",
    "deleted_date",
    "date_deleted",
    "soft_deleted_at",
)
# A flag may be kept as 1 or as `Y`; what is of another type holds the moment.
_FLAGS = ("boolean", "integer", "decimal", "text")
_YES = ("true", "t", "yes", "y", "1")
_NO = ("false", "f", "no", "n", "0")
# What stands for "never" where a column must hold a day.
_NEVER = ("9999%", "2999%")


class Mark(NamedTuple):
    """A column that marks rows by saying `yes` or `no`, by an `end` that has come, or by holding `anything`.

    `is_telling` is whether its name means nothing else.
    """

    column: Column
    by: Literal["yes", "no", "end", "anything"]
    is_telling: bool = True

    def flag(self, kind: str) -> exp.Expression:
        """An expression over the table `t` that is 1 where a row is marked, else 0."""
        if self.by in ("yes", "no"):
            test = _says(self.column, kind, yes=self.by == "yes")
        else:
            test = field(self.column).is_(exp.null()).not_()
            if self.by == "end":
                text = exp.cast(field(self.column), text_type(kind))
                test = exp.and_(test, *(exp.not_(exp.Like(this=text, expression=_literal(it))) for it in _NEVER))
        return exp.Case().when(test, exp.Literal.number(1)).else_(exp.Literal.number(0))


def past_mark(table: Table) -> Mark | None:
    """The column that marks past versions of rows."""
    column = _first(table, _CURRENT)
    if column:
        return Mark(column, "no")
    column = _first(table, _ENDED)
    if column:
        return Mark(column, "end")
    column = _first(table, _PERHAPS_ENDED)
    return Mark(column, "end", is_telling=False) if column else None


def deleted_mark(table: Table) -> Mark | None:
    """The column that marks deleted rows."""
    column = _first(table, _DELETED)
    if column:
        return Mark(column, "yes" if column.type.kind in _FLAGS else "anything")
    column = _first(table, _DELETED_AT)
    return Mark(column, "yes" if column.type.kind == "boolean" else "anything") if column else None


def _first(table: Table, names: tuple[str, ...]) -> Column | None:
    by_name = {it.name.lower(): it for it in table.columns}
    return next((by_name[it] for it in names if it in by_name), None)


def _says(column: Column, kind: str, *, yes: bool) -> exp.Condition:
    value = field(column)
    if column.type.kind == "boolean":
        # Redshift does not cast booleans to texts.
        return value if yes else exp.not_(value)
    if column.type.kind in ("integer", "decimal"):
        return value.neq(0) if yes else value.eq(0)
    text = exp.Lower(this=exp.cast(value, text_type(kind)))
    return text.isin(*(_literal(it) for it in (_YES if yes else _NO)))


def _literal(text: str) -> exp.Literal:
    return exp.Literal.string(text)
