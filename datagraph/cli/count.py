"""`datagraph count`: how many rows an entity has, or a relationship joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.command import Command
from datagraph.cli.options import CONFIG, PATHS, WAREHOUSE
from datagraph.cli.subject import SLUG, answer
from datagraph.cli.terminal import write

if TYPE_CHECKING:
    from datagraph.cli.subject import Found
    from datagraph.proof import Subjects
    from datagraph.warehouse.sql import Query

COMMAND = Command(
    name="count",
    summary="Count the rows of an entity, or those that a relationship joins.",
    details=(
        "It is what Segment's editor calls *Compute count*: the rows that one join returns, from the parent's entity "
        "to the related one, through the junction table if there is one. For a relationship directly under the "
        "profile these are the pairs of a profile and a row, through the profile's tables; relationships further up "
        "do not count. It writes the number alone."
    ),
    examples=(
        ("datagraph count user-carts", "count the rows that a relationship joins"),
        ("datagraph count cart-entity graph.dg --warehouse production", "count the rows of an entity"),
    ),
    exits=(
        (0, "the number is written"),
        (2, "there is no such slug, a file, the configuration or the warehouse cannot be used, or the call is wrong"),
    ),
    arguments=(SLUG, PATHS),
    options=(WAREHOUSE, CONFIG),
)


def run(*, slug: str, paths: tuple[str, ...], warehouse: str, config: str) -> int:
    """Count, and write the number; returns the exit code."""
    rows = answer(slug, paths, config, warehouse, _query)
    if rows is None:
        return 2
    write(f"{int(rows.rows[0][0])}\n")
    return 0


def _query(found: Found, subjects: Subjects) -> Query:
    from datagraph.proof import entity_count, relationship_count

    if found.slug in subjects.entities:
        return entity_count(subjects.entities[found.slug], subjects.kind)
    return relationship_count(subjects.relationships[found.slug], subjects.kind)
