"""Whole blocks to put into a graph, with what is known of them filled in."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.completion.catalog_index import whole_name
from datagraph.ide.completion.columns import written_name
from datagraph.ide.completion.dotted import about, new_tables
from datagraph.ide.completion.entities import few_entities, neighbours
from datagraph.ide.completion.join_ends import JoinEnds, ends_of, entity_end
from datagraph.ide.completion.snippet import LABEL, Snippet
from datagraph.ide.completion.surroundings import text_in
from datagraph.language import BLOCKS, COMMON_EXTERNAL_ID_TYPES, CURRENT_VERSION, KNOWN_EXTERNAL_ID_TYPES, MAXIMUM_DEPTH
from datagraph.syntax import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog import Table
    from datagraph.ide.completion.snippet import Words
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.view import View

_MOST_TABLES = 200
_MOST_CONNECTED = 50
_LONGEST_DESCRIPTION = 200


class NewBlock(NamedTuple):
    """A block as the lines of a snippet, and what it is called where it is chosen."""

    label: str
    lines: list[str]
    detail: str
    topic: tuple[str, ...]


def entities(around: Surroundings) -> Iterator[NewBlock]:
    """An entity to fill in, and one for each table of the catalog that may become one."""
    row, version = BLOCKS["entity"], around.version
    yield NewBlock("entity", Snippet().template(row, "data_graph", version, {}), "a table", ("block", "entity"))
    for table in islice(new_tables(around.view), _MOST_TABLES):
        lines = Snippet().template(row, "data_graph", version, entity_words(around.view, table))
        yield NewBlock(f"entity from {whole_name(table.path)}", lines, about(table), ("table", *table.path))


def graphs(around: Surroundings) -> Iterator[NewBlock]:
    """A graph that holds nothing yet, and one with an entity and a profile to fill in."""
    row, topic = BLOCKS["data_graph"], ("block", "data_graph")
    snippet = Snippet()
    top = snippet.template(row, "", CURRENT_VERSION, {})
    yield NewBlock("data_graph", [*top[:-1], "", f"  {snippet.stop()}", top[-1]], "a graph to begin", topic)
    snippet = Snippet()
    top = snippet.template(row, "", CURRENT_VERSION, {})
    slug = "entity-slug"
    entity = snippet.template(BLOCKS["entity"], "data_graph", CURRENT_VERSION, {LABEL: (slug,)})
    outer = snippet.template(BLOCKS["profile"], "data_graph", CURRENT_VERSION, {})
    inner = with_block(snippet, around, CURRENT_VERSION, "profile", "external_id", {"related_entity": (slug,)})
    body = ["", *entity, "", *outer[:-1], "", *(f"  {line}" if line else "" for line in inner), outer[-1]]
    lines = [*top[:-1], *(f"  {line}" if line else "" for line in body), top[-1]]
    yield NewBlock("data_graph with entity and profile", lines, "a whole graph to fill in", topic)


def profiles(around: Surroundings) -> Iterator[NewBlock]:
    """A profile to fill in."""
    lines = Snippet().template(BLOCKS["profile"], "data_graph", around.version, {})
    yield NewBlock("profile", lines, "where relationships begin", ("block", "profile"))


def joining(around: Surroundings, kind: str) -> Iterator[NewBlock]:
    """A block that joins the relationship around it."""
    lines = Snippet().template(BLOCKS[kind], "relationship", around.version, joining_words(around, kind))
    yield NewBlock(kind, lines, _MEANINGS[kind], ("block", kind))


def relationships(around: Surroundings) -> Iterator[NewBlock]:
    """A relationship for each way to join it, and a complete one for each entity that a key connects with this one."""
    row = BLOCKS["relationship"]
    depth = len(around.relationships)
    if depth + 2 > MAXIMUM_DEPTH:
        return
    parent = "relationship" if depth else "profile"
    here = around.leads_to()
    words: dict[str, tuple[str, ...]] = {"related_entity": few_entities(around.view, here)}
    choice = row.choice_in(parent)
    for name in choice.names if choice else ():
        snippet = Snippet()
        attribute = row.attribute(name)
        if attribute:
            words_here = {**words, name: (attribute.placeholder,)}
            lines = snippet.template(row, parent, around.version, words_here)
        else:
            lines = with_block(snippet, around, around.version, parent, name, words)
        yield NewBlock(f"relationship with {name}", lines, _MEANINGS[name], ("block", "relationship"))
    if depth:
        yield from _connected(around, here)


def _connected(around: Surroundings, here: str) -> Iterator[NewBlock]:
    """Relationships to the entities whose tables a declared key connects with this one's."""
    view = around.view
    # Nor does a path lead to one entity twice.
    there = {text_in(it, "related_entity") for it in (*around.elements, *around.relationships) if isinstance(it, Block)}
    for slug in islice((it for it in neighbours(view, here) if it not in there), _MOST_CONNECTED):
        join = next(iter(JoinEnds(entity_end(view, here), entity_end(view, slug)).suggested()), None)
        if join and not join.snippet:
            words = {**relationship_words(view, here, slug), "related_entity": (slug,), "join_on": (join.text,)}
            lines = Snippet().template(BLOCKS["relationship"], "relationship", around.version, words)
            yield NewBlock(f"relationship to {slug}", lines, join.text, ("entity", slug))


def relationship_words(view: View, parent: str, slug: str) -> dict[str, tuple[str, ...]]:
    """What to call a relationship from a parent's entity, or the profile, to another entity."""
    from datagraph.scaffold.names import title

    front, child = parent.removesuffix("-entity") or "user", slug.removesuffix("-entity")
    entity = view.graph.entities.get(slug)
    name = entity.name if entity and entity.name else title(child)
    return {LABEL: (new_slug(view, front, child),), "name": (name or "Name",)}


_MEANINGS = {
    "external_id": "from the profile, by an identifier",
    "trait": "from the profile, by a trait",
    "join_on": "1:many, by columns",
    "junction_table": "many:many, through a table of pairs",
}


def with_block(snippet: Snippet, around: Surroundings, version: str, parent: str, kind: str, words: Words) -> list[str]:
    """The lines of a relationship that joins by a block in it."""
    outer = snippet.template(BLOCKS["relationship"], parent, version, words)
    known = {"type": external_id_types(around.view)} if kind == "external_id" else {}
    inner = snippet.template(BLOCKS[kind], "relationship", version, known)
    return [*outer[:-1], "", *(f"  {line}" for line in inner), outer[-1]]


def joining_words(around: Surroundings, kind: str) -> Words:
    """What is known for a block that joins the innermost relationship."""
    if kind == "external_id":
        return {"type": external_id_types(around.view)}
    forms = {it.name: it.form for it in BLOCKS[kind].attributes if it.form in ("left join", "right join")}
    found = {
        name: tuple(it.text for it in ends_of(around, form).suggested() if it.text) for name, form in forms.items()
    }
    return {name: texts for name, texts in found.items() if texts}


def external_id_types(view: View) -> tuple[str, ...]:
    """The types of external ids, those that the file has first."""
    used = (it.external_id.type for it in view.graph.relationships if it.external_id)
    return tuple(dict.fromkeys(it for it in (*used, *KNOWN_EXTERNAL_ID_TYPES, *COMMON_EXTERNAL_ID_TYPES) if it))


def entity_words(view: View, table: Table) -> dict[str, tuple[str, ...]]:
    """What to fill in for the entity of a table."""
    from datagraph.scaffold.keys import declared_key, likely_keys
    from datagraph.scaffold.names import title

    keys = [declared_key(table)] if declared_key(table) else likely_keys(table)
    words: dict[str, tuple[str, ...]] = {
        LABEL: (new_slug(view, table.path.name, is_entity=True),),
        "name": (title(table.path.name) or "Name",),
        "table_ref": (whole_name(table.path),),
    }
    if keys:
        words["primary_key"] = tuple(map(written_name, keys))
    if table.comment:
        words["description"] = (" ".join(table.comment.split())[:_LONGEST_DESCRIPTION],)
    return words


def new_slug(view: View, *names: str, is_entity: bool = False) -> str:
    """A slug made of names that nothing in the file has; of an entity with the ending that all others have."""
    from datagraph.scaffold.writable import Slugs

    graph = view.graph
    slug = Slugs().new(*names)
    if is_entity and graph.entities and all(it.endswith("-entity") for it in graph.entities):
        slug = f"{slug.removesuffix('-entity')}-entity"
    taken, number, found = graph.declarations, 2, slug
    while found in taken:
        found = f"{slug}-{number}"
        number += 1
    return found
