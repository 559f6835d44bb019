"""A table of a warehouse: its columns, their types, its keys."""

from __future__ import annotations

from typing import Literal, NamedTuple

TypeKind = Literal[
    "boolean",
    "integer",
    "decimal",
    "float",
    "text",
    "date",
    "time",
    "timestamp",
    "timestamp with time zone",
    "interval",
    "binary",
    "uuid",
    "json",
    "array",
    "struct",
    "geography",
    "unknown",
]
"""The normal form of a type: what the warehouses' types have in common. A decimal without a scale is an integer."""

TableKind = Literal["table", "view", "materialized view", "external table"]


class TablePath(NamedTuple):
    """The full name of a table, each part as the warehouse stores it; on BigQuery the database is the project."""

    database: str
    schema: str
    name: str

    def __str__(self) -> str:
        return ".".join(self)


class Type(NamedTuple):
    """A column's type: in the vendor's own words (`NUMBER(38,0)`), and its normal form."""

    vendor: str
    kind: TypeKind


class Column(NamedTuple):
    """A column by the name that the warehouse stores; `nullable` is None where the warehouse does not say."""

    name: str
    type: Type
    nullable: bool | None = None
    comment: str = ""


class ForeignKey(NamedTuple):
    """Columns that name a row of another table, by as many columns there."""

    columns: tuple[str, ...]
    table: TablePath
    references: tuple[str, ...]


class Table(NamedTuple):
    """A table or view, its columns in the warehouse's order.

    Keys are those that the warehouse declares, whether it enforces them or not. `rows` is an estimate that the
    warehouse's metadata held, or None.
    """

    path: TablePath
    kind: TableKind = "table"
    columns: tuple[Column, ...] = ()
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    rows: int | None = None
    comment: str = ""

    def column(self, name: str) -> Column | None:
        """The column of exactly that name."""
        return next((it for it in self.columns if it.name == name), None)
