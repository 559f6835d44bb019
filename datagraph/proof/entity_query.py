"""The query that counts the keys of one table."""

# ruff: noqa: S608 - names of tables and columns come into the SQL as expressions, and values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from datagraph.catalog.measurements import EntityMeasurement, Marks
from datagraph.proof.marks import deleted_mark, past_mark
from datagraph.proof.script import Answers, Script, key_of, rows_of

if TYPE_CHECKING:
    from datagraph.proof.marks import Mark
    from datagraph.proof.subjects import Place
    from datagraph.warehouse.sql import Query

_IS_REPEATED = "NOT k IS NULL AND kn > 1"


def entity_query(key: Place, kind: str, sample: int | None = None) -> Query:
    """Count the rows of a table and the keys in them, all or of a sample."""
    script = Script(kind)
    add_keys(script, key, "", sample)
    return script.query()


def add_keys(script: Script, key: Place, prefix: str, sample: int | None) -> None:
    """Count the keys of a table as part of a larger query, whose names for it have a prefix."""
    nothing = exp.Literal.number(0)
    past, deleted = past_mark(key.table), deleted_mark(key.table)
    source = script.step(
        f"{prefix}source",
        rows_of(
            key.table,
            k=key_of(key.column, script.kind),
            p=past.flag(script.kind) if past else nothing,
            d=deleted.flag(script.kind) if deleted else nothing,
        ),
    )
    if sample is not None:
        script.answer(f"{prefix}whole", source, ["COUNT(*)", "COUNT(*) - COUNT(k)"])
        source = script.sample(f"{prefix}picked", source, ("k", "p", "d"), sample)
    keyed = script.step(
        f"{prefix}keyed", f"SELECT k, COUNT(*) AS kn, SUM(p) AS kp, SUM(d) AS kd FROM {source} GROUP BY k"
    )
    script.answer(
        f"{prefix}keys",
        keyed,
        [
            "SUM(kn)",
            "SUM(CASE WHEN k IS NULL THEN kn ELSE 0 END)",
            f"SUM(CASE WHEN {_IS_REPEATED} THEN 1 ELSE 0 END)",
            f"SUM(CASE WHEN {_IS_REPEATED} THEN kn ELSE 0 END)",
            "SUM(kp)",
            "SUM(kd)",
            f"SUM(CASE WHEN {_IS_REPEATED} AND kn - kp = 1 THEN 1 ELSE 0 END)",
            f"SUM(CASE WHEN {_IS_REPEATED} AND kn - kd = 1 THEN 1 ELSE 0 END)",
        ],
    )
    script.examples("repeated", keyed, _IS_REPEATED, "kn")


def read_keys(answers: Answers, key: Place, prefix: str = "", sample: int | None = None) -> EntityMeasurement:
    """What the query has found."""
    rows, nulls, repeated, repeats, past, deleted, one_current, one_left = answers.numbers(f"{prefix}keys")[:8]
    examined = rows - nulls
    if sample is not None:
        rows, nulls = answers.numbers(f"{prefix}whole")[:2]
    return EntityMeasurement(
        rows,
        nulls,
        examined,
        repeated,
        repeats,
        answers.examples("repeated"),
        _marks(past_mark(key.table), past, one_current),
        _marks(deleted_mark(key.table), deleted, one_left),
    )


def _marks(mark: Mark | None, rows: int, explained: int) -> Marks | None:
    return Marks(mark.column.name, rows, explained, mark.is_telling) if mark else None
