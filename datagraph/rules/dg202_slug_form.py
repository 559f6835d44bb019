"""DG202: a slug has uppercase letters or other characters that slugs do not have."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.model import unquoted
from datagraph.rules.words import quoted
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.model import Node
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG202",
    name="slug-form",
    severity=Severity.ERROR,
    summary="A slug has uppercase letters, spaces or other characters that slugs do not have.",
    why=(
        "Segment refuses the graph. Once saved, a slug cannot change without breaking those who use it, so it is "
        "worth getting right at first."
    ),
    fact="The slugs of entities and relationships are lowercase letters, digits, dashes and underscores.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "Carts" {
      name           = "Carts"
      related_entity = "cart-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "carts" {
      name           = "Carts"
      related_entity = "cart-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }
    }
  }
}
""",
    fixable=True,
)


_FOREIGN = r"[^A-Za-z0-9_-]+"


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Report every declaration of an odd slug; a fix changes it everywhere, if the better slug is free."""
    graph = ctx.graph
    odd = graph.odd_slugs
    if not odd:
        return
    targets = Counter(odd.values())
    mentions = _mentions(graph, odd)
    for slug, mended in odd.items():
        nodes = graph.declarations[slug]
        is_free = mended and mended not in graph.declarations and targets[mended] == 1 and len(nodes) == 1
        for node in nodes if slug.strip() else ():
            yield _odd(node, mended if is_free else "", mentions.get(slug, []))


def _odd(node: Node, mended: str, mentions: list[Span]) -> Diagnostic:
    label = node.label
    span, slug = node.name_span, node.slug
    foreign = re.search(_FOREIGN, slug)
    message = f"uppercase letters in the slug {quoted(slug)}"
    if foreign:
        message = f"{_name(foreign.group())} in the slug {quoted(slug)}"
    fixes: tuple[Fix, ...] = ()
    if label and label.text == slug:
        span = label.part(*foreign.span()) if foreign else span
        if mended:
            # Letter case and spaces around it change no word; what else it should be is a guess.
            sure = mended == slug.strip().lower()
            places = sorted({label.inner_span, *mentions})
            everywhere = " everywhere" if len(places) > 1 else ""
            edits = tuple(TextEdit(place, mended) for place in places)
            applicability = Applicability.SAFE if sure else Applicability.UNSAFE
            fixes = (Fix(f"change to `{mended}`{everywhere}", edits, applicability),)
    return RULE.at(span, message, "a slug is made of lowercase letters, digits, `-` and `_`", fixes=fixes)


def _name(character: str) -> str:
    first = character[0]
    return "a space" if first == " " else "white space" if first.isspace() else quoted(first)


def _mentions(graph: Graph, odd: Mapping[str, str]) -> dict[str, list[Span]]:
    """Where relationships and joins use the odd slugs of entities."""
    mentions: dict[str, list[Span]] = {}
    if graph.entities.keys().isdisjoint(odd):
        return mentions
    from datagraph.graph.mentions import place_of, sides_of

    for relationship in graph.relationships:
        if relationship.related_entity in odd and relationship.string("related_entity"):
            mentions.setdefault(relationship.related_entity, []).append(graph.reference_span(relationship))
        for node, attribute, side in sides_of(relationship):
            slug = unquoted(side.entity)
            place = place_of(node, attribute, side) if slug in odd and not _is_table(graph, slug) else None
            if place:
                mentions.setdefault(slug, []).append(place)
    return mentions


def _is_table(graph: Graph, slug: str) -> bool:
    """Whether a join may mean a table by the slug, as the beta's language does."""
    return graph.has_legacy_style and slug in graph.entities_of_table(slug)
