"""What a survey would do: its SQL, and what that would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sqlglot

from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.proof.survey import Question, Survey
    from datagraph.warehouse.errors import WarehouseError
    from datagraph.warehouse.pool import Pool
    from datagraph.warehouse.protocol import Estimate, Warehouse


class Step(NamedTuple):
    """A query that would run, laid out for people; its cost, or why the warehouse would not run it."""

    question: Question
    sql: str
    cost: Estimate | WarehouseError


def plan(survey: Survey, pool: Pool, kind: str) -> Iterator[Step]:
    """The queries in their order; the warehouse checks each, and runs none."""
    costs = dict(pool.run_all([_task(it) for it in survey.questions]))
    for number, question in enumerate(survey.questions):
        yield Step(question, laid_out(question.query.sql, kind), costs[number])


def laid_out(sql: str, kind: str) -> str:
    """The same SQL on many lines."""
    dialect = KINDS[kind].dialect
    return sqlglot.transpile(sql, read=dialect, write=dialect, pretty=True)[0]


def _task(question: Question) -> Callable[[Warehouse], Estimate]:
    return lambda warehouse: warehouse.dry_run(*question.query)
