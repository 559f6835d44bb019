"""DG203: a slug is declared a second time."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, Label, RuleDescription, Severity
from datagraph.language import SLUG_PATTERN
from datagraph.model import Entity, Relationship
from datagraph.rules.words import quoted
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Node
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG203",
    name="duplicate-slug",
    severity=Severity.ERROR,
    summary="Two entities or relationships have one slug.",
    why=(
        "A consumer refers to an entity or a relationship by its slug, so Segment refuses a graph in which a slug "
        "means two things."
    ),
    fact="Slugs are unique across the graph; entities and relationships share them.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "store-entity" {
    name               = "Store"
    table_ref          = "PROD.SHOP.STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "store-entity" {
    name               = "Web store"
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
    fixable=True,
)


_LONGEST_GAP = 1_000


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Report each further declaration; a relationship that stands in a copy of another is no mistake of its own."""
    graph = ctx.graph
    if len(graph.unique_slugs) == len(graph.slugs):
        return
    copied: set[int] = set()
    for nodes in graph.declarations.values():
        first = nodes[0]
        for node in nodes[1:]:
            copied.add(id(node))
            if not (isinstance(node, Relationship) and _is_in_copy(ctx, node, first, copied)):
                yield _duplicate(ctx, node, first)


def _lost_slug(ctx: Context, node: Node) -> str:
    """The one slug that relationships use and nobody declares: what the entity may be named, if it is one."""
    graph = ctx.graph
    if not isinstance(node, Entity) or len(graph.model.entities) != len(graph.entities) + 1:
        return ""
    lost = [
        slug for slug in islice(graph.uses.keys() - graph.entities.keys(), 2) if slug and not graph.entity_slug(slug)
    ]
    if len(lost) != 1 or not re.fullmatch(SLUG_PATTERN, lost[0]):
        return ""
    # A near miss of another entity means that one.
    return "" if graph.near_entities.closest(lost[0]) else lost[0]


def _is_in_copy(ctx: Context, node: Relationship, first: Node, copied: set[int]) -> bool:
    """Whether what stands around a relationship is the copy, and reported: another relationship, or a profile."""
    if node.parent is None:
        profile = ctx.graph.model.profile
        return profile is not None and not _is_inside(node, profile)
    around = first.parent if isinstance(first, Relationship) else None
    return id(node.parent) in copied and around is not None and around.slug == node.parent.slug


def _is_inside(node: Node, other: Node) -> bool:
    start, end = other.syntax.span
    return start <= node.header_span.start < end


def _duplicate(ctx: Context, node: Node, first: Node) -> Diagnostic:
    kinds = {type(node).__name__.lower(), type(first).__name__.lower()}
    label = f"one slug, one {kinds.pop()}" if len(kinds) == 1 else "entities and relationships share their slugs"
    fixes: tuple[Fix, ...] = ()
    if not _has_relationships(node) and not _has_relationships(first) and node == first:
        fixes = (Fix("delete this copy", (TextEdit(_with_gap(ctx.text, node.syntax.span), ""),)),)
    elif node.label and node.label.text == node.slug:
        lost = _lost_slug(ctx, node)
        if lost:
            edits = (TextEdit(node.name_span, lost),)
            title = f"change to {quoted(lost)}, which is used and not declared"
            fixes = (Fix(title, edits, Applicability.UNSAFE),)
    return RULE.at(
        node.name_span,
        f"the slug {quoted(node.slug)} is taken",
        label,
        labels=(Label(first.name_span, "first declared here"),),
        help=() if fixes else ("give one of them a slug of its own",),
        fixes=fixes,
    )


def _has_relationships(node: Node) -> bool:
    return isinstance(node, Relationship) and bool(node.relationships)


def _with_gap(text: str, span: Span) -> Span:
    """The range of a block and of the white space before it, so that its deletion leaves no gap."""
    start = max(span.start - _LONGEST_GAP, 0)
    return Span(start + len(text[start : span.start].rstrip()), span.end)
