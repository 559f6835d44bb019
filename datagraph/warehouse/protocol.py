"""What every kind of warehouse can do, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.catalog import TableKind


class ColumnRow(NamedTuple):
    """One column of one table, as bulk metadata lists it.

    `type` is in the vendor's words, `nullable` None where metadata does not say. What belongs to the table is repeated
    with each of its columns: its kind, its comment, and an estimate of its rows if metadata has one for nothing.
    """

    schema: str
    table: str
    column: str
    type: str
    nullable: bool | None = None
    comment: str = ""
    table_kind: TableKind = "table"
    table_comment: str = ""
    rows: int | None = None


class KeyRow(NamedTuple):
    """One declared key: `kind` is `primary`, `unique` or `foreign`.

    A foreign key names the table that it refers to, and its columns there in the same order.
    """

    schema: str
    table: str
    kind: str
    columns: tuple[str, ...]
    to_database: str = ""
    to_schema: str = ""
    to_table: str = ""
    to_columns: tuple[str, ...] = ()


class Rows(NamedTuple):
    """The answer to a query: the names of its columns, and its rows as Python's own values."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Estimate(NamedTuple):
    """What a query would cost: the bytes that it reads, or None where the warehouse does not tell; and its plan."""

    read_bytes: int | None = None
    plan: str = ""


class Warehouse(Protocol):
    """One connection. It is used by one thread at a time, `cancel` aside; `fork` makes one for a further thread.

    Every method may raise WarehouseError and nothing else. It reads only: no method sends anything but SELECT, SHOW,
    DESCRIBE, EXPLAIN and the metadata calls of the vendor's driver.

    SQL is in the vendor's dialect, made by `warehouse.sql`; each `?` in it (on Postgres `$1`, `$2`, …: see
    `placeholder` there) stands for one of `parameters`, which the driver binds.
    """

    kind: str
    """One of `KINDS`."""
    database: str
    """The database that names without one are looked up in, as the warehouse stores it; "" if there is none."""
    schema: str
    """The same for schemas."""

    def schemas(self) -> Iterable[tuple[str, str]]:
        """Every schema that the connection sees, with its database before it; system schemas are left out."""

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of all tables in some schemas of one database (none named: all), in bulk.

        The columns of one table follow each other in the table's order. A database or schema that does not exist, or
        that the connection may not see, has none: that is no error.
        """

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys of all tables in some schemas of one database (none named: all), in bulk."""

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query; decimals, dates and the like come as Python's types for them."""

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """What a query would cost; it is checked by the warehouse and not run."""

    def fork(self) -> Warehouse:
        """A further connection to the same warehouse with the same parameters."""

    def cancel(self) -> None:
        """Stop the query that runs now, if one does; called from another thread. That query raises `cancelled`."""

    def close(self) -> None:
        """End the connection; safe to call twice."""
