"""DG502: two entities stand for one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Entity
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG502",
    name="duplicate-table",
    severity=Severity.WARNING,
    summary="Two entities have the same `table_ref`.",
    why=(
        "Most often a block was copied and its table forgotten, so that one of the two shows the rows of the other. "
        "Where it is meant, people who build audiences still see one thing under two names."
    ),
    fact=(
        "An entity is one warehouse table, and any number of relationships may lead to it, so one entity for each "
        "table is enough. The table of a `junction_table` is no second entity: declaring it as an entity as well is "
        "how its columns can be filtered on."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "cart-entity" {
    name               = "Cart"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "cart-entity" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Compare the tables letter by letter, as warehouses do; an entity that is declared twice counts once."""
    tables = [entity.table_ref for entity in ctx.graph.entities.values()]
    joined = "".join(tables)
    if len(set(tables)) == len(tables) and '"' not in joined and "`" not in joined:
        return
    first: dict[str, Entity] = {}
    for entity in ctx.graph.entities.values():
        table = entity.table_ref
        if '"' in table or "`" in table:
            table = _without_quotes(table)
        earlier = first.setdefault(table, entity)
        if earlier is not entity and table:
            yield RULE.at(
                entity.value_span("table_ref"),
                f"entities `{earlier.slug}` and `{entity.slug}` have the same table",
                "used a second time",
                labels=(Label(earlier.value_span("table_ref"), f"the table of `{earlier.slug}`"),),
                help=(f"name another table, or use `{earlier.slug}` in place of `{entity.slug}`",),
            )


def _without_quotes(table: str) -> str:
    """The name with quotes around none of its parts, unless a part needs them for a dot of its own."""
    from datagraph.model import parse_dotted

    parts = parse_dotted(table)
    return ".".join(f"`{it.text}`" if "." in it.text else it.text for it in parts) if parts else table
