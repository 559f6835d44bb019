"""What every warehouse can do, through the vendor's driver against a server that speaks its protocol."""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlglot import exp

from datagraph.catalog import TablePath
from datagraph.warehouse.connecting import connect
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.pool import Pool
from datagraph.warehouse.sql import Values, column, table
from datagraph.warehouse.wanted import Wanted
from tests.warehouses.kinds import EVERY_KIND
from tests.warehouses.servers.shop import HOSTILE_COLUMN, HOSTILE_TABLE, TABLES, VIEW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datagraph.catalog import Catalog, TypeKind
    from datagraph.warehouse.protocol import Warehouse
    from tests.warehouses.servers.server import Server

_READS = re.compile(
    r"\s*(?:--[^\n]*\n|/\*.*?\*/|\s|\()*(?:SELECT|WITH|SHOW|DESC|DESCRIBE|EXPLAIN)\b", re.IGNORECASE | re.DOTALL
)
# A warehouse that has no such type says the next wider one.
_WIDER: dict[TypeKind, tuple[str, ...]] = {"timestamp": ("timestamp", "timestamp with time zone")}


@pytest.fixture(params=EVERY_KIND)
def server(request: pytest.FixtureRequest, server_of: Callable[[str], Server]) -> Server:
    return server_of(request.param)


@pytest.fixture
def warehouse(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Warehouse]:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    warehouse = connect(server.kind, given(server), timeout=30)
    yield warehouse
    warehouse.close()


def given(server: Server) -> dict[str, object]:
    """A server's parameters with the secrets in them, as the command line hands them to the driver."""
    found = {}
    for name, value in server.parameters.items():
        secret = name.endswith("_env")
        found[name.removesuffix("_env") if secret else name] = (
            server.environment.get(str(value), os.environ.get(str(value))) if secret else value
        )
    return found


def whole(server: Server, warehouse: Warehouse) -> Catalog:
    """Everything in the shop's schemas."""
    schemas = {(server.database, server.name(it.schema)) for it in TABLES}
    return introspect(warehouse, Wanted(schemas=frozenset(schemas)))


def test_columns_come_with_their_names_types_and_comments(server: Server, warehouse: Warehouse) -> None:
    catalog = whole(server, warehouse)
    for it in TABLES:
        if it.name == HOSTILE_TABLE and "no hostile names" in server.known_wrongs:
            continue
        found = catalog.table(TablePath(server.database, server.name(it.schema), server.name(it.name)))
        assert found is not None, it.name
        assert [its.name for its in found.columns] == [server.name(name) for name, _ in it.columns]
        for its, (_, kind) in zip(found.columns, it.columns, strict=True):
            assert its.type.kind in _WIDER.get(kind, (kind,)), (it.name, its)  # type: ignore[call-overload]
        if "no comments" not in server.known_wrongs:
            assert {its.name: its.comment for its in found.columns if its.comment} == {
                server.name(name): text for name, text in it.comments
            }


def test_a_view_is_told_from_a_table(server: Server, warehouse: Warehouse) -> None:
    schema, name, source, _ = VIEW
    catalog = whole(server, warehouse)
    view = catalog.table(TablePath(server.database, server.name(schema), server.name(name)))
    of = catalog.table(TablePath(server.database, server.name(schema), server.name(source)))
    assert view is not None
    assert of is not None
    assert (view.kind, of.kind) == ("view", "table")
    assert [it.name for it in view.columns] == [it.name for it in of.columns]


def test_declared_keys_are_found(server: Server, warehouse: Warehouse) -> None:
    if "no keys" in server.known_wrongs:
        assert all(not it.primary_key for it in whole(server, warehouse).tables())
        return
    catalog = whole(server, warehouse)
    for it in TABLES:
        found = catalog.table(TablePath(server.database, server.name(it.schema), server.name(it.name)))
        if found is None:
            continue
        assert found.primary_key == ((server.name(it.primary_key),) if it.primary_key else ())
        expected = {(server.name(name), tuple(map(server.name, target.split(".")))) for name, target in it.foreign}
        if "no foreign keys into another schema" in server.known_wrongs:
            expected = {one for one in expected if one[1][0] == server.name(it.schema)}
        assert {
            (its.columns[0], (its.table.schema, its.table.name, its.references[0])) for its in found.foreign_keys
        } == expected
        assert {its.table.database for its in found.foreign_keys} <= {server.database}


def test_one_schema_is_read_without_the_others(server: Server, warehouse: Warehouse) -> None:
    name = server.name("PROD")
    rows = list(warehouse.columns(server.database, [name]))
    assert {it[0] for it in rows} == {name}
    assert {it[0] for it in warehouse.keys(server.database, [name])} <= {name}


def test_what_does_not_exist_has_no_columns(server: Server, warehouse: Warehouse) -> None:
    assert list(warehouse.columns(server.database, ["nowhere"])) == []
    assert list(warehouse.keys(server.database, ["nowhere"])) == []
    assert list(warehouse.columns("nowhere", ["nowhere"])) == []
    assert list(warehouse.keys("nowhere", ["nowhere"])) == []


def test_schemas_are_listed_with_their_database(server: Server, warehouse: Warehouse) -> None:
    listed = set(warehouse.schemas())
    assert {(server.database, server.name(it.schema)) for it in TABLES} <= listed
    assert "information_schema" not in {name.lower() for _, name in listed}


def test_a_missing_name_is_known_to_be_absent_and_its_neighbour_is_read(server: Server, warehouse: Warehouse) -> None:
    schema = server.name("CUST")
    path = TablePath(server.database, schema, server.name("ACCOUNTS"))
    catalog = introspect(warehouse, Wanted(frozenset([path])))
    assert catalog.is_absent(path)
    assert catalog.table(path._replace(name=server.name("ACCOUNT"))) is not None
    assert not catalog.is_absent(path._replace(name="UNASKED"))


def test_values_are_bound_whatever_they_hold(server: Server, warehouse: Warehouse) -> None:
    text = 'it\'s "quoted" \\ ? %s $1 -- ; /* \n`'
    values = Values()
    query = values.query(exp.select(exp.alias_(values.bound(text), "a"), exp.alias_(values.bound(7), "b")), server.kind)
    assert text not in query.sql
    ((found, number),) = warehouse.run(*query).rows
    assert found == text
    assert int(number) == 7


def test_types_come_as_python_has_them(server: Server, warehouse: Warehouse) -> None:
    accounts = table(TablePath(server.database, server.name("CUST"), server.name("ACCOUNT")))
    carts = table(TablePath(server.database, server.name("CUST"), server.name("CART")))
    query = exp.select(*(column(server.name(it)) for it in ("ID", "EMAIL", "CREATED_AT"))).from_(accounts)
    rows = warehouse.run(*Values().query(query.order_by(column(server.name("ID"))).limit(2), server.kind))
    assert [it.lower() for it in rows.names] == ["id", "email", "created_at"]
    first = rows.rows[0]
    assert (first[0], first[1], first[2].replace(tzinfo=None)) == (
        1,
        "person1@example.com",
        datetime(2024, 5, 1, 12, 30),
    )
    query = exp.select(*(column(server.name(it)) for it in ("TOTAL", "OPEN"))).from_(carts)
    rows = warehouse.run(*Values().query(query.order_by(column(server.name("ID"))).limit(2), server.kind))
    assert rows.rows == [(Decimal("0.25"), False), (Decimal("0.50"), True)]
    assert isinstance(rows.rows[0][0], Decimal)
    assert isinstance(rows.rows[0][1], bool)
    day = exp.cast(exp.Literal.string("2024-02-29"), "date")
    ((found,),) = warehouse.run(*Values().query(exp.select(exp.alias_(day, "d")), server.kind)).rows
    assert found == date(2024, 2, 29)


def test_a_hostile_name_does_nothing_but_name_its_table(server: Server, warehouse: Warehouse) -> None:
    if "no hostile names" in server.known_wrongs:
        hostile = TablePath(server.database, server.name("CUST"), HOSTILE_TABLE)
        with pytest.raises(WarehouseError):
            warehouse.run(*Values().query(exp.select("*").from_(table(hostile)), server.kind))
    else:
        hostile = TablePath(server.database, server.name("CUST"), server.name(HOSTILE_TABLE))
        count = exp.select(exp.func("SUM", column(server.name(HOSTILE_COLUMN)))).from_(table(hostile))
        ((found,),) = warehouse.run(*Values().query(count, server.kind)).rows
        assert int(found) == 6
    assert len(list(whole(server, warehouse).tables())) >= len(TABLES)


def test_a_dry_run_tells_and_does_not_run(server: Server, warehouse: Warehouse) -> None:
    path = TablePath(server.database, server.name("CUST"), server.name("ACCOUNT"))
    query = Values().query(exp.select("*").from_(table(path)), server.kind)
    estimate = warehouse.dry_run(*query)
    assert estimate.plan or estimate.read_bytes is not None
    with pytest.raises(WarehouseError):
        warehouse.dry_run(*Values().query(exp.select("*").from_(table(path._replace(name="NOWHERE"))), server.kind))


def test_a_table_that_is_not_there_is_said_to_be_missing(server: Server, warehouse: Warehouse) -> None:
    path = TablePath(server.database, server.name("CUST"), server.name("NOWHERE"))
    with pytest.raises(WarehouseError) as caught:
        warehouse.run(*Values().query(exp.select("*").from_(table(path)), server.kind))
    assert caught.value.trouble == "missing"
    assert "\n" not in caught.value.message + caught.value.detail


def test_forks_work_side_by_side_and_closing_one_leaves_the_others(server: Server, warehouse: Warehouse) -> None:
    path = TablePath(server.database, server.name("CUST"), server.name("CART"))
    query = Values().query(exp.select(exp.Count(this=exp.Star())).from_(table(path)), server.kind)
    outcomes = dict(Pool(warehouse, connections=3).run_all([lambda it: it.run(*query)] * 6))
    assert [int(outcomes[n].rows[0][0]) for n in range(6)] == [40] * 6  # type: ignore[union-attr]
    warehouse.fork().close()
    assert int(warehouse.run(*query).rows[0][0]) == 40


def test_closing_twice_is_nothing(server: Server, warehouse: Warehouse) -> None:
    warehouse.close()
    warehouse.close()
    assert server.kind == warehouse.kind


def test_nothing_but_reading_goes_over_the_wire(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    if "no wire" in server.known_wrongs:
        warehouse = connect(server.kind, given(server), timeout=30)
        with pytest.raises(WarehouseError):
            warehouse.run("CREATE TABLE CUST.X (A INTEGER)")
        warehouse.close()
        return
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.forget()
    warehouse = connect(server.kind, given(server), timeout=30)
    whole(server, warehouse)
    test_values_are_bound_whatever_they_hold(server, warehouse)
    test_a_hostile_name_does_nothing_but_name_its_table(server, warehouse)
    test_a_dry_run_tells_and_does_not_run(server, warehouse)
    test_schemas_are_listed_with_their_database(server, warehouse)
    warehouse.fork().close()
    warehouse.close()
    sent = server.statements()
    assert len(sent) > 5
    assert [it for it in sent if not _READS.match(it)] == []
