"""DG209: a slug is easily taken for another, or for a word of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.language import BLOCK_NAMES
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.model import Node
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG209",
    name="confusing-slug",
    severity=Severity.WARNING,
    summary="A slug is a word of the language, or differs from another one only in `-` and `_`.",
    why=(
        "Slugs are typed by hand in joins and by consumers. One that looks like another, or like a keyword, gets "
        "mixed up sooner or later, and a slug cannot be changed later without breaking its consumers."
    ),
    fact="Slugs may hold both dashes and underscores, and a changed slug is a deletion and an addition.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "web-store" {
    name               = "Web store"
    table_ref          = "PROD.SHOP.WEB_STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "web_store" {
    name               = "Online store"
    table_ref          = "PROD.SHOP.ONLINE_STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "web-store" {
    name               = "Web store"
    table_ref          = "PROD.SHOP.WEB_STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }

  entity "online-store" {
    name               = "Online store"
    table_ref          = "PROD.SHOP.ONLINE_STORE"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
)


_WORDS = frozenset((*BLOCK_NAMES, "true", "false", "null"))


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Compare all slugs; those that are not of the form of slugs have another mistake to mend first."""
    graph = ctx.graph
    slugs = graph.unique_slugs
    if not slugs.isdisjoint(_WORDS):
        for word in sorted(slugs & _WORDS):
            for node in graph.declarations[word]:
                yield RULE.at(node.name_span, f"`{word}` is a word of the language", "easily mistaken for a keyword")
    joined = "\n".join(slugs)
    # One replacement in all of them takes a fifth of the time of one for each.
    if "_" not in joined or len(set(joined.replace("_", "-").split("\n"))) >= len(slugs):
        return
    firsts: dict[str, Node] = {}
    for slug, nodes in graph.declarations.items():
        first = firsts.setdefault(slug.replace("_", "-"), nodes[0])
        if first.slug != slug and slug not in graph.odd_slugs and first.slug not in graph.odd_slugs:
            yield RULE.at(
                nodes[0].name_span,
                f"the slug {quoted(slug)} looks like {quoted(first.slug)}",
                "they differ only in `-` and `_`",
                labels=(Label(first.name_span, "the other one"),),
            )
