"""The rows themselves: the first few of an entity or a relationship, and how many a relationship joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlglot import exp

from datagraph.proof.profile_query import values_of
from datagraph.proof.script import Script, field, key_of
from datagraph.warehouse.sql import Query, Values, table

if TYPE_CHECKING:
    from datagraph.catalog import Column, Table
    from datagraph.proof.subjects import Place, RelationshipSubject

_LEFT, _BETWEEN, _RIGHT = "a", "b", "c"


class RowQuery(NamedTuple):
    """A query for rows, and what their columns are called."""

    query: Query
    headings: tuple[str, ...]


def entity_rows(key: Place, kind: str, most: int) -> RowQuery:
    """The first rows of a table, in whatever order the warehouse has them."""
    select = _selected([(_LEFT, it) for it in key.table.columns]).from_(_called(key.table, _LEFT)).limit(most)
    return RowQuery(Values().query(select, kind), tuple(it.name for it in key.table.columns))


def relationship_rows(
    subject: RelationshipSubject, kind: str, most: int, *, left_name: str, right_name: str
) -> RowQuery:
    """The first rows that a relationship joins, with the columns of both entities; of a profile its id and the value.

    The names are those of the two entities, which headings begin with.
    """
    right = [(_RIGHT, it) for it in subject.right.table.columns]
    headings = tuple(f"{right_name}.{it.name}" for _, it in right)
    script = Script(kind)
    if subject.words:
        select = _selected(right, exp.column("x", _LEFT), exp.column("y", _LEFT))
        headings = ("profile", subject.words.word or subject.words.value.name, *headings)
    else:
        assert subject.left is not None, "a nested relationship has a left entity"
        select = _selected([*((_LEFT, it) for it in subject.left.table.columns), *right])
        headings = (*(f"{left_name}.{it.name}" for it in subject.left.table.columns), *headings)
    return RowQuery(script.after_steps(_joined(script, subject, select).limit(most)), headings)


def relationship_count(subject: RelationshipSubject, kind: str) -> Query:
    """The number of rows that a relationship joins: one for each pair of rows, or of a profile and a row."""
    script = Script(kind)
    return script.after_steps(_joined(script, subject, exp.select("COUNT(*) AS n1")))


def entity_count(key: Place, kind: str) -> Query:
    """The number of rows of a table."""
    return Values().query(exp.select("COUNT(*) AS n1").from_(_called(key.table, _LEFT)), kind)


def _selected(columns: list[tuple[str, Column]], *first: exp.Expression) -> exp.Select:
    """A select of columns, each under a name of its own: those of two tables may be the same."""
    fields = [*first, *(field(column, source) for source, column in columns)]
    return exp.select(*(exp.alias_(it, f"c{number}") for number, it in enumerate(fields, 1)))


def _joined(script: Script, subject: RelationshipSubject, select: exp.Select) -> exp.Select:
    kind, far = script.kind, subject.far.type
    right = key_of(subject.right.column, kind, far, _RIGHT)
    if subject.words:
        pairs = values_of(script, subject.words, far)
        return _join(select.from_(f"{pairs} AS {_LEFT}"), subject.right.table, _RIGHT, exp.column("y", _LEFT), right)
    assert subject.left is not None, "a nested relationship has a left entity"
    select = select.from_(_called(subject.left.table, _LEFT))
    junction = subject.junction
    if junction is None:
        left = key_of(subject.left.column, kind, far, _LEFT)
        return _join(select, subject.right.table, _RIGHT, left, right)
    assert subject.near is not None, "it comes with the junction"
    near = subject.near.type
    ends = (key_of(subject.left.column, kind, near, _LEFT), key_of(junction.left, kind, near, _BETWEEN))
    select = _join(select, junction.key.table, _BETWEEN, *ends)
    return _join(select, subject.right.table, _RIGHT, key_of(junction.right, kind, far, _BETWEEN), right)


def _join(select: exp.Select, to: Table, source: str, left: exp.Expression, right: exp.Expression) -> exp.Select:
    return select.join(_called(to, source), on=exp.EQ(this=left, expression=right), join_type="inner")


def _called(source: Table, name: str) -> exp.Table:
    named = table(source.path)
    named.set("alias", exp.TableAlias(this=exp.to_identifier(name)))
    return named
