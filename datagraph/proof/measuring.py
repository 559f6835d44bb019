"""Asks the warehouse all questions about a graph, several at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.catalog.measurements import Failure, Measurements
from datagraph.proof.script import Answers
from datagraph.proof.survey import survey
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph.catalog import Catalog
    from datagraph.graph import Graph
    from datagraph.proof.survey import Question, Survey
    from datagraph.warehouse.pool import Pool
    from datagraph.warehouse.protocol import Rows, Warehouse


_OF_ALL = ("host", "credentials", "compute", "cancelled")


def measure(graph: Graph, catalog: Catalog, pool: Pool, *, sample: int | None = None) -> Measurements:
    """Count all that can be counted for a graph in the tables that its catalog names."""
    return ask(survey(graph, catalog, sample=sample), pool)


def ask(asked: Survey, pool: Pool, done: Callable[[], None] = lambda: None) -> Measurements:
    """Run the queries of a survey; one that fails is written down, and the others go on. `done` is called after each.

    What fails all of them alike, such as expired credentials, is raised.
    """
    answers: dict[int, Rows] = {}
    failures: dict[int, Failure] = {}
    for number, outcome in pool.run_all([_task(it) for it in asked.questions]):
        if not isinstance(outcome, WarehouseError):
            answers[number] = outcome
        elif outcome.trouble in _OF_ALL:
            raise outcome
        else:
            failures[number] = Failure(outcome.trouble, outcome.message, outcome.help, outcome.detail)
        done()
    found: dict[str, dict[str, Any]] = {"entity": {}, "relationship": {}, "profile": {}}
    failed: dict[str, Failure] = {}
    # In the order of the questions, whichever was answered first.
    for number, question in enumerate(asked.questions):
        if number in answers:
            found[question.topic][question.slug] = question.read(Answers(answers[number].rows))
        else:
            failed[question.slug] = failures[number]
    profile = found["profile"].get("")
    return Measurements(found["entity"], found["relationship"], profile, failed, asked.skipped, asked.sample)


def _task(question: Question) -> Callable[[Warehouse], Rows]:
    return lambda warehouse: warehouse.run(*question.query)
