"""Asks the warehouse's data whether an inference holds: one query each, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlglot import exp

from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.sql import Values, column, table, text_type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from datagraph.catalog import TablePath
    from datagraph.warehouse.pool import Pool
    from datagraph.warehouse.protocol import Rows, Warehouse
    from datagraph.warehouse.sql import Query


class Uniqueness(NamedTuple):
    """How many rows a table has, and how many values each of some of its columns: not NULL, and different."""

    rows: int
    filled: tuple[int, ...]
    different: tuple[int, ...]


class Inclusion(NamedTuple):
    """How many different values a column has, and how many of them occur in another one."""

    values: int
    found: int


class Matches(NamedTuple):
    """How many different values a column and an identifier have and share, and how many profiles that reaches."""

    values: int
    identifiers: int
    found: int
    profiles: int


class Words(NamedTuple):
    """Where values of one kind of identifier are: in `value`, of the rows that have `word` in `name`, or of all."""

    table: TablePath
    value: str
    who: str
    name: str = ""
    word: str = ""


class Prover:
    """Asks questions through a pool of connections.

    What the warehouse refuses to answer comes back as its WarehouseError, in the place of the answer.
    """

    def __init__(self, pool: Pool, kind: str) -> None:
        self._pool = pool
        self._kind = kind

    def uniqueness(self, asked: Sequence[tuple[TablePath, Sequence[str]]]) -> list[Uniqueness | WarehouseError]:
        """Count the values of columns that may be keys."""
        answers: list[Uniqueness | WarehouseError] = []
        for it in self._ask([_uniqueness_query(path, columns, self._kind) for path, columns in asked]):
            if isinstance(it, WarehouseError):
                answers.append(it)
            else:
                rows, *counts = (int(value or 0) for value in it.rows[0])
                answers.append(Uniqueness(rows, tuple(counts[::2]), tuple(counts[1::2])))
        return answers

    def inclusion(self, asked: Sequence[tuple[TablePath, str, TablePath, str]]) -> list[Inclusion | WarehouseError]:
        """Count the values of a column that occur in another table's column."""
        queries = [_inclusion_query(*it, self._kind) for it in asked]
        return [
            it if isinstance(it, WarehouseError) else Inclusion(*(int(value or 0) for value in it.rows[0]))
            for it in self._ask(queries)
        ]

    def words(self, path: TablePath, name: str) -> list[str]:
        """The types of external ids, or the names of traits, that occur."""
        (answer,) = self._ask([_words_query(path, name, self._kind)])
        if isinstance(answer, WarehouseError):
            return []
        return sorted(str(row[0]) for row in answer.rows if row[0])

    def matches(self, asked: Sequence[tuple[TablePath, str, Words]]) -> list[Matches | WarehouseError]:
        """Count the values of a column that identify a profile."""
        queries = [_matches_query(*it, self._kind) for it in asked]
        return [
            it if isinstance(it, WarehouseError) else Matches(*(int(value or 0) for value in it.rows[0]))
            for it in self._ask(queries)
        ]

    def _ask(self, queries: Sequence[Query]) -> list[Rows | WarehouseError]:
        answers = dict(self._pool.run_all([_task(it) for it in queries]))
        return [answers[number] for number in range(len(queries))]


def _task(query: Query) -> Callable[[Warehouse], Rows]:
    return lambda warehouse: warehouse.run(query.sql, query.parameters)


def _uniqueness_query(path: TablePath, columns: Sequence[str], kind: str) -> Query:
    counts: list[exp.Expr] = [exp.Count(this=exp.Star())]
    for name in columns:
        counts += [exp.Count(this=column(name)), _count_different(column(name))]
    return Values().query(exp.select(*_numbered(counts)).from_(table(path)), kind)


def _inclusion_query(child: TablePath, name: str, parent: TablePath, key: str, kind: str) -> Query:
    # Only columns of one group of types are compared, so that no value needs a cast.
    query = (
        exp.select(*_numbered([exp.Count(this=exp.Star()), exp.Count(this=exp.column("v", "p"))]))
        .from_(_different(child, name).subquery("c"))
        .join(_different(parent, key).subquery("p"), on="c.v = p.v", join_type="left")
    )
    return Values().query(query, kind)


def _words_query(path: TablePath, name: str, kind: str) -> Query:
    return Values().query(exp.select(column(name)).distinct().from_(table(path)), kind)


def _matches_query(path: TablePath, name: str, words: Words, kind: str) -> Query:
    values = Values()
    value = exp.cast(column(words.value), text_type(kind))
    identifiers = exp.select(exp.alias_(value, "v"), exp.alias_(column(words.who), "who")).from_(table(words.table))
    identifiers = identifiers.where(_filled(words.value))
    if words.name:
        identifiers = identifiers.where(column(words.name).eq(values.bound(words.word)))
    shared = exp.Not(this=exp.column("v", "c").is_(exp.Null()))
    counts = [
        _count_different(exp.column("v", "c")),
        _count_different(exp.column("v", "i")),
        _count_different(exp.case().when(shared, exp.column("v", "i"))),
        _count_different(exp.case().when(shared.copy(), exp.column("who", "i"))),
    ]
    query = (
        exp.select(*_numbered(counts))
        .from_(_different(path, name, exp.cast(column(name), text_type(kind))).subquery("c"))
        .join(identifiers.subquery("i"), on="c.v = i.v", join_type="full")
    )
    return values.query(query, kind)


def _different(path: TablePath, name: str, value: exp.Expr | None = None) -> exp.Select:
    """The different values of a column, or of what is made of it, under the name `v`."""
    query = exp.select(exp.alias_(value or column(name), "v")).distinct().from_(table(path))
    return query.where(_filled(name))


def _filled(name: str) -> exp.Expr:
    return exp.Not(this=column(name).is_(exp.Null()))


def _count_different(value: exp.Expr) -> exp.Expr:
    return exp.Count(this=exp.Distinct(expressions=[value]))


def _numbered(counts: Sequence[exp.Expr]) -> list[exp.Expr]:
    """The counts under names of their own: some warehouses refuse two columns of one name."""
    return [exp.alias_(it, f"n{number}") for number, it in enumerate(counts)]
