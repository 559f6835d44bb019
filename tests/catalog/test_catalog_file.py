"""The catalog file: nothing is lost on the way there and back, and no text breaks the reader."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datagraph.catalog import Catalog, Column, ForeignKey, Schema, Table, TableKind, TablePath, Type, TypeKind
from datagraph.catalog.file import Refusal, dump, load
from tests.exchange.schema_checks import GONE, accepts, changed, validator

NAMES = st.text(min_size=1, max_size=8)
COLUMNS = st.builds(
    Column,
    NAMES,
    st.builds(Type, st.text(max_size=8), st.sampled_from(get_args(TypeKind))),
    st.sampled_from([None, True, False]),
    st.text(max_size=8),
)


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    database, name = draw(NAMES), draw(NAMES)
    if draw(st.integers(0, 5)) == 0:
        return Schema(database, name, is_complete=False, exists=False)
    tables = {}
    for table in draw(st.sets(NAMES, max_size=3)):
        foreign = st.builds(
            ForeignKey,
            st.tuples(NAMES),
            st.builds(TablePath, NAMES, NAMES, NAMES),
            st.tuples(NAMES),
        )
        tables[table] = Table(
            TablePath(database, name, table),
            draw(st.sampled_from(get_args(TableKind))),
            tuple(draw(st.lists(COLUMNS, max_size=4))),
            draw(st.sampled_from([(), ("ID",), ("A", "B")])),
            draw(st.sampled_from([(), (("A",), ("B", "C"))])),
            tuple(sorted(draw(st.lists(foreign, max_size=2)))),
            draw(st.sampled_from([None, 0, 7, 99, 120, 4500])),
            draw(st.text(max_size=5)),
        )
    return Schema(database, name, tables, draw(st.booleans()), frozenset(draw(st.sets(NAMES, max_size=2))))


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    found = draw(st.lists(schemas(), max_size=3))
    return Catalog(
        draw(st.sampled_from(["duckdb", "snowflake"])),
        draw(st.text(max_size=4)),
        draw(st.text(max_size=4)),
        {(it.database, it.name): it for it in found},
        draw(st.dictionaries(NAMES, st.tuples(NAMES), max_size=2)),
    )


@given(catalogs())
def test_what_is_written_is_read_again(catalog: Catalog) -> None:
    text = dump(catalog)
    assert load(text) == catalog
    assert dump(catalog) == text
    validator("catalog").validate(json.loads(text))


EXAMPLE = Catalog(
    "snowflake",
    schemas={
        ("PROD", "CUST"): Schema(
            "PROD",
            "CUST",
            {
                name: Table(TablePath("PROD", "CUST", name), columns=(Column("ID", Type("NUMBER(38,0)", "integer")),))
                for name in ("CART", "ACCOUNT")
            },
        )
    },
)


def test_a_new_column_is_one_line_of_a_diff() -> None:
    schema = EXAMPLE.schemas["PROD", "CUST"]
    cart = schema.tables["CART"]
    wider = cart._replace(columns=(Column("A", Type("TEXT", "text")), *cart.columns))
    after = EXAMPLE._replace(schemas={("PROD", "CUST"): schema._replace(tables={**schema.tables, "CART": wider})})
    added = set(dump(after).splitlines()) - set(dump(EXAMPLE).splitlines())
    assert added == {'            {"name": "A", "type": "TEXT", "kind": "text"},'}


def test_the_order_in_which_tables_were_read_does_not_matter() -> None:
    schema = EXAMPLE.schemas["PROD", "CUST"]
    turned = schema._replace(tables=dict(reversed(list(schema.tables.items()))))
    assert dump(EXAMPLE._replace(schemas={("PROD", "CUST"): turned})) == dump(EXAMPLE)


@pytest.mark.parametrize(("rows", "written"), [(7, 7), (99, 99), (101, 100), (4599, 4500), (123456, 120000)])
def test_estimates_are_rounded_so_that_they_rarely_change_the_file(rows: int, written: int) -> None:
    schema = Schema("A", "B", {"T": Table(TablePath("A", "B", "T"), rows=rows)})
    read = load(dump(Catalog("duckdb", schemas={("A", "B"): schema})))
    assert isinstance(read, Catalog)
    assert [it.rows for it in read.tables()] == [written]


@pytest.mark.parametrize(
    ("text", "reason", "offset"),
    [
        ("", "expecting value", 0),
        ('{"version": 1,\n  "schemas": [}', "expecting value", 29),
        ("[]", "the file is not an object", 0),
        ("{}", "`version` is missing", 0),
        ('{"version": 2}', "the catalog's version is 2: this version of datagraph reads 1", 0),
        ("[" * 100_000, "a list is nested too deeply, or a number is too long", 0),
        ("1" * 10_000, "a list is nested too deeply, or a number is too long", 0),
    ],
)
def test_a_text_that_is_no_catalog_says_why(text: str, reason: str, offset: int) -> None:
    assert load(text) == Refusal(reason, offset)


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("warehouse",), GONE, "`warehouse` is missing"),
        (("schemas",), {}, "`schemas` is not a list"),
        (("schemas", 0), [], "`schemas[0]` is not an object"),
        (("schemas", 0, "name"), 1, "`schemas[0].name` is not a string"),
        (("schemas", 0, "complete"), "yes", "`schemas[0].complete` is not true or false"),
        (("schemas", 0, "absent"), [1], "`schemas[0].absent` is not a list of strings"),
        (("schemas", 0, "tables", 0, "kind"), "chair", "`schemas[0].tables[0].kind` is not a kind of table"),
        (("schemas", 0, "tables", 0, "rows"), "many", "`schemas[0].tables[0].rows` is not a number"),
        (
            ("schemas", 0, "tables", 0, "columns", 0, "kind"),
            "x",
            "`schemas[0].tables[0].columns[0].kind` is not a kind of type",
        ),
        (("schemas", 0, "tables", 0, "columns", 0, "name"), GONE, "`schemas[0].tables[0].columns[0].name` is missing"),
        (
            ("schemas", 0, "tables", 0, "unique_keys"),
            ["A"],
            "`schemas[0].tables[0].unique_keys[0]` is not a list of strings",
        ),
        (
            ("schemas", 0, "tables", 0, "foreign_keys"),
            [{"columns": ["A"], "table": ["T"], "references": ["B"]}],
            "`schemas[0].tables[0].foreign_keys[0].table` is not a list of database, schema and table",
        ),
    ],
)
def test_reader_and_schema_refuse_the_same(path: tuple[str | int, ...], value: Any, reason: str) -> None:
    document = changed(json.loads(dump(EXAMPLE)), path, value)
    assert load(json.dumps(document)) == Refusal(reason)
    assert not accepts("catalog", document)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(load(text), Refusal)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda it: st.lists(it, max_size=3) | st.dictionaries(st.text(max_size=3), it, max_size=3),
)


@given(
    st.sampled_from(
        [
            ("warehouse",),
            ("schemas",),
            ("schemas", 0, "tables"),
            ("schemas", 0, "tables", 0, "columns"),
            ("schemas", 0, "tables", 0, "unique_keys"),
            ("namespaces",),
        ]
    ),
    _JSON,
)
def test_no_value_breaks_the_reader(path: tuple[str | int, ...], value: Any) -> None:
    text = json.dumps(changed(json.loads(dump(EXAMPLE)), path, value))
    assert isinstance(load(text), (Catalog, Refusal))
