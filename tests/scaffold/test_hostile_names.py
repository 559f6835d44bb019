"""Names out of a warehouse stay names in the text: they end no string and no comment, and order nothing."""

from __future__ import annotations

import pytest

from datagraph.catalog import Catalog, Column, ForeignKey, Schema, Table, TablePath, Type
from datagraph.engine import analyse
from datagraph.scaffold.draft import make_draft
from datagraph.scaffold.text import write_draft
from tests.scaffold.starting import Start, start

_HOSTILE = (
    'say "hi"',
    "two\nlines",
    "carriage\rreturn",
    "sepa\u2028rator",
    "a.b",
    "a, b",
    "back\\slash",
    "${env.HOME}",
    "%{if}",
    "*/ /* #",
    "x # datagraph: ignore-file",
    "tab\there",
    "`ticked`",
    "'; DROP TABLE x; --",
    "İstanbul ÄÖ",
    "表",
    "entity",
    "-",
    "\u202eright to left",
    "a" * 300,
)


def _catalog(name: str) -> Catalog:
    text, number = Type("VARCHAR", "text"), Type("INTEGER", "integer")
    first, second = TablePath(name, name, name), TablePath(name, name, f"{name}2")
    tables = {
        first.name: Table(first, "table", (Column(name, number),), (name,), comment=f"{name}\n{name}"),
        second.name: Table(
            second,
            "table",
            (Column("id", number), Column(f"{name}_id", number), Column("label", text)),
            ("id",),
            foreign_keys=(ForeignKey((f"{name}_id",), first, (name,)),),
        ),
    }
    return Catalog("snowflake", schemas={(name, name): Schema(name, name, tables)})


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_name_is_written_as_it_is(name: str) -> None:
    catalog = _catalog(name)
    text = write_draft(make_draft(catalog))
    found = Start(text, catalog)
    assert found.warnings == []
    assert len(found.tables) == 2
    entity = next(it for it in analyse(text).model.entities if it.primary_key != "id")
    assert entity.description == " ".join(f"{name} {name}".split())[:200]


@pytest.mark.parametrize("name", ['a`b"c', " ", '"'])
def test_name_that_cannot_be_quoted_is_left_out(name: str) -> None:
    catalog = _catalog(name)
    text = write_draft(make_draft(catalog))
    assert analyse(text).model.entities == []
    assert "a name that the language cannot write" in text


def test_slugs_and_names_that_would_be_the_same_are_told_apart() -> None:
    same = ("my_table", "my-table", "MY TABLE", "MyTable")
    tables = {
        it: Table(TablePath("d", "s", it), "table", (Column("id", Type("INT", "integer")),), ("id",)) for it in same
    }
    catalog = Catalog("snowflake", schemas={("d", "s"): Schema("d", "s", tables)})
    found = Start(write_draft(make_draft(catalog)), catalog)
    assert len(found.tables) == 4
    assert found.warnings == []


def test_hostile_names_are_asked_for_as_they_are() -> None:
    found = start(
        """
        CREATE TABLE PROD.SHOP."or""der; DROP" ("i'd" INTEGER PRIMARY KEY);
        CREATE TABLE PROD.SHOP.LINES (ID INTEGER PRIMARY KEY, "or""der; DROP_id" INTEGER);
        INSERT INTO PROD.SHOP."or""der; DROP" VALUES (1), (2);
        INSERT INTO PROD.SHOP.LINES VALUES (1, 2);
        """
    )
    told = '# or"der; DROP_id names a row of `or-der-drop`: proved: 1 of 1 values of or"der; DROP_id occur in'
    assert any(it.startswith(told) for it in found.lines)


def test_many_tables_stay_quick_and_right() -> None:
    number = Type("INTEGER", "integer")
    tables = {}
    for n in range(500):
        columns = (Column("ID", number), *(Column(f"THING{(n + it) % 500}_ID", number) for it in range(1, 20)))
        tables[f"THING{n}"] = Table(TablePath("D", "S", f"THING{n}"), "table", columns, ("ID",))
    text = write_draft(make_draft(Catalog("snowflake", schemas={("D", "S"): Schema("D", "S", tables)})))
    assert text.count("names a row of") == 500 * 19
