"""The figures of a survey agree with those counted row by row, whatever the tables hold."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb
from hypothesis import strategies as st

from datagraph.proof import ask, survey
from datagraph.warehouse.duckdb import DuckDB
from datagraph.warehouse.pool import Pool
from tests.proof import brute_force
from tests.proof.brute_force import Between, Key, Row
from tests.proof.surveys import catalog_for, graph_of
from tests.strategies import often

if TYPE_CHECKING:
    from datagraph.catalog.measurements import Measurements

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "left" {
    name        = "Left"
    table_ref   = "PROD.CUST.LEFT_ROWS"
    primary_key = "ID"
  }

  entity "right" {
    name        = "Right"
    table_ref   = "PROD.CUST.RIGHT_ROWS"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "first" {
      name           = "First"
      related_entity = "left"

      external_id {
        type     = "code"
        join_key = "KEY"
      }

      relationship "direct" {
        name           = "Direct"
        related_entity = "right"
        join_on        = "left.KEY = right.KEY"
      }

      relationship "through" {
        name           = "Through"
        related_entity = "right"

        junction_table {
          table_ref     = "PROD.CUST.BETWEEN"
          primary_key   = "ID"
          left_join_on  = "left.KEY = X"
          right_join_on = "Y = right.KEY"
        }
      }
    }

    relationship "trait" {
      name           = "Trait"
      related_entity = "right"

      trait {
        name     = "code"
        join_key = "KEY"
      }
    }
  }
}
"""

# Few keys, so that they meet and repeat; some differ by white space and case alone.
TEXTS = st.none() | st.sampled_from(["a", "A", " a", "a\t", "b", "B ", "\r\nb", "c", "d", "'", "e", "f", "g"])
NUMBERS = st.none() | st.integers(-3, 4)
DAYS = st.none() | st.just("2024-05-01")


@st.composite
def rows(draw: st.DrawFn, keys: st.SearchStrategy[Key]) -> list[Row]:
    ids = NUMBERS | st.integers(10, 40)
    return draw(st.lists(st.builds(Row, ids, keys, st.none() | st.booleans(), DAYS), max_size=14))


@st.composite
def between(draw: st.DrawFn, keys: st.SearchStrategy[Key], ids: st.SearchStrategy[Key]) -> list[Between]:
    return draw(st.lists(st.builds(Between, NUMBERS, ids, keys), max_size=14))


def figures_are_those_of_plain_counting(kind: str, data: st.DataObject) -> None:
    keys = TEXTS if kind == "VARCHAR" else NUMBERS
    left, right = data.draw(rows(keys)), data.draw(rows(keys))
    middle = data.draw(between(keys, keys))
    profiles = data.draw(between(keys, st.sampled_from(["p1", "p2", "p3"])))
    found = _bench(kind).measured(left, right, middle, profiles)
    assert not found.failures
    assert found.entities == {"left": brute_force.entity(left), "right": brute_force.entity(right)}
    left_keys, right_keys = [it.key for it in left], [it.key for it in right]
    assert found.relationships["direct"] == brute_force.direct(left_keys, right_keys)
    assert found.relationships["through"] == brute_force.through(left_keys, middle, right_keys)
    # Values of profiles are texts; what an integer is compared with becomes one.
    values = [it._replace(right=_text(it.right)) for it in profiles]
    assert found.relationships["first"] == brute_force.from_profiles(values, [_text(it) for it in left_keys])
    assert found.relationships["trait"] == brute_force.from_profiles(values, [_text(it) for it in right_keys])
    assert found.profile is not None
    names = {"code": len(profiles), "other": 1} if profiles else {"other": 1}
    assert found.profile.external_ids == found.profile.traits == names


test_figures, test_figures_often = often(
    figures_are_those_of_plain_counting, st.sampled_from(["VARCHAR", "INTEGER"]), st.data(), examples=80
)


def _text(key: Key) -> Key:
    return None if key is None else str(key)


class Bench:
    """One database with keys of one type, filled anew for each example; the questions stay the same."""

    def __init__(self, kind: str) -> None:
        entity = f"ID INTEGER, KEY {kind}, IS_CURRENT BOOLEAN, DELETED_AT DATE"
        values = "canonical_segment_id VARCHAR, {} VARCHAR, value VARCHAR"
        self._tables = {
            "PROD.CUST.LEFT_ROWS": entity,
            "PROD.CUST.RIGHT_ROWS": entity,
            "PROD.CUST.BETWEEN": f"ID INTEGER, X {kind}, Y {kind}",
            "PROD.SEGMENT.user_identifiers": values.format("type"),
            "PROD.SEGMENT.user_traits": values.format("name"),
        }
        self._connection = duckdb.connect()
        self._connection.execute("ATTACH ':memory:' AS PROD; CREATE SCHEMA PROD.CUST; CREATE SCHEMA PROD.SEGMENT")
        for table, columns in self._tables.items():
            self._connection.execute(f"CREATE TABLE {table} ({columns})")
        self._warehouse = DuckDB(self._connection)
        self._survey = survey(graph_of(GRAPH), catalog_for(GRAPH, self._warehouse))
        assert not self._survey.skipped

    def measured(
        self, left: list[Row], right: list[Row], middle: list[Between], profiles: list[Between]
    ) -> Measurements:
        values = [*((it.left, "code", _text(it.right)) for it in profiles), ("p9", "other", "a")]
        for table, its in zip(self._tables, (left, right, middle, values, values), strict=True):
            self._connection.execute(f"DELETE FROM {table}")
            places = ", ".join("?" * (self._tables[table].count(",") + 1))
            if its:
                self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", its)
        return ask(self._survey, Pool(self._warehouse, connections=1))


_bench = lru_cache(Bench)
