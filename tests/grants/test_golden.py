"""The scripts for the examples: as the golden files say, and meaning that when they are parsed back.

`UPDATE_GOLDEN=1 pytest tests/grants` writes the golden files anew; read their difference before you commit it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from sqlglot import exp

from tests.cli.calls import call
from tests.grants.samples import EXAMPLE, EXAMPLES, KINDS, granted, parsed

GOLDEN = Path(__file__).parent / "golden"

# What sqlglot (30.30) takes as a command, without a look inside.
OPAQUE = {
    "snowflake": r'CREATE (ROLE|USER) IF NOT EXISTS "|GRANT ROLE "\w+" TO USER "',
    "bigquery": r"GRANT `roles/bigquery\.user` ON PROJECT `",
    "redshift": r'CREATE (ROLE|USER) "|GRANT ROLE "\w+" TO "',
    "databricks": r"CREATE CATALOG IF NOT EXISTS `|GRANT USE CATALOG[A-Z, ]* ON CATALOG `",
}

CUST = ("ACCOUNT", "CART", "CART_PRODUCT", "HOUSEHOLD", "SUBSCRIPTION")
FINISHED = ("profile_merges", "user_identifiers", "user_traits")
RAW = ("external_id_mapping_updates", "id_graph_updates", "profile_traits_updates")
SHOP = {
    *(("PRODUCTION", "CUST", name) for name in CUST),
    ("PRODUCTION", "PROD", "PRODUCT_SKUS"),
}
TABLES = {
    "snowflake": SHOP | {("PRODUCTION", "SEGMENT", name.upper()) for name in (*FINISHED, *RAW)},
    "redshift": SHOP | {("PRODUCTION", "SEGMENT", name) for name in FINISHED},
    "databricks": SHOP | {("PRODUCTION", "SEGMENT", name) for name in (*FINISHED, *RAW)},
    "bigquery": {
        ("my-project-42", "catalogue", "articles"),
        ("my-project-42", "retail", "loyalty_members"),
        ("my-project-42", "retail", "order_lines"),
        ("my-project-42", "retail", "orders"),
        ("shared-reference-data", "geo", "stores"),
        *(("my-project-42", "segment_profiles", name) for name in (*FINISHED, *RAW)),
    },
}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)


def written(kind: str, *words: str) -> str:
    result = call("grants", f"examples/{EXAMPLE[kind]}/graph.dg", "--warehouse-type", kind, *words)
    assert (result.code, result.err) == (0, "")
    return result.out


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", ["", "-verify"])
def test_script_is_the_golden_one(kind: str, suffix: str) -> None:
    text = written(kind, *(["--verify"] if suffix else []))
    golden = GOLDEN / f"{kind}{suffix}.sql"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_script_parses_back(kind: str) -> None:
    text = written(kind)
    statements = parsed(text, kind)
    # Each statement is one line of the script, and nothing is left of a line behind its statement.
    lines = [it for it in text.splitlines() if it and not it.startswith("--")]
    assert len(statements) == len(lines)
    for statement, line in zip(statements, lines, strict=True):
        assert isinstance(statement, exp.Grant | exp.Create | exp.Use) != bool(re.match(OPAQUE[kind], line)), line


@pytest.mark.parametrize("kind", KINDS)
def test_tables_are_those_that_the_graph_names_and_no_others(kind: str) -> None:
    reading = granted(written(kind), kind, "roles/bigquery.dataViewer" if kind == "bigquery" else "SELECT")
    # On Snowflake a statement without the word TABLE holds for views too.
    assert reading == {"" if kind == "snowflake" else "TABLE": TABLES[kind]}


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_those_of_the_tables_and_no_others(kind: str) -> None:
    privilege = {"bigquery": "roles/bigquery.metadataViewer", "databricks": "USE SCHEMA"}.get(kind, "USAGE")
    on = granted(written(kind), kind, privilege)
    schemas = {it[:2] for it in TABLES[kind]}
    # On Redshift a schema is named inside its database, to which the script is connected.
    assert on["SCHEMA"] == ({it[1:] for it in schemas} if kind == "redshift" else schemas)


def test_databases_are_those_of_the_tables_and_the_bookkeeping() -> None:
    books = ("SEGMENT_LINKED_PROFILES_DB",)
    assert granted(written("snowflake"), "snowflake", "USAGE")["DATABASE"] == {("PRODUCTION",), books}
    assert "GRANT USE CATALOG ON CATALOG `PRODUCTION` TO " in written("databricks")


@pytest.mark.parametrize(
    ("kind", "privilege", "place"),
    [
        ("snowflake", "CREATE SCHEMA", ("SEGMENT_LINKED_PROFILES_DB",)),
        ("bigquery", "roles/bigquery.dataEditor", ("my-project-42", "__segment_reverse_etl")),
        ("redshift", "CREATE", ("segment_linked_profiles_db",)),
    ],
)
def test_only_the_bookkeeping_is_written_to(kind: str, privilege: str, place: tuple[str, ...]) -> None:
    text = written(kind)
    assert granted(text, kind, privilege) == {"SCHEMA" if kind == "bigquery" else "DATABASE": {place}}
    assert not re.search(r"\b(INSERT|UPDATE|DELETE|MODIFY|OWNERSHIP|ALL PRIVILEGES)\b[^;]*;$", text, re.MULTILINE)


def test_only_the_bookkeeping_is_written_to_on_databricks() -> None:
    writing = [it for it in written("databricks").splitlines() if re.match("GRANT.*(CREATE|MODIFY|ALL)", it)]
    assert [it.partition(" ON ")[2].partition(" TO ")[0] for it in writing] == ["CATALOG `segment_linked_profiles_db`"]


@pytest.mark.parametrize("kind", KINDS)
def test_queries_only_read_and_look_into_every_table(kind: str) -> None:
    text = written(kind, "--verify")
    tables = set()
    for statement in parsed(text, kind):
        assert isinstance(statement, exp.Select | exp.Show) or (
            isinstance(statement, exp.Command) and statement.name.upper() == "SHOW"
        )
        assert not statement.find(exp.Into)
        tables |= {tuple(part.name for part in it.parts) for it in statement.find_all(exp.Table)}
    assert {it for it in tables if len(it) == 3 and not it[2].startswith("INFORMATION_SCHEMA")} == TABLES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_no_password_is_set(kind: str) -> None:
    statements = [it for it in written(kind).splitlines() if not it.startswith("--")]
    assert not [it for it in statements if re.search("PASSWORD(?! DISABLE)|SECRET|KEY", it)]
