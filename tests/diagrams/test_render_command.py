"""`datagraph render`: from the files of a call to the picture, and what is said on the way."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from datagraph.catalog.figures import dump
from datagraph.catalog.measurements import (
    EntityMeasurement,
    Link,
    Measurements,
    RelationshipMeasurement,
    Side,
    Spread,
)
from datagraph.diagrams.formats import FORMATS
from tests.cli.calls import call, process
from tests.diagrams.golden import ROOT
from tests.diagrams.install import install_dot

GRAPH = (ROOT / "examples" / "ecommerce" / "graph.dg").read_text(encoding="utf-8")
CATALOG = """{"version": 1, "warehouse": "snowflake", "schemas": [{"database": "PRODUCTION", "name": "CUST", "tables": [
  {"name": "CART", "kind": "table", "columns": [
    {"name": "ID", "type": "NUMBER(38,0)", "kind": "integer"},
    {"name": "ACCOUNT_ID", "type": "NUMBER(38,0)", "kind": "integer"},
    {"name": "CREATED_AT", "type": "TIMESTAMP_NTZ", "kind": "timestamp"}]}]}]}"""
_LINK = Link(Side(20, 0, 20, matched=15), Side(40, 0, 40, matched=40))
MEASURED = Measurements(
    {"cart-entity": EntityMeasurement(1234, 0, 1234)},
    {"user-carts": RelationshipMeasurement((_LINK,), Spread(2, 5, 7, 15, 40), Spread(1, 1, 1, 40, 40))},
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory, which is the current one, with a graph in it, and no configuration above that counts."""
    (tmp_path / "datagraph.toml").write_text("")
    (tmp_path / "graph.dg").write_text(GRAPH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def slugs(*words: str) -> list[str]:
    """The entities that a call draws."""
    result = call("render", "--format", "json", *words)
    assert (result.code, result.err) == (0, "")
    return [it["slug"] for it in json.loads(result.out)["nodes"] if it["kind"] == "entity"]


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("a.svg", b"<svg"),
        ("a.PNG", b"\x89PNG"),
        ("a.pdf", b"%PDF"),
        ("a.dot", b"digraph {"),
        ("a.gv", b"digraph {"),
        ("a.mmd", b"---\n"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.json", b"{"),
    ],
)
def test_the_name_of_the_output_tells_the_format(name: str, beginning: bytes) -> None:
    install_dot()
    assert call("render", "-o", name) == (0, "", "")
    assert Path(name).read_bytes().startswith(beginning)


def test_the_format_may_be_said_and_is_svg_if_nothing_is() -> None:
    assert call("render").out.startswith("<svg")
    assert call("render", "--format", "mermaid", "-o", "a.svg") == (0, "", "")
    assert "flowchart LR" in Path("a.svg").read_text(encoding="utf-8")
    result = call("render", "-o", "a.docx")
    assert result.code == 2
    assert result.err.splitlines()[0] == "error: the name a.docx does not tell what to write"
    assert all(suffix in result.err for row in FORMATS.values() for suffix in row.suffixes)


def test_what_is_drawn_can_be_chosen() -> None:
    everything = ["account-entity", "product-entity", "cart-entity", "household-entity", "subscription-entity"]
    assert slugs() == everything
    assert slugs("--focus", "cart-entity") == ["account-entity", "product-entity", "cart-entity"]
    assert slugs("--focus", "household-entity", "--hops", "0") == ["household-entity"]
    assert slugs("--path-to", "cart-entity") == ["account-entity", "cart-entity"]
    document = json.loads(call("render", "--format", "json", "--group-by", "schema", "--junctions", "folded").out)
    assert [it["title"] for it in document["groups"]][:2] == ["PRODUCTION.CUST", "PRODUCTION.PROD"]
    assert "junction" not in {it["kind"] for it in document["nodes"]}


def test_how_it_looks_can_be_chosen() -> None:
    text = call("render", "--format", "dot", "--direction", "TB", "--theme", "dark", "--title", "A title").out
    assert 'label="A title"' in text
    assert "rankdir=TB" in text
    assert text != call("render", "--format", "dot", "--direction", "TB", "--title", "A title").out


@pytest.mark.parametrize("option", ["--focus", "--path-to"])
def test_an_unknown_slug_is_said_and_the_one_that_was_meant(option: str) -> None:
    result = call("render", option, "cart-entiti")
    assert result == (
        2,
        "",
        "error: no entity or relationship named `cart-entiti`\nhelp: did you mean `cart-entity`?\n",
    )
    result = call("render", "--focus", "cart-entity", option, "zzz")
    assert "help: there are `account-entity`, `product-entity`" in result.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--hops", "2"), "error: `--hops` counts from a focus\nhelp: name it with `--focus SLUG`\n"),
        (("--focus", "x", "--hops", "-1"), "error: `--hops -1` is no number of relationships, such as 2\n"),
        (("gone.dg",), "error: cannot read gone.dg: there is no such file\n"),
    ],
)
def test_a_wrong_call_says_what_to_do(words: tuple[str, ...], said: str) -> None:
    assert call("render", *words) == (2, "", said)


def test_a_bitmap_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datagraph.cli.render.is_terminal", lambda: True)
    said = "error: a png is no text for a terminal\nhelp: write it to a file: `-o graph.png`\n"
    assert call("render", "--format", "png") == (2, "", said)


@pytest.mark.parametrize(
    ("system", "how"), [("linux", "apt-get"), ("darwin", "brew"), ("win32", "winget"), ("aix", "")]
)
@pytest.mark.parametrize("form", ["png", "pdf"])
def test_without_graphviz_it_says_how_to_install_it(
    form: str, system: str, how: str, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    monkeypatch.setenv("PATH", str(here))
    monkeypatch.setattr(sys, "platform", system)
    result = call("render", "-o", f"a.{form}")
    assert (result.code, result.out) == (2, "")
    error, help_ = result.err.splitlines()
    assert error == f"error: there is no `dot` on the PATH, and a {form} needs Graphviz"
    assert help_.startswith("help: ")
    assert how in help_
    assert not Path(f"a.{form}").exists()


def test_links_lead_from_the_picture_to_the_text() -> None:
    Path("docs").mkdir()
    call("render", "graph.dg", "-o", "docs/a.json")
    assert json.loads(Path("docs/a.json").read_text(encoding="utf-8"))["source"] == "../graph.dg"
    assert json.loads(call("render", "--format", "json").out)["source"] == "graph.dg"
    piped = json.loads(call("render", "-", "--format", "json", stdin=GRAPH).out)
    assert (piped["source"], len(piped["nodes"])) == ("", 7)
    named = json.loads(call("render", "-", "--stdin-filename", "x/y.dg", "--format", "json", stdin=GRAPH).out)
    assert named["source"] == "x/y.dg"


def test_mistakes_do_not_stop_the_picture_and_are_marked_on_request() -> None:
    Path("graph.dg").write_text(GRAPH.replace('related_entity = "cart-entity"', 'related_entity = "carts"'))
    result = call("render", "--format", "mermaid")
    assert result.code == 0
    assert result.err.startswith("note: graph.dg has ")
    assert result.err.endswith("and may not be drawn whole: `datagraph validate`\n")
    assert "not declared" in result.out
    assert "error" not in result.out
    assert "<b>1 error</b>" in call("render", "--format", "mermaid", "--diagnostics").out


def test_a_catalog_gives_columns_and_types() -> None:
    Path("catalog.json").write_text(CATALOG)
    text = call("render", "--format", "mermaid", "--catalog", "catalog.json", "--columns", "all").out
    assert (
        "key <code>ID</code> NUMBER(38,0)<br/><code>ACCOUNT_ID</code> NUMBER(38,0)<br/><code>CREATED_AT</code>" in text
    )
    assert "CREATED_AT" not in call("render", "--format", "mermaid", "--catalog", "catalog.json").out
    assert "<code>ACCOUNT_ID</code>" not in call("render", "--format", "mermaid", "--columns", "none").out


def test_figures_are_shown_without_a_connection() -> None:
    Path("figures.json").write_text(dump([("elsewhere/graph.dg", MEASURED)]))
    document = json.loads(call("render", "--format", "json", "--figures", "figures.json").out)
    (edge,) = [it for it in document["edges"] if it["slug"] == "user-carts"]
    assert "75" in " ".join(edge["figures"])
    (node,) = [it for it in document["nodes"] if it["slug"] == "cart-entity"]
    assert "1,234" in " ".join(node["figures"])


def test_what_the_data_tells_is_no_mistake_in_the_text() -> None:
    repeated = {"cart-entity": EntityMeasurement(1234, 0, 1234, repeated=2, repeats=4)}
    Path("figures.json").write_text(dump([("graph.dg", MEASURED._replace(entities=repeated))]))
    result = call("render", "--figures", "figures.json", "--format", "mermaid", "--diagnostics")
    assert (result.code, result.err) == (0, "")
    assert "<b>1 error</b>" in result.out


def test_figures_of_several_graphs_are_told_by_their_paths() -> None:
    Path("figures.json").write_text(dump([("./graph.dg", MEASURED), ("other.dg", Measurements())]))
    assert "1,234" in call("render", "--format", "json", "--figures", "figures.json").out
    Path("figures.json").write_text(dump([("a.dg", MEASURED), ("other.dg", Measurements())]))
    result = call("render", "--figures", "figures.json")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: figures.json has no figures of graph.dg; it has those of a.dg, other.dg\n"
        "help: write it with `datagraph check --figures figures.json`\n"
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{\n  nonsense", "figures.json:2:3: not a file of figures: expecting property name"),
        ('{"version": 1, "files": [{}]}', "figures.json: not a file of figures: `files[0].path` is missing"),
        (None, "cannot read figures.json: there is no such file"),
    ],
)
def test_what_is_no_file_of_figures_is_refused_at_its_place(text: str | None, error: str) -> None:
    if text is not None:
        Path("figures.json").write_text(text)
    result = call("render", "--figures", "figures.json")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {error}")


def test_more_than_mermaid_draws_is_said() -> None:
    entity = '  entity "e{n}" {{\n    name = "A long name"\n    table_ref = "A.B.C{n}"\n    primary_key = "ID"\n  }}\n'
    entities = "".join(entity.format(n=n) for n in range(500))
    Path("graph.dg").write_text(f'data_graph {{\n  version = "v1.0.0"\n{entities}}}\n')
    result = call("render", "--format", "mermaid")
    assert result.code == 0
    assert "warning: most programs draw no Mermaid of more than 50000 characters" in result.err
    assert "--focus SLUG" in result.err


def test_the_same_graph_gives_the_same_bytes_in_another_process() -> None:
    for form in ("svg", "dot", "mermaid", "json"):
        one, other = (process("render", "--format", form, PYTHONHASHSEED=seed) for seed in "12")
        assert one.code == 0
        assert one == other
