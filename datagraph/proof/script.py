"""A query put together of named steps, whose answer is rows of numbers under a heading."""

# ruff: noqa: S608 - names of tables and columns come into the SQL as expressions, and values are bound

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlglot import exp, parse_one

from datagraph.catalog.measurements import Example
from datagraph.warehouse.sql import Values, identifier, table, text_type, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.catalog import Column, Table
    from datagraph.warehouse.sql import Query

MOST_EXAMPLES = 5
# Spaces, tabs and the ends of lines that a file with other ones leaves behind.
_SPACES = "' \t\r\n'"


class Script:
    """Steps (`WITH` tables), and the rows that they answer with; all of it is one query.

    A step is an expression, or SQL as sqlglot reads it without a dialect. Steps and their own columns have names
    without quotes, none that any warehouse reserves. No aggregate bears the name of a column that it reads: Snowflake,
    Redshift and Databricks let a select refer to its own aliases, and would nest the two.

    Every row of the answer has a heading, a word (a key as text, or "") and numbers, filled up with zeros: rows of one
    `UNION ALL` are equally long and typed.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.values = Values()
        self._steps: list[tuple[str, str]] = []
        self._answers: list[tuple[str, str, str, Sequence[str]]] = []

    def step(self, name: str, query: exp.Select | str) -> str:
        """Add a step; its name is given back."""
        self._steps.append((name, self._written(query)))
        return name

    def answer(self, heading: str, source: str, numbers: Sequence[str], word: str = "''") -> None:
        """Answer with the rows of a step: SQL over its columns."""
        self._answers.append((heading, source, word, numbers))

    def examples(self, heading: str, source: str, condition: str, count: str, most: int = MOST_EXAMPLES) -> None:
        """Answer with the keys `k` of a step that fulfil a condition, those on most rows first."""
        chosen = f"SELECT k AS ek, {count} AS en FROM {source} WHERE {condition} ORDER BY {count} DESC, k LIMIT {most}"
        self.answer(heading, self.step(heading, chosen), ["en"], self.text("ek"))

    def query(self) -> Query:
        """The whole query in the dialect of its kind of warehouse."""
        width = max(len(numbers) for *_, numbers in self._answers)
        return self._whole(" UNION ALL ".join(self._written(_row(*it, width)) for it in self._answers))

    def after_steps(self, select: exp.Select) -> Query:
        """A select that reads the steps, in place of the answers."""
        return self._whole(self._written(select))

    def _whole(self, sql: str) -> Query:
        steps = ", ".join(f"{name} AS ({step})" for name, step in self._steps)
        return self.values.placed(f"WITH {steps} {sql}" if steps else sql, self.kind)

    def _written(self, query: exp.Select | str) -> str:
        return _translated(query, self.kind) if isinstance(query, str) else written(query, self.kind)

    def text(self, sql: str) -> str:
        """SQL for a value as text."""
        return f"CAST({sql} AS {text_type(self.kind)})"

    def hashed(self, key: str, *, is_text: bool) -> str:
        """SQL for a text of hexadecimal digits, the same for texts that only white space and case keep apart."""
        text = self.text(key)
        return f"MD5(LOWER({trimmed(text)}))" if is_text else f"MD5({text})"

    def sample(self, name: str, source: str, keys: Sequence[str], rows: int, *, is_text: bool = False) -> str:
        """A step with some rows of another that have a key, the first of `keys`.

        They are always the same, and those of one key are together: the first by the key's hash, which is in `h`, and
        so as good as drawn by lot.
        """
        columns = ", ".join(keys)
        every = (
            f"SELECT {columns}, {self.hashed(keys[0], is_text=is_text)} AS h FROM {source} WHERE NOT {keys[0]} IS NULL"
        )
        return self.step(name, f"SELECT {columns}, h FROM ({every}) AS hashed ORDER BY h, {columns} LIMIT {rows}")


class Answers:
    """What a script's query has given."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows: dict[str, list[tuple[str, list[int]]]] = {}
        for heading, word, *numbers in rows:
            self._rows.setdefault(heading, []).append((word, [int(it or 0) for it in numbers]))

    def numbers(self, heading: str) -> list[int]:
        """The numbers of the one row under a heading."""
        return self._rows[heading][0][1]

    def words(self, heading: str) -> list[tuple[str, int]]:
        """The words under a heading with their first number, which may be none, those with the highest first."""
        found = [(word, numbers[0]) for word, numbers in self._rows.get(heading, ())]
        return sorted(found, key=lambda it: (-it[1], it[0]))

    def examples(self, heading: str) -> tuple[Example, ...]:
        """The keys under a heading."""
        return tuple(Example(*it) for it in self.words(heading))


def rows_of(source: Table, **columns: exp.Expression) -> exp.Select:
    """A select over a table, which is called `t` there: expressions by the names that the steps give them."""
    named = [exp.alias_(expression, name) for name, expression in columns.items()]
    return exp.select(*named).from_(exp.alias_(table(source.path), "t", table=True))


def field(column: Column, source: str = "t") -> exp.Column:
    """A column of the table that is called `t`, or otherwise, in the query."""
    return exp.Column(this=identifier(column.name), table=exp.to_identifier(source))


def key_of(column: Column, kind: str, cast: str = "", source: str = "t") -> exp.Expression:
    """A key of such a table, as it is compared and shown."""
    key = field(column, source)
    if column.type.kind == "binary" and kind == "bigquery":
        # A cast to text fails there on bytes that are no UTF-8.
        return exp.Hex(this=key)
    return exp.cast(key, text_type(kind) if cast == "TEXT" else cast) if cast else key


def trimmed(text: str) -> str:
    """SQL for a text without white space around it."""
    return f"TRIM({text}, {_SPACES})"


def _row(heading: str, source: str, word: str, numbers: Sequence[str], width: int) -> str:
    padded = (*numbers, *["0"] * (width - len(numbers)))
    listed = ", ".join(f"{number} AS n{index}" for index, number in enumerate(padded, 1))
    return f"SELECT '{heading}' AS heading, {word} AS word, {listed} FROM {source}"


@lru_cache(maxsize=1024)
def _translated(sql: str, kind: str) -> str:
    """SQL of our own in a dialect; the same few texts come again for each entity and relationship."""
    parsed = parse_one(sql)
    assert isinstance(parsed, exp.Expression), sql
    return written(parsed, kind)
