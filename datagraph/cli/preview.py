"""`datagraph preview`: the first rows of an entity or a relationship."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagraph.cli.command import Command, Option
from datagraph.cli.options import CONFIG, OUTPUT, PATHS, WAREHOUSE
from datagraph.cli.output import write_output
from datagraph.cli.subject import SLUG, answer
from datagraph.cli.terminal import complain, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.cli.subject import Found
    from datagraph.proof import RowQuery, Subjects
    from datagraph.warehouse.sql import Query

_ROWS = 10

COMMAND = Command(
    name="preview",
    summary="Show the first rows of an entity, or of a relationship with both sides.",
    details=(
        "Of a relationship directly under the profile, the left side is the profile with the value that it is joined "
        "by. Rows come in whatever order the warehouse has them."
    ),
    examples=(
        ("datagraph preview cart-entity", "show ten rows"),
        ("datagraph preview user-carts -n 3 --format json", "write three joined rows for programs"),
    ),
    exits=(
        (0, "the rows are written, if there are any"),
        (2, "there is no such slug, a file, the configuration or the warehouse cannot be used, or the call is wrong"),
    ),
    arguments=(SLUG, PATHS),
    options=(
        Option("--rows", short="-n", metavar="ROWS", help="How many rows at most; 10 is the default."),
        WAREHOUSE,
        Option(
            "--format",
            allowed=("text", "json", "csv"),
            parameter="output_format",
            help="How to write the rows; text, the default, is for people.",
        ),
        OUTPUT,
        CONFIG,
    ),
)


def run(
    *, slug: str, paths: tuple[str, ...], rows: str, warehouse: str, output_format: str, output: str, config: str
) -> int:
    """Read some rows, and write them; returns the exit code."""
    if rows and not (rows.isdecimal() and int(rows)):
        complain(f"error: `-n {rows}` is no number of rows, such as {_ROWS}")
        return 2
    asked: list[RowQuery] = []

    def query_for(found: Found, subjects: Subjects) -> Query:
        asked.append(_row_query(found, subjects, int(rows or _ROWS)))
        return asked[0].query

    found = answer(slug, paths, config, warehouse, query_for)
    if found is None:
        return 2
    headings, values = asked[0].headings, [[_plain(it) for it in row] for row in found.rows]
    if output_format in ("json", "csv"):
        text = _json(headings, values) if output_format == "json" else _csv(headings, values)
        return 0 if write_output(text, output) else 2
    from datagraph.cli.tables import table_of

    table = table_of(headings, [[None if it is None else str(it) for it in row] for row in values])
    if output:
        return 0 if write_output(table, output) else 2
    write(table)
    if not values:
        complain("there are no rows")
    return 0


def _row_query(found: Found, subjects: Subjects, most: int) -> RowQuery:
    from datagraph.proof import entity_rows, relationship_rows

    slug, graph = found.slug, found.graph
    if slug in subjects.entities:
        return entity_rows(subjects.entities[slug], subjects.kind, most)
    relationship = next(it for it in graph.relationships if it.slug == slug)
    return relationship_rows(
        subjects.relationships[slug],
        subjects.kind,
        most,
        left_name=graph.entity_slug(graph.left_entity(relationship)),
        right_name=graph.entity_slug(relationship.related_entity),
    )


def _plain(value: Any) -> Any:
    """A value as JSON has it: what is neither a number nor a flag becomes a text, bytes in hexadecimal digits."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        # JSON has neither infinities nor NaN.
        return value if value - value == 0 else str(value)
    return bytes(value).hex() if isinstance(value, (bytes, bytearray, memoryview)) else str(value)


def _json(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    import json

    return json.dumps([dict(zip(headings, row, strict=True)) for row in rows], indent=2, ensure_ascii=False) + "\n"


def _csv(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    import csv
    import io

    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([headings, *rows])
    return file.getvalue()
