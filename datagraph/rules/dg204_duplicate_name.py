"""DG204: two things that people choose from have one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.graph.looking import look_at, relationships_in
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Entity, Relationship
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG204",
    name="duplicate-name",
    severity=Severity.WARNING,
    summary="Two entities, or two relationships at one place, have the same name.",
    why=(
        "Names are what marketers see in Linked Audiences and Linked Events. With one name twice in a list, nobody "
        "can tell which one to choose."
    ),
    fact="Names are labels shown to people; they can change at any time, and nothing requires them to be unique.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "store-entity" {
    name               = "Store"
    table_ref          = "PROD.SHOP.STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "web-store-entity" {
    name               = "Store"
    table_ref          = "PROD.SHOP.WEB_STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "store-entity" {
    name               = "Store"
    table_ref          = "PROD.SHOP.STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "web-store-entity" {
    name               = "Web store"
    table_ref          = "PROD.SHOP.WEB_STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
)


_MANY = 20


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Compare the names of all entities, and those of the relationships at each place, in any case."""
    model = ctx.graph.model
    if _has_equal_names(model.entities):
        yield from _among(model.entities, "entity")
    trees = ctx.graph.trees
    if _has_equal_names(trees):
        yield from _among(trees, "relationship beside it")
    for siblings in look_at(trees, _places_with_equal_names):
        yield from _among(siblings, "relationship beside it")


def _places_with_equal_names(trees: Sequence[Relationship]) -> list[list[Relationship]]:
    places = [it.relationships for it in relationships_in(trees) if len(it.relationships) > 1]
    return [siblings for siblings in places if _has_equal_names(siblings)]


def _has_equal_names(nodes: Sequence[Entity | Relationship]) -> bool:
    names = [node.name for node in nodes]
    # Folding all of many at once takes a fifth of the time of folding each; a name may hold a line end itself.
    folded = "\n".join(names).casefold().split("\n") if len(names) > _MANY else [name.casefold() for name in names]
    return not len(set(folded)) == len(names) == len(folded)


def _among(nodes: Sequence[Entity | Relationship], kind: str) -> Iterator[Diagnostic]:
    firsts: dict[str, Entity | Relationship] = {}
    places: dict[str, Span] = {}
    for node in nodes:
        name = node.name.casefold()
        first = firsts.setdefault(name, node)
        # With one slug too it is a copy, and that is the mistake.
        if not name or first is node or first.slug == node.slug:
            continue
        if name not in places:
            places[name] = first.value_span("name")
        yield RULE.at(
            node.value_span("name"),
            f"another {kind} is named {quoted(node.name)}",
            "people cannot tell the two apart",
            labels=(Label(places[name], f"{quoted(first.slug)} has the name already"),),
        )
