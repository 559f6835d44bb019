"""`datagraph grants`: which graphs, for which warehouse, and what it says of what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

from datagraph.catalog import Catalog, Schema, Table, TablePath
from datagraph.catalog.file import dump
from tests.cli.calls import call
from tests.grants.samples import EXAMPLES, KINDS, graph_text

GOOD = graph_text("PROD.CUST.ACCOUNT", folder="PROD.SEGMENT")
ASK = "write `--warehouse-type snowflake|bigquery|redshift|databricks`"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_kind_comes_from_the_configuration() -> None:
    write("graph.dg", GOOD)
    write("datagraph.toml", 'target-warehouse = "databricks"\n')
    assert call("grants").out == call("grants", "--warehouse-type", "databricks").out
    assert "Snowflake" in call("grants", "--warehouse-type", "snowflake").out


def test_kind_has_to_be_known() -> None:
    write("graph.dg", GOOD)
    assert call("grants") == (
        2,
        "",
        f"error: for which kind of warehouse? {ASK}, or `target-warehouse` in datagraph.toml\n",
    )
    write("datagraph.toml", 'target-warehouse = "duckdb"\n')
    assert call("grants") == (2, "", f"error: Segment does not read `duckdb`: {ASK}\n")
    Path("two").mkdir()
    write("two/graph.dg", GOOD)
    write("two/datagraph.toml", 'target-warehouse = "redshift"\n')
    assert call("grants") == (2, "", f"error: the configurations say `duckdb` and `redshift`: {ASK}\n")
    assert call("grants", "--warehouse-type", "oracle").code == 2


def test_several_graphs_make_one_script() -> None:
    write("a.dg", graph_text("P.A.ONE", "P.A.BOTH"))
    write("b.dg", graph_text("P.A.BOTH", "P.B.TWO", folder="P.S"))
    out = call("grants", "--warehouse-type", "snowflake").out
    for table in ('"P"."A"."ONE"', '"P"."A"."BOTH"', '"P"."B"."TWO"', '"P"."S"."USER_TRAITS"'):
        assert out.count(f"GRANT SELECT ON {table} TO") == 1
    assert "made from a.dg, b.dg." in out


def test_output_and_standard_input() -> None:
    result = call("grants", "-", "--warehouse-type", "redshift", "--output", "setup.sql", stdin=GOOD)
    assert result == (0, "", "")
    assert Path("setup.sql").read_text() == call("grants", "-", "--warehouse-type", "redshift", stdin=GOOD).out
    assert call("grants", "-", "--warehouse-type", "redshift", "--output", "no/such", stdin=GOOD).code == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_graph_that_names_nothing(kind: str) -> None:
    result = call("grants", "-", "--warehouse-type", kind, stdin='data_graph {\n  version = "v1.0.0"\n}\n')
    assert result == (2, "", "error: there is nothing to grant: no table and no profile folder is named in full\n")


def test_a_folder_alone_is_something() -> None:
    result = call("grants", "-", "--warehouse-type", "bigquery", stdin=graph_text(folder="p.d"))
    assert result.code == 0
    assert "ON TABLE `p`.`d`.`user_traits`" in result.out


def test_unreadable_files_are_named_and_the_others_read() -> None:
    write("graph.dg", GOOD)
    result = call("grants", "graph.dg", "gone.dg", "--warehouse-type", "snowflake")
    assert (result.code, result.err) == (1, "error: cannot read gone.dg: there is no such file\n")
    assert '"PROD"."CUST"."ACCOUNT"' in result.out
    assert "made from graph.dg." in result.out
    result = call("grants", "gone.dg", "--warehouse-type", "snowflake")
    assert (result.code, result.out) == (2, "")


def test_names_without_a_database_are_left_out_and_told() -> None:
    path = str(EXAMPLES / "legacy-v0.0.6" / "graph.dg")
    assert call("grants", path, "--warehouse-type", "snowflake").code == 2
    write("graph.dg", graph_text("P.A.ONE", "A.TWO", "THREE", folder="segment"))
    result = call("grants", "--warehouse-type", "snowflake")
    assert result.code == 1
    assert result.err.splitlines() == [
        "warning: graph.dg:11:18: no database in `A.TWO`, so it is left out: write `database.schema.table`",
        "warning: graph.dg:17:18: no database and no schema in `THREE`, so it is left out: write "
        "`database.schema.table`",
        "warning: graph.dg:22:23: no database in `segment`, so it is left out: write `database.schema`",
    ]
    statements = [it for it in result.out.splitlines() if not it.startswith("--")]
    assert [it for it in statements if "SELECT" in it] == [
        'GRANT SELECT ON "P"."A"."ONE" TO ROLE "SEGMENT_LINKED_ROLE";'
    ]
    # Whoever runs the script learns of it too.
    assert "-- Beware: graph.dg:11:18: no database in `A.TWO`" in result.out


def test_malformed_names_are_left_out_and_told() -> None:
    write("graph.dg", graph_text("P.A.ONE", "P.A.B.C", "P. A.B", "P..B", ""))
    result = call("grants", "--warehouse-type", "snowflake")
    assert result.code == 1
    assert [it.partition(": ")[2].split(",")[0].partition(": ")[2] for it in result.err.splitlines()] == [
        "`P.A.B.C` is not of the form `database.schema.table`",
        "`P. A.B` is not of the form `database.schema.table`",
        "`P..B` is not of the form `database.schema.table`",
        "no `table_ref` can be read here",
        "it has mistakes",
    ]
    assert result.out.count("GRANT SELECT") == 1


def test_a_broken_graph_still_gives_what_is_readable() -> None:
    result = call("grants", str(EXAMPLES / "broken" / "graph.dg"), "--warehouse-type", "snowflake")
    assert result.code == 1
    assert "GRANT SELECT ON " in result.out
    assert "it has mistakes, and names in what cannot be read are left out: `datagraph validate " in result.err
    write("graph.dg", GOOD.replace('"ID"', "ID").replace("table_ref =", "table_ref"))
    result = call("grants", "--warehouse-type", "snowflake")
    assert '"PROD"."CUST"."ACCOUNT"' in result.out


def test_mistakes_that_hide_no_name_are_nothing_here() -> None:
    write("graph.dg", GOOD.replace('"e0"', '"E0"'))
    assert call("validate").code == 1
    assert call("grants", "--warehouse-type", "snowflake").code == 0


def test_profile_types_that_are_not_granted_as_they_are_written() -> None:
    raw = graph_text("a.b.c", folder="a.s", profile='type = "segment:unmaterialized"')
    result = call("grants", "-", "--warehouse-type", "redshift", stdin=raw)
    assert (result.code, result.err) == (
        1,
        "warning: <stdin>:11:13: there are no unmaterialized profiles on Redshift, so the materialized tables are "
        'granted: write `type = "segment:materialized"`\n',
    )
    assert '"a"."s"."user_traits"' in result.out
    assert call("grants", "-", "--warehouse-type", "snowflake", stdin=raw).code == 0
    result = call("grants", "-", "--warehouse-type", "snowflake", stdin=graph_text("a.b.c", folder="a.s", profile=""))
    assert "no `type` can be read here, so the materialized tables are granted" in result.err
    assert '"a"."s"."USER_TRAITS"' in result.out


def test_the_betas_profile_is_unmaterialized() -> None:
    text = graph_text("a.b.c", folder="a.s", profile='materialization = "none"').replace("v1.0.0", "v0.0.6")
    result = call("grants", "-", "--warehouse-type", "snowflake", stdin=text)
    assert (result.code, result.err) == (0, "")
    assert '"a"."s"."ID_GRAPH_UPDATES"' in result.out
    assert "USER_TRAITS" not in result.out


@pytest.mark.parametrize(
    ("kind", "words", "error"),
    [
        ("bigquery", ("--role", "r"), "`--role` says nothing on BigQuery; the rights go to `--user`: leave it out"),
        ("databricks", ("--role", "r"), "`--role` says nothing on Databricks; the rights go to `--user`: leave it out"),
        ("redshift", ("--virtual-warehouse", "w"), "`--virtual-warehouse` says nothing on Redshift: leave it out"),
        ("snowflake", ("--location", "EU"), "`--location` says nothing on Snowflake: leave it out"),
        ("bigquery", ("--user", "me"), "no e-mail address in `--user me`: write that of the service account"),
    ],
)
def test_names_that_a_vendor_does_not_know(kind: str, words: tuple[str, ...], error: str) -> None:
    assert call("grants", "-", "--warehouse-type", kind, *words, stdin=GOOD) == (2, "", f"error: {error}\n")


def test_options_reach_the_script() -> None:
    words = ("--role", "R", "--user", "U", "--virtual-warehouse", "W", "--bookkeeping", "B", "--reverse-etl")
    out = call("grants", "-", "--warehouse-type", "snowflake", *words, "--scope", "schemas", stdin=GOOD).out
    assert 'GRANT ROLE "R" TO USER "U";' in out
    assert 'GRANT USAGE ON WAREHOUSE "W" TO ROLE "R";' in out
    assert 'ON ALL TABLES IN SCHEMA "B"."__SEGMENT_REVERSE_ETL" TO ROLE "R";' in out
    assert 'GRANT SELECT ON FUTURE TABLES IN SCHEMA "PROD"."CUST" TO ROLE "R";' in out
    out = call("grants", "-", "--warehouse-type", "snowflake", "--events", "--scope", "tables", stdin=GOOD).out
    assert 'GRANT SELECT ON FUTURE TABLES IN SCHEMA "PROD"."SEGMENT" TO ' in out
    assert '"PROD"."CUST"."ACCOUNT"' in out
    out = call("grants", "-", "--warehouse-type", "bigquery", "--location", "EU", stdin=GOOD).out
    assert "location = 'EU'" in out


def test_catalog_gives_the_kind_and_tells_views() -> None:
    table = Table(TablePath("PROD", "CUST", "ACCOUNT"), "view")
    schema = Schema("PROD", "CUST", {"ACCOUNT": table})
    write("catalog.json", dump(Catalog("bigquery", schemas={("PROD", "CUST"): schema})))
    out = call("grants", "-", "--catalog", "catalog.json", stdin=GOOD).out
    assert "ON VIEW `PROD`.`CUST`.`ACCOUNT` TO" in out
    write("datagraph.toml", 'catalog = "catalog.json"\n')
    assert call("grants", "-", stdin=GOOD).out == out
    result = call("grants", "-", "--catalog", "gone.json", stdin=GOOD)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: cannot read gone.json: there is no such file")
    write("catalog.json", "{}")
    result = call("grants", "-", stdin=GOOD)
    assert result.code == 2
    assert "not a catalog file: `version` is missing" in result.err


def test_a_wrong_configuration_is_no_call() -> None:
    write("graph.dg", GOOD)
    write("datagraph.toml", "target-warehouse = 3\n")
    for words in ((), ("graph.dg", "--warehouse-type", "snowflake")):
        result = call("grants", *words)
        assert (result.code, result.out) == (2, "")
        assert "target-warehouse" in result.err


def test_help_names_the_defaults() -> None:
    out = call("grants", "--help").out
    assert "SEGMENT_LINKED_ROLE" in out
    assert "--warehouse-type" in out
