"""Names and values that would be SQL, markup or terminal controls if anybody let them."""

from __future__ import annotations

import duckdb

from datagraph.proof import Subjects, entity_rows, relationship_count, relationship_rows
from datagraph.syntax import encode
from datagraph.warehouse.duckdb import DuckDB
from tests.proof.surveys import catalog_for, graph_of, measured

# All that can stand between backticks in a graph; a backtick and a line end cannot.
NAME = "we;ird \"na'me -- \\\\ %s ? $1 :x /* [red] */ DROP TABLE kept"
COLUMN = "co.l \"u'mn ; {x} ?"
VALUE = "'); DROP TABLE kept; -- \\ \" ? $1 \x1b[31m\n"


def _graph() -> str:
    table, column = f"`{NAME}`", f"`{COLUMN}`"
    return f"""\
data_graph {{
  version = "v1.0.0"

  entity "left" {{
    name        = "Left"
    table_ref   = {encode(f"{table}.{table}.{table}")}
    primary_key = {encode(column)}
  }}

  entity "right" {{
    name        = "Right"
    table_ref   = {encode(f"{table}.{table}.right")}
    primary_key = {encode(column)}
  }}

  profile {{
    profile_folder = {encode(f"{table}.{table}")}
    type           = "segment:materialized"

    relationship "first" {{
      name           = "First"
      related_entity = "left"

      external_id {{
        type     = {encode(VALUE)}
        join_key = {encode(column)}
      }}

      relationship "nested" {{
        name           = "Nested"
        related_entity = "right"
        join_on        = {encode(f"left.{column} = right.{column}")}
      }}
    }}
  }}
}}
"""


def _warehouse() -> DuckDB:
    def quoted(*names: str) -> str:
        return ".".join('"' + it.replace('"', '""') + '"' for it in names)

    connection = duckdb.connect()
    connection.execute("CREATE TABLE kept (x INTEGER)")
    connection.execute(f"ATTACH ':memory:' AS {quoted(NAME)}; CREATE SCHEMA {quoted(NAME, NAME)}")
    for table in (NAME, "right"):
        connection.execute(f"CREATE TABLE {quoted(NAME, NAME, table)} ({quoted(COLUMN)} VARCHAR)")
        connection.executemany(f"INSERT INTO {quoted(NAME, NAME, table)} VALUES (?)", [[VALUE], [VALUE], ["b"], [None]])
    identifiers = quoted(NAME, NAME, "user_identifiers")
    connection.execute(f"CREATE TABLE {identifiers} (canonical_segment_id VARCHAR, type VARCHAR, value VARCHAR)")
    connection.executemany(f"INSERT INTO {identifiers} VALUES (?, ?, ?)", [["p1", VALUE, VALUE], ["p2", "email", "b"]])
    return DuckDB(connection)


def test_hostile_names_and_values_are_only_counted() -> None:
    warehouse = _warehouse()
    for sample in (None, 2):
        found = measured(_graph(), warehouse, sample=sample)
        assert (found.skipped, found.failures) == ({}, {})
        assert found.entities["left"].nulls == 1
        assert [it.key for it in found.entities["left"].examples] == [VALUE]
        assert found.relationships["first"].profiles == 1
        assert found.relationships["first"].forward.largest == 2
        assert found.profile is not None
        assert found.profile.external_ids == {VALUE: 1, "email": 1}
    assert warehouse.run("SELECT count(*) FROM kept").rows == [(0,)]


def test_hostile_names_and_values_are_only_shown() -> None:
    warehouse, graph = _warehouse(), graph_of(_graph())
    subjects = Subjects(graph, catalog_for(_graph(), warehouse))
    rows = entity_rows(subjects.entities["left"], "duckdb", 10)
    assert rows.headings == (COLUMN,)
    assert sorted(warehouse.run(*rows.query).rows, key=repr) == sorted([(VALUE,), (VALUE,), ("b",), (None,)], key=repr)
    for slug, count in (("first", 2), ("nested", 5)):
        assert warehouse.run(*relationship_count(subjects.relationships[slug], "duckdb")).rows == [(count,)]
        joined = relationship_rows(subjects.relationships[slug], "duckdb", 10, left_name="left", right_name="right")
        assert len(warehouse.run(*joined.query).rows) == count
