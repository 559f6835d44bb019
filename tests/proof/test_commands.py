"""`check`, `preview` and `count`, as a user calls them, on the embedded DuckDB."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
import sqlglot

from datagraph.rules import all_rules
from tests.cli.calls import call
from tests.proof.surveys import SHOP, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., None]

CONFIGURATION = '[warehouse.demo]\ntype = "duckdb"\nsetup = ["tables.sql"]\n'
OPENING = "ATTACH ':memory:' AS PROD; CREATE SCHEMA PROD.CUST; CREATE SCHEMA PROD.SEGMENT;\n"
ORPHAN = "UPDATE PROD.CUST.CART SET ACCOUNT_ID = 99 WHERE ID = 504;"
REPEATED = "INSERT INTO PROD.CUST.ACCOUNT VALUES (3, NULL);"
BROKEN = "CREATE VIEW PROD.CUST.BAD AS SELECT CAST(CAST(TITLE AS INTEGER) AS VARCHAR) AS SKU FROM PROD.CUST.PRODUCT;"
# Whoever asks for its rows waits for minutes.
SLOW = "CREATE VIEW PROD.CUST.SLOW AS SELECT sum(a.range)::VARCHAR AS SKU FROM range(4000000) a, range(400000) b;"


@pytest.fixture(autouse=True)
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes the graph and statements that spoil the shop into the current directory."""

    def files(statements: str = "", text: str = SHOP, configuration: str = CONFIGURATION) -> None:
        (tmp_path / "graph.dg").write_text(text, encoding="utf-8")
        (tmp_path / "tables.sql").write_text(OPENING + TABLES + statements, encoding="utf-8")
        (tmp_path / "datagraph.toml").write_text(configuration, encoding="utf-8")

    monkeypatch.chdir(tmp_path)
    files()
    return files


def codes(*words: str) -> list[str]:
    report = json.loads(call("check", "--format", "json", *words).out)
    return [it["code"] for file in report["files"] for it in file["diagnostics"]]


FIGURES = """\
no problems in 1 file

entity    rows   no key   repeated keys
───────────────────────────────────────
account      3        0               0
cart         4        0               0
product      2        0               0

relationship   match →   match ←   no key   orphans   fan-out →   fan-out ←   observed
───────────────────────────────────────────────────────────────────────────────────────
accounts          100%      100%        0             1 / 1 / 1   1 / 1 / 1   1:1
carts             100%      100%        0         0   1 / 2 / 2   1 / 1 / 1   1:many
products          100%      100%        0         0   1 / 2 / 2   2 / 3 / 3   many:many
favourites        100%      100%        0             1 / 1 / 1   1 / 1 / 1   1:1

fan-out: how many rows one leads to (→) or comes from (←): median, 99th percentile, most
"""


def test_a_sound_shop_gives_figures_and_nothing_to_report() -> None:
    result = call("check")
    assert (result.code, result.err) == (0, "")
    assert result.out == FIGURES


def test_findings_decide_the_exit_code(write: Write) -> None:
    write(ORPHAN)
    assert call("check").code == 0
    assert call("check", "--fail-on", "warning").code == 1
    assert call("check", "--fail-on", "warning", "--ignore", "orphaned-rows").code == 0
    write(REPEATED)
    assert call("check").code == 1


def test_formats_for_programs_hold_the_findings_alone(write: Write) -> None:
    write(ORPHAN)
    assert call("check", "--format", "concise").out.startswith("graph.dg:38:40: warning[DG705] ")
    assert call("check", "--format", "sarif").out.startswith("{")
    assert codes() == ["DG705"]


def test_the_configuration_does_not_switch_the_check_off(write: Write) -> None:
    write(ORPHAN, configuration='select = ["DG0"]\n' + CONFIGURATION)
    assert codes() == ["DG705"]
    write(ORPHAN, configuration='ignore = ["DG705"]\n' + CONFIGURATION)
    assert codes() == []


def test_a_comment_silences_a_finding(write: Write) -> None:
    line = 'join_on        = "account.ID = cart.ACCOUNT_ID"'
    write(ORPHAN, SHOP.replace(line, f"{line} # datagraph: ignore[orphaned-rows]"))
    assert codes() == []


def test_errors_of_the_text_are_said_but_left_to_validate(write: Write) -> None:
    write(ORPHAN, SHOP.replace('type     = "email"', "type     = email"))
    result = call("check")
    assert result.code == 1
    assert "DG002" not in result.out
    assert "DG705" in result.out
    assert result.err == (
        "note: graph.dg has an error of its own, and may not be checked whole: `datagraph validate`\n"
    )


def test_a_missing_table_is_a_finding_and_told_in_the_table_too(write: Write) -> None:
    write("", SHOP.replace("PROD.CUST.PRODUCT", "PROD.CUST.PRODUKT"))
    result = call("check")
    assert result.code == 1
    assert "error[DG403]" in result.out
    assert re.search(r"^product +not checked: no table `PROD.CUST.PRODUKT` was found$", result.out, re.MULTILINE)
    assert re.search(r"^carts +100% ", result.out, re.MULTILINE)


def test_only_runs_one_rule_and_the_queries_that_it_needs(write: Write) -> None:
    write(ORPHAN + REPEATED + BROKEN, SHOP.replace("PROD.CUST.PRODUCT", "PROD.CUST.BAD"))
    assert sorted(codes()) == ["DG701", "DG705", "DG707", *["DG713"] * 3]
    assert codes("--only", "orphaned-rows") == ["DG705"]
    assert codes("--only", "DG701,DG705") == ["DG701", "DG705"]
    assert call("check", "--only", "DG710", "--dry-run").err == "graph.dg: 5 queries\n"
    assert call("check", "--only", "DG4", "--dry-run").err == "graph.dg: 0 queries\n"


def test_every_rule_over_the_data_says_what_it_needs_or_needs_all() -> None:
    from datagraph.cli.surveying import TOPICS_OF_RULES

    rules = {it.code for it in all_rules() if it.code.startswith("DG7")}
    assert rules - TOPICS_OF_RULES.keys() == {"DG703", "DG713"}
    assert TOPICS_OF_RULES.keys() <= rules


def test_each_rule_finds_alone_what_it_finds_among_all(write: Write) -> None:
    write(ORPHAN + REPEATED + "INSERT INTO PROD.CUST.PRODUCT VALUES (NULL, 'x');")
    for code in sorted(set(codes())):
        assert set(codes("--only", code)) == {code}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--only", "DG201"), "`DG201` does not look at the warehouse: `datagraph rules` lists DG4 and DG7"),
        (("--only", "orphaned-row"), "no rule named `orphaned-row`: did you mean `orphaned-rows`?"),
        (("--sample", "many"), "`--sample many` is no number of rows, such as 10000"),
        (("--sample", "0"), "`--sample 0` is no number of rows, such as 10000"),
        (("--max-seconds", "soon"), "`--max-seconds soon` is no number of seconds, such as 60"),
        (("--max-seconds", "inf"), "`--max-seconds inf` is no number of seconds, such as 60"),
        (("--warehouse", "dem"), "no warehouse named `dem`"),
        (("--figures", "nowhere/f.json"), "cannot write nowhere/f.json: there is no such file"),
    ],
)
def test_a_wrong_call_is_told(words: tuple[str, ...], message: str) -> None:
    result = call("check", *words)
    assert result.code == 2
    assert result.err.startswith(f"error: {message}\n")


def test_a_dry_run_shows_sql_and_runs_none(write: Write) -> None:
    write(SLOW, SHOP.replace("PROD.CUST.PRODUCT", "PROD.CUST.SLOW"))
    result = call("check", "--dry-run", "--sample", "50")
    assert (result.code, result.err) == (0, "graph.dg: 8 queries\n")
    assert result.out.startswith("-- graph.dg\n\n-- profile\nWITH id_words AS (\n")
    assert "\n-- relationship accounts\n-- with the values 'email'\n" in result.out
    assert len(sqlglot.parse(result.out, read="duckdb")) == 8
    assert '"PROD"."CUST"."SLOW"' in result.out


def test_a_dry_run_says_what_is_left_out(write: Write) -> None:
    write("", SHOP.replace("PROD.CUST.PRODUCT", "PROD.CUST.PRODUKT"))
    result = call("check", "--dry-run")
    assert "-- product is left out: no table `PROD.CUST.PRODUKT` was found\n" in result.out
    assert result.err == "graph.dg: 5 queries\n"


def test_a_query_that_takes_too_long_is_cancelled_and_the_rest_is_told(write: Write) -> None:
    write(SLOW + ORPHAN, SHOP.replace("PROD.CUST.PRODUCT", "PROD.CUST.SLOW"))
    result = call("check", "--max-seconds", "0.5")
    assert "warning[DG713]: `product` was not checked: the query took more than 0.5 seconds" in result.out
    assert "help: allow more `--max-seconds`, or look at a `--sample`" in result.out
    assert "warning[DG705]" in result.out
    assert re.search(r"^product +not checked: the query took more than 0.5 seconds$", result.out, re.MULTILINE)


def test_figures_are_written_as_json(write: Write) -> None:
    write(ORPHAN + REPEATED)
    assert call("check", "--figures", "figures.json", "--sample", "100").code == 1
    with open("figures.json", encoding="utf-8") as file:
        document = json.load(file)
    (graph,) = document["files"]
    assert (document["version"], graph["path"], graph["sample"]) == (1, "graph.dg", 100)
    assert list(graph["entities"]) == ["account", "cart", "product"]
    account = graph["entities"]["account"]
    assert (account["rows"], account["repeated"], account["examples"]) == (4, 1, [{"key": "3", "rows": 2}])
    carts = graph["relationships"]["carts"]
    assert (carts["cardinality"], carts["forward"]["joined"]) == ("1:many", 3)
    assert graph["relationships"]["accounts"]["backward"] is None


def test_several_graphs_are_checked_in_one_call(write: Write, tmp_path: Path) -> None:
    write(ORPHAN)
    (tmp_path / "other.dg").write_text(SHOP, encoding="utf-8")
    result = call("check")
    assert result.out.count("warning[DG705]") == 2
    assert "\ngraph.dg\nentity " in result.out
    assert "\nother.dg\nentity " in result.out
    assert call("check", "other.dg", "missing.dg").code == 2


def test_the_rows_of_an_entity_are_shown() -> None:
    assert (
        call("preview", "product").out
        == """\
SKU   TITLE
───────────
s1    Soap
s2    Salt
"""
    )
    assert call("preview", "product", "-n", "1").out.count("\n") == 3


def test_both_sides_of_a_relationship_are_shown() -> None:
    rows = list(csv.reader(io.StringIO(call("preview", "carts", "--format", "csv").out)))
    assert rows[0] == ["account.ID", "account.EMAIL", "cart.ID", "cart.ACCOUNT_ID"]
    assert sorted(rows[1:])[0] == ["1", "ada@example.com", "501", "1"]
    assert len(rows) == 5
    first = json.loads(call("preview", "favourites", "--format", "json", "--rows", "1").out)
    assert first[0].keys() == {"profile", "favourite", "product.SKU", "product.TITLE"}


def test_cells_are_shown_as_they_are_and_do_nothing(write: Write) -> None:
    write("DELETE FROM PROD.CUST.PRODUCT; INSERT INTO PROD.CUST.PRODUCT VALUES ('[red]' || chr(27) || '[31m', NULL);")
    assert call("preview", "product").out.splitlines()[-1] == "[red]␛[31m   NULL"
    assert json.loads(call("preview", "product", "--format", "json").out) == [{"SKU": "[red]\x1b[31m", "TITLE": None}]


def test_values_that_json_does_not_have_become_texts(write: Write) -> None:
    write(
        """
        CREATE OR REPLACE TABLE PROD.CUST.PRODUCT AS
        SELECT 's1' AS SKU, 1.50::DECIMAL(4, 2) AS A, DATE '2024-05-01' AS B, '\\xAB'::BLOB AS C,
               'NaN'::DOUBLE AS D, [1] AS E;
        """
    )
    assert json.loads(call("preview", "product", "--format", "json").out) == [
        {"SKU": "s1", "A": "1.50", "B": "2024-05-01", "C": "ab", "D": "nan", "E": "[1]"}
    ]


def test_an_empty_preview_says_so(write: Write) -> None:
    write("DELETE FROM PROD.CUST.PRODUCT;")
    result = call("preview", "product")
    assert (result.code, result.err) == (0, "there are no rows\n")
    assert json.loads(call("preview", "product", "--format", "json").out) == []


@pytest.mark.parametrize(
    ("slug", "count"), [("account", 3), ("accounts", 3), ("carts", 4), ("products", 5), ("favourites", 2)]
)
def test_rows_are_counted(slug: str, count: int) -> None:
    result = call("count", slug)
    assert (result.code, result.out, result.err) == (0, f"{count}\n", "")


def test_a_count_is_that_of_the_join_and_of_one_step(write: Write) -> None:
    # Two accounts of one number meet each of its carts; that one of them has no profile makes no difference.
    write("INSERT INTO PROD.CUST.ACCOUNT VALUES (1, NULL); INSERT INTO PROD.CUST.CART VALUES (600, NULL), (601, 99);")
    assert call("count", "carts").out == "6\n"
    assert call("count", "accounts").out == "3\n"
    write("INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p9', 'email', 'ada@example.com');")
    assert call("count", "accounts").out == "4\n"


@pytest.mark.parametrize("command", ["count", "preview"])
def test_a_slug_that_is_none_is_told(command: str, write: Write, tmp_path: Path) -> None:
    result = call(command, "cats")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: no entity or relationship named `cats`\nhelp: did you mean `carts`?\n"
    write("", SHOP.replace("PROD.CUST.CART", "PROD.CUST.CRT"))
    result = call(command, "cart")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `cart` cannot be read: no table `PROD.CUST.CRT` was found\nhelp: ")
    help_command = result.err.split("help: `datagraph ")[1].partition("`")[0]
    assert "DG403" in call(*help_command.split()).out
    (tmp_path / "other.dg").write_text(SHOP, encoding="utf-8")
    result = call(command, "cart")
    assert result.err == "error: `cart` is declared in 2 files\nhelp: name one of them: graph.dg, other.dg\n"
    assert call(command, "cart", "other.dg").code == 0
    assert call(command, "cart", "missing.dg").err == "error: cannot read missing.dg: there is no such file\n"
    assert call("preview", "cart", "-n", "none").err == "error: `-n none` is no number of rows, such as 10\n"


def test_a_warehouse_that_fails_is_told(write: Write) -> None:
    write(BROKEN, SHOP.replace("PROD.CUST.PRODUCT", "PROD.CUST.BAD"))
    for command in ("count", "preview"):
        result = call(command, "products")
        assert result.code == 2
        assert result.err.startswith("error: DuckDB refuses the query\nnote: Conversion Error: ")
