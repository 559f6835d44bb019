"""What is asked of the data: queries that every warehouse can read, and answers that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlglot

from datagraph.catalog import TablePath
from datagraph.scaffold.draft import make_draft
from datagraph.scaffold.proving import Inclusion, Matches, Prover, Words
from datagraph.scaffold.text import write_draft
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.introspection import introspect
from datagraph.warehouse.kinds import KINDS
from datagraph.warehouse.pool import Pool
from datagraph.warehouse.wanted import Wanted
from tests.scaffold.starting import CUSTOMERS, PROFILES, relationships
from tests.warehouses.examples import warehouse_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.warehouse.protocol import Rows, Warehouse

_PATH = TablePath("D b", 'S"', "T`")
_WORDS = Words(TablePath("P", "F", "user_traits"), "value", "canonical_segment_id", "name", "it's")


class _Listener:
    """A warehouse that hears every query and answers none; no emulator speaks all the dialects."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Sequence[object]]] = []

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        self.asked.append((sql, parameters))
        raise WarehouseError("query", "no")

    def close(self) -> None:
        pass

    def fork(self) -> _Listener:
        return self


@pytest.mark.parametrize("kind", KINDS)
def test_questions_are_one_select_in_the_dialect_with_values_bound(kind: str) -> None:
    listener = _Listener()
    prover = Prover(Pool(listener, connections=1), kind)  # type: ignore[arg-type]
    prover.uniqueness([(_PATH, ["a", "b c"])])
    prover.inclusion([(_PATH, "a", _PATH, "b")])
    prover.words(_PATH, "type")
    prover.matches([(_PATH, "a", _WORDS)])
    assert [tuple(parameters) for _, parameters in listener.asked] == [(), (), (), ("it's",)]
    for sql, _ in listener.asked:
        assert "it's" not in sql
        (parsed,) = sqlglot.parse(sql, dialect=KINDS[kind].dialect)
        assert isinstance(parsed, sqlglot.exp.Select)
        assert {it.name for it in parsed.find_all(sqlglot.exp.Table)} <= {"T`", "user_traits"}
        # Redshift, or what speaks for it in the tests, has none of these; the others can do without.
        assert "FILTER" not in sql
        assert "QUALIFY" not in sql
        assert "MAX)" not in sql


def _warehouse() -> Warehouse:
    return warehouse_of(
        PROFILES
        + CUSTOMERS
        + """
        CREATE TABLE PROD.SHOP.ORDERS (ID INTEGER PRIMARY KEY, CUSTOMER_ID INTEGER);
        INSERT INTO PROD.SHOP.ORDERS VALUES (1, 2), (2, 2), (3, 3), (4, 99), (5, NULL);
        """
    )


def test_answers_count_different_values_and_leave_null_out() -> None:
    warehouse = _warehouse()
    prover = Prover(Pool(warehouse), "duckdb")
    orders, customers = TablePath("PROD", "SHOP", "ORDERS"), TablePath("PROD", "SHOP", "CUSTOMERS")
    assert prover.uniqueness([(orders, ["ID", "CUSTOMER_ID"])]) == [(5, (5, 4), (5, 3))]
    assert prover.inclusion([(orders, "CUSTOMER_ID", customers, "ID")]) == [Inclusion(3, 2)]
    emails = Words(TablePath("PROD", "SEGMENT", "USER_IDENTIFIERS"), "VALUE", "CANONICAL_SEGMENT_ID", "TYPE", "email")
    assert prover.words(emails.table, "TYPE") == ["email"]
    assert prover.matches([(customers, "EMAIL", emails)]) == [Matches(20, 20, 20, 20)]
    assert prover.matches([(orders, "CUSTOMER_ID", emails)]) == [Matches(3, 20, 0, 0)]
    warehouse.close()


def test_answer_that_the_warehouse_refuses_leaves_the_name_and_says_so() -> None:
    warehouse = _warehouse()
    catalog = introspect(warehouse, Wanted(everything=True))
    warehouse.run("ALTER TABLE PROD.SHOP.ORDERS DROP COLUMN CUSTOMER_ID")
    warehouse.run("ALTER TABLE PROD.SHOP.CUSTOMERS DROP COLUMN EMAIL")
    text = write_draft(make_draft(catalog, Prover(Pool(warehouse), "duckdb")))
    warehouse.close()
    assert text.count("# by name only, the proof failed: ") == 2
    assert len(relationships(text)) == 2
