"""`init` on the examples' warehouses: it finds the relationships that the examples' graphs have, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from datagraph.warehouse.connecting import connect
from tests.scaffold.starting import Relationship, relationships, start_of

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("ecommerce", "banking", "bigquery-retail")


def _both(name: str, *, prove: bool, keyless: bool = False) -> tuple[set[Relationship], set[Relationship]]:
    """What the example's graph has, and what was found."""
    warehouse = connect("duckdb", {"setup": [str(EXAMPLES / name / "warehouse.sql")]})
    try:
        found = start_of(warehouse, prove=prove, keyless=keyless).relationships
    finally:
        warehouse.close()
    return relationships((EXAMPLES / name / "graph.dg").read_text(encoding="utf-8")), found


# With proof everything is found, of names alone all but the trait whose values tell it from a user id.
@pytest.mark.parametrize(
    ("prove", "keyless", "precision", "recall"),
    [(True, False, 0.95, 0.9), (True, True, 0.95, 0.9), (False, False, 0.9, 0.9)],
    ids=["proved", "proved without declared keys", "by names"],
)
def test_relationships_of_the_examples_are_found_again(
    prove: bool, keyless: bool, precision: float, recall: float
) -> None:
    pairs = [_both(name, prove=prove, keyless=keyless) for name in NAMES]
    right = sum(len(wanted & found) for wanted, found in pairs)
    assert right >= precision * sum(len(found) for _, found in pairs), [found - wanted for wanted, found in pairs]
    assert right >= recall * sum(len(wanted) for wanted, _ in pairs), [wanted - found for wanted, found in pairs]
