"""The warehouse that a rule's example speaks of, made by running its SQL on DuckDB."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from datagraph.cli.rule_examples import example_catalog, example_evidence, example_warehouse
from datagraph.rules import NO_EVIDENCE

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.diagnostics import RuleDescription
    from datagraph.rules import Evidence
    from datagraph.warehouse.protocol import Warehouse


def warehouse_of(tables: str) -> Warehouse:
    """A DuckDB in memory in which statements were run; the databases and schemas that they create in are there."""
    return example_warehouse(tables)


@lru_cache(maxsize=256)
def catalog_of(tables: str, kind: str = "") -> Catalog:
    """The catalog of a warehouse in which statements were run, as if it were of another kind."""
    return example_catalog(tables, kind)


def evidence_of(description: RuleDescription, text: str) -> Evidence:
    """What is known of the warehouse when a rule looks at a text like its examples.

    Only what is counted in the data depends on the text.
    """
    if not (description.tables or description.earlier_graph):
        return NO_EVIDENCE
    return _evidence(description, text if description.code.startswith("DG7") else "")


@lru_cache(maxsize=256)
def _evidence(description: RuleDescription, text: str) -> Evidence:
    return example_evidence(description, text)
