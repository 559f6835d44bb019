"""The SQL of every survey, as each kind of warehouse gets it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
import sqlglot
from sqlglot import exp

from datagraph.catalog import Catalog, Column, Schema, Table, TablePath, Type
from datagraph.proof import (
    Subjects,
    entity_count,
    entity_rows,
    relationship_count,
    relationship_rows,
    survey,
)
from datagraph.warehouse.kinds import KINDS
from tests.proof.surveys import graph_of

if TYPE_CHECKING:
    from datagraph.catalog import TypeKind
    from datagraph.warehouse.sql import Query

HOSTILE = "we;ird \"na`me'\n-- \\ %s ? $1 :x {y} drop"

# What sqlglot writes without complaint and the warehouse does not take, or not as it is meant. From the vendors' SQL
# references; for Redshift most are what PostgreSQL has learned since version 8.
EVERYWHERE = (
    r"\bFILTER\s*\(",
    r"\bIS (NOT )?DISTINCT FROM\b",
    r"\bARG_M(AX|IN)\b",
    r"\bM(AX|IN)_BY\b",
    r"\bGROUP BY ALL\b",
    r"\bORDER BY ALL\b",
    r"\bQUALIFY\b",
    r"\bPERCENTILE_",
    r"\bMEDIAN\b",
    r"\bQUANTILE",
    r"\bANY_VALUE\b",
    r"\bCONTAINS\b",
    r"\bSTARTS_WITH\b",
    r"\bTRY_CAST\b",
    r"\bSAFE_CAST\b",
    r"\bUSING\s*\(",
    r"\bNATURAL\b",
    r"\bLATERAL\b",
    r"\bUNNEST\b",
    r"\bFULL (OUTER )?JOIN\b",
    r"\bEXISTS\b",
    r"\bIN \(SELECT\b",
    r"\bINTERSECT\b",
    r"\bEXCEPT\b",
    r"\bCREATE\b",
    r"\bINSERT\b",
    r"\bDELETE FROM\b",
    r"\bUPDATE\b",
    r"\bDROP\b",
    r"\bREGEXP",
    r"\bRLIKE\b",
    r"\bILIKE\b",
    r"\bSTRUCT\b",
    r"\bLIST\b",
)
# Names that steps and their columns have without quotes; none of them is reserved anywhere.
RESERVED = frozenset(
    re.findall(
        r"\w+",
        """
        all and any array as asc at authorization backup between binary both by case cast check collate column
        columns connect constraint create cross cube current current_date current_time current_timestamp
        current_user default delete desc distinct do else end enum escape except exclude exists explain extract
        false fetch filter following for foreign from full group grouping groups hash having if ignore in inner
        insert intersect interval into is issue join key language lateral leading left like limit local
        localtime lookup merge minus natural new no not null nulls of off offset old on only open or order outer
        over overlaps partition percent preceding primary proto qualify range raw recursive references regexp
        respect revoke right rollup row rows sample schema select session set similar snapshot some start
        sysdate system table tablesample tag then timestamp to top trailing trigger trim true truncate unbounded
        union unique unnest update user using values verbose view when where window with within without
        """,
    )
)
FORBIDDEN = {
    "redshift": (r"\bTEXT\b", r"\bVARCHAR\(MAX\)", r"\bSTRING\b", r"\bBOOLEAN\b AS VARCHAR"),
    "postgres": (r"\?", r"\bSTRING\b", r"\bDOUBLE\b(?! PRECISION)"),
    "snowflake": (r"\bSTRING_AGG\b",),
    "bigquery": (r"\bVARCHAR\b", r"\bTEXT\b", r"\bNULLS LAST\b", r"(?<!TO_HEX\()\bMD5\("),
    "databricks": (r"\bTEXT\b", r"\bVARCHAR\b(?!\()"),
    "duckdb": (),
}

GRAPH = """\
data_graph {{
  version = "v1.0.0"

  entity "left" {{
    name        = "Left"
    table_ref   = "DB.SCH.L"
    primary_key = "ID"
  }}

  entity "right" {{
    name        = "Right"
    table_ref   = "DB.SCH.R"
    primary_key = "ID"
  }}

  profile {{
    profile_folder = "DB.SCH"
    type           = "segment:{type}"

    relationship "first" {{
      name           = "First"
      related_entity = "left"

      external_id {{
        type     = "it's"
        join_key = "KEY"
      }}

      relationship "direct" {{
        name           = "Direct"
        related_entity = "right"
        join_on        = "left.KEY = right.KEY"
      }}

      relationship "through" {{
        name           = "Through"
        related_entity = "right"

        junction_table {{
          table_ref     = "DB.SCH.J"
          primary_key   = "ID"
          left_join_on  = "left.KEY = X"
          right_join_on = "Y = right.KEY"
        }}
      }}
    }}

    relationship "trait" {{
      name           = "Trait"
      related_entity = "right"

      trait {{
        name     = "favourite"
        join_key = "KEY"
      }}
    }}
  }}
}}
"""


def _table(name: str, **columns: TypeKind) -> Table:
    typed = tuple(Column(it, Type(kind.upper(), kind)) for it, kind in columns.items())
    return Table(TablePath("DB", "SCH", name), columns=typed)


def _catalog(kind: str, key: TypeKind) -> Catalog:
    marks: dict[str, TypeKind] = {"VALID_TO": "date", "IS_DELETED": "boolean"}
    other: dict[str, TypeKind] = {"is_current": "text", HOSTILE: "text", "_sdc_deleted_at": "timestamp"}
    tables = [
        _table("L", ID=key, KEY=key, **marks),
        _table("R", ID="integer", KEY=key, **other),
        _table("J", ID="integer", X=key, Y=key, dbt_valid_to="timestamp", deleted="integer"),
        _table("USER_IDENTIFIERS", CANONICAL_SEGMENT_ID="text", TYPE="text", VALUE="text"),
        _table("USER_TRAITS", CANONICAL_SEGMENT_ID="text", NAME="text", VALUE="text"),
        _table("ID_GRAPH_UPDATES", SEGMENT_ID="text", CANONICAL_SEGMENT_ID="text", SEQ="integer"),
        _table("EXTERNAL_ID_MAPPING_UPDATES", SEGMENT_ID="text", EXTERNAL_ID_TYPE="text", EXTERNAL_ID_VALUE="text"),
        _table("PROFILE_TRAITS_UPDATES", SEGMENT_ID="text", FAVOURITE="text", TIMESTAMP="timestamp"),
    ]
    return Catalog(kind, schemas={("DB", "SCH"): Schema("DB", "SCH", {it.path.name: it for it in tables})})


class Written(NamedTuple):
    name: str
    query: Query
    parsed: exp.Expr


# The queries are written and parsed once for each kind: by one worker.
EACH_KIND = pytest.mark.parametrize(
    "kind", [pytest.param(it, marks=pytest.mark.xdist_group(f"queries for {it}")) for it in KINDS]
)
VARIANTS: tuple[tuple[str, TypeKind, int | None], ...] = (
    ("materialized", "text", None),
    ("materialized", "text", 100),
    ("materialized", "decimal", 100),
    ("materialized", "binary", None),
    ("unmaterialized", "text", 100),
    ("unmaterialized", "integer", None),
)


@cache
def written(kind: str) -> tuple[Written, ...]:
    """Every query that may be sent for this graph, with and without samples, for keys of several types."""
    found: dict[Query, str] = {}
    for profile, key, sample in VARIANTS:
        graph, catalog = graph_of(GRAPH.format(type=profile)), _catalog(kind, key)
        name = f"{profile}-{key}-{sample}"
        for it in survey(graph, catalog, sample=sample).questions:
            found.setdefault(it.query, f"{name}-{it.slug}")
        subjects = Subjects(graph, catalog)
        for slug, place in subjects.entities.items():
            found.setdefault(entity_rows(place, kind, 10).query, f"{name}-rows-{slug}")
            found.setdefault(entity_count(place, kind), f"{name}-count-{slug}")
        for slug, subject in subjects.relationships.items():
            rows = relationship_rows(subject, kind, 10, left_name="left", right_name="right")
            found.setdefault(rows.query, f"{name}-rows-{slug}")
            found.setdefault(relationship_count(subject, kind), f"{name}-count-{slug}")
    dialect = KINDS[kind].dialect
    return tuple(Written(name, it, _only(sqlglot.parse(it.sql, read=dialect))) for it, name in found.items())


def _only(parsed: list[exp.Expr | None]) -> exp.Expr:
    (expression,) = parsed
    assert expression is not None
    return expression


@EACH_KIND
def test_every_query_is_one_select_that_parses_back(kind: str) -> None:
    for name, _, parsed in written(kind):
        assert isinstance(parsed, (exp.Select, exp.Union)), name
        assert not list(parsed.find_all(exp.DML, exp.DDL, exp.Command, exp.Anonymous)), name


@EACH_KIND
def test_no_query_holds_what_its_warehouse_does_not_take(kind: str) -> None:
    for name, query, _ in written(kind):
        bare = _without_quoted(query.sql, kind)
        for pattern in (*EVERYWHERE, *FORBIDDEN[kind]):
            assert not re.search(pattern, bare, re.IGNORECASE), (name, pattern, query.sql)


@EACH_KIND
def test_names_without_quotes_are_our_own_and_not_reserved(kind: str) -> None:
    for name, _, parsed in written(kind):
        bare = {it.name for it in parsed.find_all(exp.Identifier) if not it.quoted}
        assert not bare & RESERVED, name
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", it) for it in bare), (name, bare)


@EACH_KIND
def test_no_aggregate_bears_the_name_of_a_column_that_its_select_reads(kind: str) -> None:
    for name, _, parsed in written(kind):
        for select in parsed.find_all(exp.Select):
            aggregates = {it.alias for it in select.expressions if isinstance(it, exp.Alias) and it.find(exp.AggFunc)}
            read = {it.name for expression in select.expressions for it in expression.find_all(exp.Column)}
            assert not aggregates & read, name


def test_bytes_are_shown_as_digits_where_a_cast_would_fail_on_them() -> None:
    keyed = [it for it in written("bigquery") if it.name.startswith("materialized-binary-None-")]
    for name, query, _ in keyed:
        if name.endswith(("-left", "-first", "-direct", "-through")) and "rows" not in name and "count" not in name:
            assert "TO_HEX(t.`KEY`)" in query.sql or "TO_HEX(t.`ID`)" in query.sql, name


@EACH_KIND
def test_each_survey_binds_its_words_and_asks_once_for_each_subject(kind: str) -> None:
    for profile in ("materialized", "unmaterialized"):
        questions = survey(graph_of(GRAPH.format(type=profile)), _catalog(kind, "text")).questions
        asked = [it.slug for it in questions]
        assert asked == ["", "left", "right", "first", "direct", "through", "trait"]
        assert all("it's" not in it.query.sql and "it''s" not in it.query.sql for it in questions)
        (first,) = [it.query for it in questions if it.slug == "first"]
        assert first.parameters == ("it's",)
        assert first.sql.count("$1" if kind == "postgres" else "?") == 1


def _without_quoted(sql: str, kind: str) -> str:
    """The SQL with an x for each literal and each quoted name, whatever they hold."""
    quoted = (sqlglot.TokenType.STRING, sqlglot.TokenType.IDENTIFIER)
    bare, end = "", 0
    for token in sqlglot.tokenize(sql, read=KINDS[kind].dialect):
        if token.token_type in quoted:
            bare += sql[end : token.start] + "x"
            end = token.end + 1
    return bare + sql[end:]
