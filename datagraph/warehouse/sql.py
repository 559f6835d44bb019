"""SQL as the warehouses want it: names quoted exactly, values bound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sqlglot import exp

from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from datagraph.catalog import TablePath

# A value's place while sqlglot writes the query; no warehouse has names with a NUL in them.
_MARK = re.compile("\0(\\d+)\0")


class Query(NamedTuple):
    """SQL in the dialect of one kind of warehouse, and the values for the placeholders in it, in their order."""

    sql: str
    parameters: tuple[object, ...] = ()


class Values:
    """Collects the values of a query while it is built."""

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: list[object] = []

    def bound(self, value: object) -> exp.Expression:
        """What stands for a value in the query."""
        self._values.append(value)
        return exp.Var(this=f"\0{len(self._values) - 1}\0")

    def query(self, expression: exp.Expression, kind: str) -> Query:
        """The query in the dialect of a kind of warehouse."""
        return self.placed(written(expression, kind), kind)

    def placed(self, sql: str, kind: str) -> Query:
        """A query that is written already."""
        parameters: list[object] = []

        def placeholder(match: re.Match[str]) -> str:
            parameters.append(self._values[int(match[1])])
            # Postgres takes `$1`; `?` is an operator there.
            return f"${len(parameters)}" if kind == "postgres" else "?"

        return Query(_MARK.sub(placeholder, sql), tuple(parameters))


def written(expression: exp.Expression, kind: str) -> str:
    """An expression in the dialect of a kind of warehouse; values in it have their places still."""
    return expression.sql(dialect=KINDS[kind].dialect)


def identifier(name: str) -> exp.Identifier:
    """A name as the warehouse stores it, quoted whatever it holds."""
    return exp.Identifier(this=name, quoted=True)


def table(path: TablePath) -> exp.Table:
    """A table by its full name; a part that is empty is left out."""
    database, schema, name = path
    return exp.Table(
        this=identifier(name),
        db=identifier(schema) if schema else None,
        catalog=identifier(database) if database else None,
    )


def column(name: str, source: str = "") -> exp.Column:
    """A column, of the table that the query calls `source`."""
    return exp.Column(this=identifier(name), table=identifier(source) if source else None)


def quoted(kind: str, *names: str) -> str:
    """Names with dots between them, quoted in the dialect of a kind of warehouse; empty ones are left out."""
    dialect = KINDS[kind].dialect
    return ".".join(identifier(name).sql(dialect=dialect) for name in names if name)


def text_type(kind: str) -> str:
    """The type of texts of any length, in sqlglot's words."""
    # Redshift's TEXT holds 256 bytes, and its VARCHAR(MAX) is nothing that Postgres knows.
    return "VARCHAR(65535)" if kind == "redshift" else "TEXT"
