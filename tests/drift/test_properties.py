"""What holds for any two catalogs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, get_args

from hypothesis import strategies as st

from datagraph.catalog import Catalog, Column, ForeignKey, Schema, Table, TableKind, TablePath, Type, TypeKind
from datagraph.catalog.file import dump, load
from datagraph.engine import analyse
from datagraph.rules import Context, Evidence
from datagraph.rules.drift import Drift
from datagraph.rules.drift.places import find_places
from datagraph.rules.drift.renames import renames
from datagraph.rules.drift.unnamed import unnamed_changes
from datagraph.settings import Settings
from datagraph.warehouse.wanted import Wanted, wanted_again
from tests.cli.calls import environment
from tests.drift.shop import GRAPH
from tests.strategies import often

KINDS = ["snowflake", "bigquery", "redshift", "postgres", "databricks", "duckdb"]
TABLES = ["account", "ACCOUNT", "cart", "user_identifiers", "user_traits", "profile_merges", 'odd "name"\n']
NAMES = ["id", "ID", "email", "account_id", "canonical_segment_id", "value", "type", "segment_id", "name"]
TYPES = st.builds(Type, st.sampled_from(["A", "B"]), st.sampled_from(get_args(TypeKind)))
MAYBE = st.sampled_from([None, True, False])


@st.composite
def tables(draw: st.DrawFn, path: TablePath) -> Table:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    keys = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True).map(tuple)
    reference = st.builds(ForeignKey, keys, st.just(TablePath("shop", "crm", "cart")), st.just(("id",)))
    return Table(
        path,
        draw(st.sampled_from(get_args(TableKind))),
        tuple(Column(it, draw(TYPES), draw(MAYBE), draw(st.sampled_from(["", "c"]))) for it in names),
        draw(st.just(()) | keys),
        tuple(sorted(draw(st.sets(keys, max_size=2)))),
        tuple(sorted(draw(st.sets(reference, max_size=1)))),
        draw(st.sampled_from([None, 7])),
        draw(st.sampled_from(["", "c"])),
    )


@st.composite
def catalogs(draw: st.DrawFn, kind: str = "") -> Catalog:
    schemas = {}
    for name in draw(st.sets(st.sampled_from(["crm", "CRM", "segment"]))):
        if draw(st.integers(0, 4)) == 0:
            schemas["shop", name] = Schema("shop", name, exists=False)
            continue
        there = {it: draw(tables(TablePath("shop", name, it))) for it in draw(st.sets(st.sampled_from(TABLES)))}
        absent = draw(st.sets(st.sampled_from(TABLES))) - there.keys()
        schemas["shop", name] = Schema("shop", name, there, draw(st.booleans()), frozenset(absent))
    spaces = {"shop": tuple(sorted(name for _, name in schemas))} if draw(st.booleans()) else {}
    return Catalog(kind or draw(st.sampled_from(KINDS)), "shop", "", schemas, spaces)


def pairs() -> st.SearchStrategy[tuple[Catalog, Catalog]]:
    return st.sampled_from(KINDS).flatmap(lambda it: st.tuples(catalogs(it), catalogs(it)))


def findings(previous: Catalog, catalog: Catalog) -> list[str]:
    """What is found in the graph and in the catalog file, with every place checked to be in its text."""
    evidence = Evidence(catalog, previous=previous)
    analysis = analyse(GRAPH, Settings(("DG8",)), evidence)
    text = dump(previous)
    named = Drift(Context(GRAPH, analysis.graph, "", evidence)).named
    others = unnamed_changes(text, previous, catalog, named)
    for found, whole in ((analysis.diagnostics, GRAPH), (others, text)):
        for it in found:
            assert all(0 < span.start < span.end <= len(whole) for span in (it.span, *(one.span for one in it.labels)))
    return [f"{it.code} {it.message}" for it in (*analysis.diagnostics, *others)]


def any_two_catalogs_are_compared(both: tuple[Catalog, Catalog]) -> None:
    found = findings(*both)
    assert len(found) == len(set(found)) or all(it.startswith("DG80") for it in found if found.count(it) > 1)


test_any_two_catalogs_are_compared, test_any_two_catalogs_are_compared_often = often(
    any_two_catalogs_are_compared, pairs(), examples=60
)


def nothing_has_changed_between_a_catalog_and_itself(catalog: Catalog) -> None:
    assert findings(catalog, catalog) == []
    saved = load(dump(catalog))
    assert isinstance(saved, Catalog)
    assert findings(saved, catalog) == []


test_nothing_has_changed_between_a_catalog_and_itself, test_nothing_has_changed_between_a_catalog_and_itself_often = (
    often(nothing_has_changed_between_a_catalog_and_itself, catalogs(), examples=60)
)


def with_table(catalog: Catalog, table: Table) -> Catalog:
    place = (table.path.database, table.path.schema)
    schema = catalog.schemas[place]
    changed = schema._replace(tables={**schema.tables, table.path.name: table})
    return catalog._replace(schemas={**catalog.schemas, place: changed})


def order_and_rows_are_no_change(catalog: Catalog, data: st.DataObject) -> None:
    now = catalog
    for table in catalog.tables():
        columns = tuple(data.draw(st.permutations(table.columns)))
        now = with_table(now, table._replace(columns=columns, rows=data.draw(st.sampled_from([None, 1, 10**6]))))
    assert findings(catalog, now) == []


test_order_and_rows_are_no_change, test_order_and_rows_are_no_change_often = often(
    order_and_rows_are_no_change, catalogs(), st.data(), examples=60
)


CHANGES: dict[str, Any] = {
    "kind": lambda it: it._replace(kind="view" if it.kind == "table" else "table"),
    "comment": lambda it: it._replace(comment=f"{it.comment}!"),
    "column": lambda it: it._replace(columns=(*it.columns, Column("new", Type("A", "text")))),
    "no column": lambda it: it._replace(columns=(*it.columns[1:], Column("new", Type("A", "text")))),
    "type": lambda it: it._replace(columns=(_retyped(it.columns[0]), *it.columns[1:])),
    "nullable": lambda it: it._replace(
        columns=(it.columns[0]._replace(nullable=not it.columns[0].nullable), *it.columns[1:])
        if it.columns[0].nullable is not None
        else (it.columns[0]._replace(comment="!"), *it.columns[1:])
    ),
    "column comment": lambda it: it._replace(columns=(it.columns[0]._replace(comment="!"), *it.columns[1:])),
    "primary key": lambda it: it._replace(primary_key=() if it.primary_key else (it.columns[0].name,)),
    "unique keys": lambda it: it._replace(unique_keys=() if it.unique_keys else ((it.columns[0].name,),)),
    "foreign keys": lambda it: it._replace(
        foreign_keys=()
        if it.foreign_keys
        else (ForeignKey((it.columns[0].name,), TablePath("a", "b", "c"), ("d",)),)
    ),
}  # fmt: skip


def _retyped(column: Column) -> Column:
    return column._replace(type=Type(f"{column.type.vendor}2", column.type.kind))


def every_change_of_a_table_is_found(catalog: Catalog, change: str, data: st.DataObject) -> None:
    found = sorted(catalog.tables())
    if found:
        table = data.draw(st.sampled_from(found))
        assert len(findings(catalog, with_table(catalog, CHANGES[change](table)))) >= 1


test_every_change_of_a_table_is_found, test_every_change_of_a_table_is_found_often = often(
    every_change_of_a_table_is_found, catalogs(), st.sampled_from(sorted(CHANGES)), st.data(), examples=60
)


def every_table_that_goes_is_found(catalog: Catalog) -> None:
    for place, schema in catalog.schemas.items():
        for name in schema.tables:
            left = {it: table for it, table in schema.tables.items() if it != name}
            gone = schema._replace(tables=left, absent=schema.absent | {name})
            found = findings(catalog, catalog._replace(schemas={**catalog.schemas, place: gone}))
            # A folder may hold a table in two cases, and one of them will do.
            assert found or name.casefold() in {it.casefold() for it in left}


test_every_table_that_goes_is_found, test_every_table_that_goes_is_found_often = often(
    every_table_that_goes_is_found, catalogs(), examples=60
)


def places_are_found_in_any_layout(catalog: Catalog, indent: Any, is_ascii: bool) -> None:
    text = json.dumps(json.loads(dump(catalog)), indent=indent, ensure_ascii=is_ascii, sort_keys=is_ascii)
    places = find_places(text)
    for schema in catalog.schemas.values():
        span = places.schema((schema.database, schema.name))
        assert json.loads(f'"{span.text_of(text)}"') == schema.name
        for table in schema.tables.values():
            assert json.loads(f'"{places.table(table.path).text_of(text)}"') == table.path.name
    assert len(places.tables) == len(list(catalog.tables()))


test_places_are_found_in_any_layout, test_places_are_found_in_any_layout_often = often(
    places_are_found_in_any_layout, catalogs(), st.sampled_from([None, 1, "\t"]), st.booleans(), examples=60
)


def a_catalog_is_read_again_as_it_was_read(catalog: Catalog) -> None:
    wanted = wanted_again(catalog)
    for place, schema in catalog.schemas.items():
        assert (place in wanted.schemas) == (schema.exists and schema.is_complete)
        if schema.exists and not schema.is_complete:
            names = {it.name for it in wanted.tables if (it.database, it.schema) == place}
            assert names == {*schema.tables, *schema.absent}


test_a_catalog_is_read_again_as_it_was_read, test_a_catalog_is_read_again_as_it_was_read_often = often(
    a_catalog_is_read_again_as_it_was_read, catalogs(), examples=60
)


def test_what_later_versions_may_write_is_passed_over() -> None:
    more = '"tables": [{"name": "T", "tables": [{"name": "U"}]}], "name": "N", "database": "D"'
    text = f'{{"more": {{{more}}}, {more}, "schemas": [{{"more": {{{more}}}, "database": "P", "name": "S"}}]}}'
    places = find_places(text)
    assert (list(places.schemas), list(places.tables)) == ([("P", "S")], [])


def test_a_new_column_stands_for_one_old_column_only() -> None:
    text = Type("TEXT", "text")
    before, now = (
        Table(TablePath("P", "S", "T"), columns=tuple(Column(it, text) for it in names))
        for names in (("email", "id", "e_mails"), ("id", "e_mail"))
    )
    assert renames(before, now) == {"e_mails": "e_mail"}
    assert renames(now, before) == {"e_mail": "e_mails"}


def test_a_new_table_is_news_only_if_the_whole_schema_was_read() -> None:
    new = Table(TablePath("P", "S", "T"))
    before, now = (Catalog("duckdb", schemas={("P", "S"): Schema("P", "S", it)}) for it in ({}, {"T": new}))
    partly = Catalog("duckdb", schemas={("P", "S"): Schema("P", "S", is_complete=False)})
    assert [it.code for it in unnamed_changes(dump(before), before, now, set())] == ["DG815"]
    assert unnamed_changes(dump(partly), partly, now, set()) == []


def test_a_folder_is_read_as_a_folder_again() -> None:
    stored = {it: Table(TablePath("P", "S", it)) for it in ("USER_TRAITS", "USER_IDENTIFIERS", "PROFILE_MERGES")}
    raw = {"id_graph_updates", "external_id_mapping_updates", "profile_traits_updates", "CART"}
    catalog = Catalog("snowflake", schemas={("P", "S"): Schema("P", "S", stored, False, frozenset(raw))})
    assert wanted_again(catalog) == Wanted(frozenset({TablePath("P", "S", "CART")}), folders=frozenset({("P", "S")}))


def test_a_plain_validation_does_not_load_what_only_drift_needs() -> None:
    program = (
        "import sys; from datagraph.catalog import Catalog; from datagraph.engine import analyse;"
        "from datagraph.rules import Evidence;"
        "analyse(sys.argv[1], evidence=Evidence(Catalog('duckdb')));"
        "print([it for it in sys.modules if it.startswith('datagraph.rules.d') and ('dg8' in it or 'drift' in it)])"
    )
    words = [sys.executable, "-c", program, GRAPH]
    done = subprocess.run(words, capture_output=True, env=environment(), timeout=60, check=False, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
