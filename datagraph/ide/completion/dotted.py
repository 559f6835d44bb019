"""Names of tables and schemas, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.completion.catalog_index import index_of, whole_name
from datagraph.ide.completion.columns import written_name
from datagraph.ide.completion.completion import Completion
from datagraph.model import split_dotted, unquoted
from datagraph.syntax import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from datagraph.catalog import Catalog, Table
    from datagraph.ide.completion.completion import CompletionKind
    from datagraph.ide.completion.slot import Slot
    from datagraph.ide.completion.surroundings import Surroundings
    from datagraph.view import View

_MOST_WHOLE = 300
_LONGEST_DETAIL = 80
_KINDS: tuple[CompletionKind, ...] = ("database", "schema", "table")


class _Name(NamedTuple):
    name: str
    detail: str
    rank: int = 5


def table_references(around: Surroundings, slot: Slot) -> Iterator[Completion]:
    """The names of tables: those of the catalog, without one those that the file has; whole ones at the beginning."""
    yield from _parts(around, slot, 3)
    catalog = around.view.evidence.catalog
    if catalog and "." not in slot.text:
        for number, table in enumerate(new_tables(around.view)):
            if number == _MOST_WHOLE:
                return
            written = whole_name(table.path)
            edit, filter_text = slot.whole(written)
            topic = ("table", *table.path)
            yield Completion(written, "table", edit, False, about(table), f"7{number:05}", filter_text, topic)


def profile_folders(around: Surroundings, slot: Slot) -> Iterator[Completion]:
    """The names of schemas, those first that hold the tables of Profiles Sync."""
    yield from _parts(around, slot, 2)
    catalog = around.view.evidence.catalog
    if catalog and "." not in slot.text:
        folders = [it for it in catalog.schemas.values() if _is_folder(it.tables)]
        for number, schema in enumerate(folders):
            written = f"{written_name(schema.database)}.{written_name(schema.name)}"
            edit, filter_text = slot.whole(written)
            detail = "holds the tables of Profiles Sync"
            topic = ("schema", schema.database, schema.name)
            yield Completion(written, "schema", edit, False, detail, f"0{number:05}", filter_text, topic, number == 0)


def new_tables(view: View) -> Iterator[Table]:
    """The catalog's tables that are no entities yet and may be, those first that share a schema with one."""
    catalog = view.evidence.catalog
    known = {it.table_ref.casefold() for it in view.graph.model.entities}
    schemas = {it.rpartition(".")[0] for it in known}
    waiting: list[Table] = []
    for name, table in index_of(catalog).possible_entities if catalog else ():
        if name in known:
            continue
        if name.rpartition(".")[0] in schemas or not schemas:
            yield table
        else:
            waiting.append(table)
    yield from waiting


def about(table: Table) -> str:
    """A few words on a table: the beginning of its comment, or its kind."""
    return table.comment.strip().partition("\n")[0][:_LONGEST_DETAIL] or table.kind


def _parts(around: Surroundings, slot: Slot, count: int) -> Iterator[Completion]:
    """What can stand in place of the part under the cursor."""
    parts, _ = split_dotted(slot.text)
    index, part = next(it for it in enumerate(parts) if it[1].start <= slot.cursor <= it[1].end)
    outer = tuple(unquoted(decode(f'"{it.text}"')) for it in parts[:index])
    catalog = around.view.evidence.catalog
    if index >= count:
        return
    if catalog and catalog.database and len(parts) < count and around.version == "v0.0.6":
        # The beta's language leaves the database out.
        outer = (catalog.database, *outer)
    # In the beta's language a table's name may be any part.
    is_table = index == 2 or around.version == "v0.0.6"
    names = _of_catalog(catalog, outer) if catalog else _of_file(around.view, outer, is_table, slot.text)
    kind = _KINDS[min(len(outer), 2)]
    for number, it in enumerate(names):
        edit, filter_text = slot.part(part.start, part.end, written_name(it.name))
        topic = (kind, *outer, it.name) if catalog else ()
        yield Completion(it.name, kind, edit, False, it.detail, f"{it.rank}{number:05}", filter_text, topic)


def _of_catalog(catalog: Catalog, outer: tuple[str, ...]) -> Iterable[_Name]:
    """The databases, the schemas in one, or the tables in a schema."""
    if len(outer) == 2:
        schema = catalog.schemas.get((outer[0], outer[1]))
        tables = schema.tables if schema else {}
        return [_Name(name, about(tables[name])) for name in sorted(tables)]
    if not outer:
        databases = sorted({*catalog.namespaces, *(it.database for it in catalog.schemas.values() if it.exists)})
        return [_Name(it, "database", 1 if it == catalog.database else 2) for it in databases]
    found = {it.name: it.tables for it in catalog.schemas.values() if it.database == outer[0] and it.exists}
    names = sorted({*found, *catalog.namespaces.get(outer[0], ())})
    return [_Name(name, _contents(found.get(name)), 2 if name in found else 3) for name in names]


def _contents(tables: Mapping[str, Table] | None) -> str:
    if tables is None:
        return "schema"
    if _is_folder(tables):
        return "holds the tables of Profiles Sync"
    return f"{len(tables)} table{'' if len(tables) == 1 else 's'}"


def _of_file(view: View, outer: tuple[str, ...], is_table: bool, typed: str) -> Iterator[_Name]:
    """The parts that other names in the file have at the same place, the commonest first."""
    model = view.graph.model
    junctions = [it.junction_table for it in view.graph.relationships]
    tables = [it.table_ref for it in model.entities] + [it.table_ref for it in junctions if it]
    written = [_split(it) for it in tables if it != typed]
    # The last part of a table's name is no schema.
    names = written if is_table else [it[:-1] for it in written]
    if model.profile and not is_table and model.profile.profile_folder != typed:
        names.append(_split(model.profile.profile_folder))
    depth = len(outer)
    counts: dict[str, int] = {}
    for it in names:
        if len(it) > depth and tuple(it[:depth]) == outer and it[depth]:
            counts[it[depth]] = counts.get(it[depth], 0) + 1
    for name in sorted(counts, key=lambda it: (-counts[it], it)):
        yield _Name(name, "in this file")


def _split(name: str) -> list[str]:
    """The parts of a name without quotes."""
    return [it.text for it in split_dotted(name)[0]] if '"' in name or "`" in name else name.split(".")


def _is_folder(tables: Mapping[str, Table]) -> bool:
    """Whether a schema holds the tables of Profiles Sync."""
    from datagraph.catalog.profiles import PROFILE_TABLES

    names = {it.casefold() for it in tables}
    return any(names.issuperset(needed) for needed in PROFILE_TABLES.values())
