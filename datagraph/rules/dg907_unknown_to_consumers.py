"""DG907: the file of consumers names what is not in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog import table_path
from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.diagnostics.suggestion import closest
from datagraph.model import unquoted
from datagraph.rules.words import quoted
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from datagraph.catalog import Catalog
    from datagraph.consumers import Consumer, Use
    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph

RULE = RuleDescription(
    code="DG907",
    name="unknown-to-consumers",
    severity=Severity.ERROR,
    summary="A consumer is said to use an entity, a relationship, a column or a trait that is not there.",
    why="A change of what it really uses is then said to hit nobody.",
    fact="Consumers use entities and relationships by their slugs, which never change, and columns of their tables.",
    bad="""\
version: 1
consumers:
  - name: Big spenders
    kind: audience
    entities: [carts]
""",
    good="""\
version: 1
consumers:
  - name: Big spenders
    kind: audience
    entities: [cart]
""",
    fixable=True,
)


def unknown_names(consumers: Iterable[Consumer], graph: Graph, catalog: Catalog | None) -> Iterator[Diagnostic]:
    """Look for names in the file of consumers that neither the graph nor the catalog of its warehouse has.

    Columns are looked for where the catalog knows the table; traits where the graph joins by any.
    """
    relationships = {it.slug for it in graph.relationships}
    for consumer in consumers:
        for use in consumer.uses:
            if use.kind == "entity":
                yield from _unknown(use, "entity", graph.entities, relationships)
            elif use.kind == "relationship":
                yield from _unknown(use, "relationship", relationships, graph.entities)
            elif use.kind == "column":
                columns = _columns(graph, use.owner, catalog)
                yield from _unknown(use, f"column of {quoted(use.owner)}", columns) if columns else ()


def _unknown(use: Use, noun: str, known: Collection[str], others: Collection[str] = ()) -> Iterator[Diagnostic]:
    if use.name in known:
        return
    if use.name in others:
        other = "relationship" if noun == "entity" else "entity"
        help_ = f"it is the slug of {'a relationship' if other == 'relationship' else 'an entity'}: list it there"
        yield RULE.at(use.span, f"no {noun} named {quoted(use.name)}", help=(help_,))
        return
    near = closest(use.name, known)
    if near is None:
        yield RULE.at(use.span, f"no {noun} named {quoted(use.name)}", help=("take it out, or correct it",))
        return
    fix = Fix(f"Change to `{near.word}`", (TextEdit(use.span, near.word),), Applicability.UNSAFE)
    yield RULE.at(use.span, f"no {noun} named {quoted(use.name)}", f"did you mean {quoted(near.word)}?", fixes=(fix,))


def _columns(graph: Graph, slug: str, catalog: Catalog | None) -> list[str]:
    entity = graph.entities.get(slug)
    path = table_path(entity.table_ref, catalog.database, catalog.schema) if entity and catalog else None
    table = catalog.table(path) if catalog and path else None
    return [unquoted(it.name) for it in table.columns] if table else []
