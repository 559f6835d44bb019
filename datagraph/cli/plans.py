"""What `datagraph check --dry-run` shows: the queries, and what they would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.terminal import complain, is_terminal, write
from datagraph.diagnostics.render.visible import visible
from datagraph.proof import plan
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from datagraph.proof import Step, Survey
    from datagraph.warehouse.pool import Pool

_UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")


def write_plan(path: str, survey: Survey, pool: Pool, kind: str) -> int:
    """Write one file's queries as SQL with comments, and their sum to standard error; returns the exit code."""
    total, refused = 0, 0
    write(f"-- {visible(path)}\n")
    for step in plan(survey, pool, kind):
        write(_written(step))
        if isinstance(step.cost, WarehouseError):
            refused += 1
        else:
            total += step.cost.read_bytes or 0
    for slug, reason in survey.skipped.items():
        write(f"\n-- {visible(slug)} is left out: {visible(reason)}\n")
    count = len(survey.questions)
    queries = "1 query" if count == 1 else f"{count} queries"
    reads = f", which would read {size(total)}" if total else ""
    complain(f"{visible(path)}: {queries}{reads}" + (f"; the warehouse refuses {refused}" if refused else ""))
    return 2 if refused else 0


def _written(step: Step) -> str:
    question, cost = step.question, step.cost
    lines = ["", f"-- {question.topic} {visible(question.slug)}".rstrip()]
    if isinstance(cost, WarehouseError):
        said = ": ".join(it for it in (cost.message, cost.detail) if it)
        lines.append(f"-- the warehouse refuses it: {visible(said)}")
    elif cost.read_bytes is not None:
        lines.append(f"-- reads {size(cost.read_bytes)}")
    if question.query.parameters:
        listed = ", ".join(repr(it) for it in question.query.parameters)
        lines.append(f"-- with the values {visible(listed)}")
    # On a terminal a hostile name must do nothing; in a file the SQL has to stay what it is.
    sql = "\n".join(map(visible, step.sql.split("\n"))) if is_terminal() else step.sql
    return "\n".join([*lines, f"{sql};", ""])


def size(count: int) -> str:
    """A number of bytes for people, in powers of 1,000 as the vendors bill."""
    number, unit = float(count), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number:.1f} {_UNITS[unit]}" if unit else f"{count} bytes"
