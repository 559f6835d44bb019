"""Graphs and their scripts, and what the scripts say once they are parsed back."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp

from datagraph.grants import Choices, grants, named_objects, queries
from datagraph.graph import Graph
from datagraph.model import lower
from datagraph.syntax import encode, parse

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.grants import Script

KINDS = ("snowflake", "bigquery", "redshift", "databricks")
EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = {it: "bigquery-retail" if it == "bigquery" else "ecommerce" for it in KINDS}

# sqlglot says that it takes a statement as it is, without a look inside, in a warning.
logging.getLogger("sqlglot").setLevel(logging.ERROR)


def graph_of(text: str) -> Graph:
    return Graph(lower(parse(text))[0])


def graph_text(*tables: str, folder: str = "", profile: str = 'type = "segment:materialized"') -> str:
    """A graph with an entity for each table, and a profile if there is a folder for it."""
    lines = ["data_graph {", '  version = "v1.0.0"']
    for index, table in enumerate(tables):
        lines += [f'  entity "e{index}" {{', f'    name = "E{index}"', f"    table_ref = {encode(table)}"]
        lines += ['    primary_key = "ID"', "    enrichment_enabled = true", "  }"]
    if folder:
        lines += ["  profile {", f"    profile_folder = {encode(folder)}", f"    {profile}", "  }"]
    return "\n".join([*lines, "}", ""])


def script_of(
    text: str,
    kind: str,
    choices: Choices = Choices(),  # noqa: B008 it never changes
    *,
    verify: bool = False,
    catalog: Catalog | None = None,
) -> Script:
    objects, _ = named_objects(graph_of(text), kind)
    return queries(objects, kind, choices) if verify else grants(objects, kind, choices, catalog=catalog)


def parsed(text: str, kind: str) -> list[exp.Expr]:
    """The statements of a whole script, comments and all, as sqlglot reads them."""
    return [it for it in sqlglot.parse(text, dialect=kind) if it is not None]


def granted(text: str, kind: str, privilege: str) -> dict[str, set[tuple[str, ...]]]:
    """By the kind of securable, what a privilege is granted on, as far as sqlglot looks inside."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for grant in parsed(text, kind):
        if isinstance(grant, exp.Grant) and privilege.upper() in [it.name.upper() for it in grant.args["privileges"]]:
            securable = grant.args["securable"]
            found.setdefault(grant.args.get("kind") or "", set()).add(tuple(it.name for it in securable.parts))
    return found
