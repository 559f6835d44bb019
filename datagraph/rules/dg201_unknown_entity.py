"""DG201: a relationship leads to an entity that nobody declares."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, Label, RuleDescription, Severity
from datagraph.language import SLUG_PATTERN
from datagraph.model import Relationship, unquoted
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.model import Entity
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG201",
    name="unknown-entity",
    severity=Severity.ERROR,
    summary="A `related_entity` names an entity that the graph does not declare.",
    why=(
        "Segment resolves a relationship through the slug of its entity. With a slug that no `entity` block has, the "
        "graph cannot be saved."
    ),
    fact="`related_entity` is the slug of an entity of the same graph, declared before or after the profile.",
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

    relationship "user-carts" {
      name           = "Carts"
      related_entity = "carts-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }
    }

    relationship "user-gifts" {
      name           = "Carts as gifts"
      related_entity = "cart-entity"

      external_id {
        type     = "email"
        join_key = "RECIPIENT"
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

    relationship "user-carts" {
      name           = "Carts"
      related_entity = "cart-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }
    }

    relationship "user-gifts" {
      name           = "Carts as gifts"
      related_entity = "cart-entity"

      external_id {
        type     = "email"
        join_key = "RECIPIENT"
      }
    }
  }
}
""",
    fixable=True,
)


_MOST_LISTED = 5


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look up every `related_entity`; where an entity's own slug is unreadable, any unknown one may mean it."""
    graph = ctx.graph
    if graph.destinations <= graph.entities.keys() or graph.has_nameless_entities:
        return
    mentions = _mentions(graph)
    unnamed = _unnamed(graph)
    for slug, relationships in graph.uses.items():
        # An entity whose slug is not of the form of slugs is meant by the slug that it should have.
        if slug and not graph.entity_slug(slug):
            meant, sure = _meant(graph, slug)
            if sure and _is_misdeclared(graph, slug, meant, mentions):
                yield _misdeclared(graph, graph.entities[meant], relationships[0], mentions[slug])
                # One declaration can be meant only once.
                mentions[meant] += 1
                continue
            if unnamed and not sure:
                unnamed -= 1
                continue
            # Where nothing else uses the declared slug, it may just as well be the slip; unless only it can be a slug.
            sure = sure and (mentions[meant] > 0 or re.fullmatch(SLUG_PATTERN, slug) is None)
            for relationship in relationships:
                yield _unknown(graph, relationship, meant, sure)


def _unnamed(graph: Graph) -> int:
    """How many entities have taken the slug of another by mistake, so that their own is not known."""
    if len(graph.entities) == len(graph.model.entities):
        return 0
    return sum(graph.entities[it.slug].own_facts() != it.own_facts() for it in graph.model.entities)


def _mentions(graph: Graph) -> Counter[str]:
    """How often relationships and joins use each word for an entity."""
    from datagraph.graph.mentions import sides_of

    mentions = Counter({slug: len(relationships) for slug, relationships in graph.uses.items()})
    for relationship in graph.relationships:
        mentions.update(unquoted(side.entity) for _, _, side in sides_of(relationship))
    return mentions


def _meant(graph: Graph, slug: str) -> tuple[str, bool]:
    """The entity that was likely meant, or "", and whether that is sure."""
    near = graph.near_entities.closest(slug)
    if near:
        return near
    tables = graph.entities_of_table(slug)
    if len(tables) == 1:
        # The last part of a table's name may be chance; all of it is not.
        return next(iter(tables)), slug.count(".") > 1
    other = next((it for it in graph.declarations.get(slug, ()) if isinstance(it, Relationship)), None)
    leads_to = other.related_entity if other else ""
    return (leads_to, False) if leads_to in graph.entities else ("", False)


def _is_misdeclared(graph: Graph, slug: str, meant: str, mentions: Counter[str]) -> bool:
    """Whether several places use a slug that is free, and none the one that is declared."""
    is_free = slug not in graph.declarations and re.fullmatch(SLUG_PATTERN, slug) is not None
    return is_free and mentions[slug] > 1 and not mentions[meant]


def _misdeclared(graph: Graph, entity: Entity, relationship: Relationship, count: int) -> Diagnostic:
    """An entity whose slug nobody uses, where all use one that is nearly the same: the declaration is the slip."""
    slug = quoted(relationship.related_entity)
    fixes: tuple[Fix, ...] = ()
    if entity.label and entity.label.text == entity.slug:
        edits = (TextEdit(entity.name_span, relationship.related_entity),)
        fixes = (Fix(f"change to {slug}", edits),)
    return RULE.at(
        entity.name_span,
        f"no entity named {slug}, but one named {quoted(entity.slug)}",
        f"used nowhere, while {count} places use {slug}",
        labels=(Label(graph.reference_span(relationship), "the first of them"),),
        fixes=fixes,
    )


def _unknown(graph: Graph, relationship: Relationship, meant: str, sure: bool) -> Diagnostic:
    span, slug = graph.reference_span(relationship), relationship.related_entity
    message = f"no entity named {quoted(slug)}"
    if not meant:
        known = ", ".join(quoted(it) for it in islice(graph.entities, _MOST_LISTED))
        advice = f"declare it, or use one that is: {known}" if known else "declare it with an `entity` block"
        return RULE.at(span, message, "not declared in this graph", help=(advice,))
    fixes: tuple[Fix, ...] = ()
    if relationship.string("related_entity"):
        from datagraph.graph.mentions import place_of, sides_of

        sides = [(place_of(node, name, it), unquoted(it.entity)) for node, name, it in sides_of(relationship)]
        # The joins that follow the slip go with it, or they would contradict the relationship then.
        places = [span, *(place for place, word in sides if place and word == slug)]
        edits = tuple(TextEdit(place, encode(meant)[1:-1]) for place in places)
        title = f"change to {quoted(meant)}" + (", also in the joins" if len(edits) > 1 else "")
        sure = sure and not any(_is_other(graph, word, meant) for _, word in sides)
        fixes = (Fix(title, edits, Applicability.SAFE if sure else Applicability.UNSAFE),)
    return RULE.at(
        span,
        message,
        "not declared in this graph",
        labels=(Label(graph.entities[meant].name_span, f"did you mean {quoted(meant)}, declared here?"),),
        fixes=fixes,
    )


def _is_other(graph: Graph, word: str, meant: str) -> bool:
    """Whether a join calls its entity by what means another one: by its slug, or by its table."""
    tables = graph.entities_of_table(word)
    return graph.entity_slug(word) not in ("", meant) or bool(tables and meant not in tables)
