"""What is told of a completion when an editor's user looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog import TablePath
from datagraph.ide.completion.columns import written_name
from datagraph.ide.documentation import attribute_documentation, block_documentation
from datagraph.ide.hover.graph import entity_card
from datagraph.ide.hover.warehouse import column_card, part_card, table_card
from datagraph.language import block_named
from datagraph.rules import rule_named
from datagraph.view.markdown import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datagraph.view import View


def document(view: View, topic: tuple[str, ...]) -> str:
    """The Markdown on a completion's topic; "" if nothing, or by now nothing more, is known of it."""
    kind, *names = topic or ("",)
    tell = _TOPICS.get((kind, len(names)))
    return tell(view, *names) if tell else ""


def _block(_: View, name: str) -> str:
    row = block_named(name)
    return block_documentation(row) if row else ""


def _attribute(view: View, block: str, name: str) -> str:
    row = block_named(block)
    attribute = row.attribute(name) if row else None
    return attribute_documentation(row, attribute, view.graph.model.version) if row and attribute else ""


def _entity(view: View, slug: str) -> str:
    entity = view.graph.entities.get(slug)
    return entity_card(view, entity) if entity else ""


def _place(view: View, *names: str) -> str:
    """A database, or a schema in one."""
    catalog = view.evidence.catalog
    # The card of a part wants the name of a schema, whichever, to find a database in.
    reference = ".".join(map(written_name, (*names, "x")[:2]))
    return part_card(catalog, reference, len(names) - 1, is_table=False) if catalog else ""


def _table(view: View, *names: str) -> str:
    catalog = view.evidence.catalog
    table = catalog.table(TablePath(*names)) if catalog else None
    return table_card(table) if table else ""


def _column(view: View, *names: str) -> str:
    *table, column = names
    return column_card(view.evidence.catalog, ".".join(map(written_name, table)), column, "")


def _rule(_: View, name: str) -> str:
    rule = rule_named(name)
    if rule is None:
        return ""
    described = rule.description
    return paragraphs(f"**{described.code}** {described.name}", described.summary, described.why)


_TOPICS: Mapping[tuple[str, int], Callable[..., str]] = {
    ("block", 1): _block,
    ("attribute", 2): _attribute,
    ("entity", 1): _entity,
    ("database", 1): _place,
    ("schema", 2): _place,
    ("table", 3): _table,
    ("column", 4): _column,
    ("rule", 1): _rule,
}
