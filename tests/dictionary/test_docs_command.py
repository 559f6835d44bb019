"""`datagraph docs` in a folder: what it writes, what it leaves alone, and what --check says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.calls import GOOD, call

if TYPE_CHECKING:
    from tests.cli.calls import Result


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("graph.dg").write_text(GOOD)
    return tmp_path


def docs(*words: str) -> Result:
    return call("docs", "graph.dg", *words)


def test_what_is_written_is_as_it_should_be() -> None:
    assert docs().code == 0
    assert sorted(it.name for it in Path("docs").rglob("*") if it.is_file()) == [
        "README.md",
        "account-entity.md",
        "graph.svg",
    ]
    assert docs("--check").code == 0


def test_check_tells_stale_missing_and_left_over_files_and_changes_nothing() -> None:
    docs()
    Path("graph.dg").write_text(GOOD.replace('"account-entity"', '"customer"'))
    before = {it: it.read_bytes() for it in Path("docs").rglob("*") if it.is_file()}
    checked = docs("--check")
    assert checked.code == 1
    told = [line.partition(": ") for line in checked.err.splitlines()[:-1]]
    assert [(kind, Path(path).name) for kind, _, path in told] == [
        ("stale", "graph.svg"),
        ("stale", "README.md"),
        ("missing", "customer.md"),
        ("left over", "account-entity.md"),
    ]
    assert checked.err.splitlines()[-1] == "help: the same command without `--check` mends it"
    assert {it: it.read_bytes() for it in Path("docs").rglob("*") if it.is_file()} == before
    assert docs().code == 0
    assert docs("--check").code == 0
    assert not Path("docs/entities/account-entity.md").exists()


def test_files_that_are_as_they_should_be_are_not_written_again() -> None:
    docs()
    page = Path("docs/README.md")
    before = page.stat().st_mtime_ns
    docs()
    assert page.stat().st_mtime_ns == before


def test_files_of_others_stay() -> None:
    Path("docs").mkdir()
    Path("docs/notes.md").write_text("mine")
    Path("docs/picture.bin").write_bytes(b"\xff\xfe")
    assert docs().code == 0
    assert docs("--check").code == 0
    assert Path("docs/notes.md").read_text() == "mine"
    Path("docs/README.md").write_text("# My own\n")
    refused = docs()
    assert refused.code == 2
    assert "was not written by `datagraph docs`" in refused.err
    assert Path("docs/README.md").read_text() == "# My own\n"


def test_a_folder_that_cannot_be_written_is_said() -> None:
    Path("docs").write_text("a file")
    refused = docs()
    assert refused.code == 2
    assert refused.err.startswith("error: ")


def test_html_of_standard_input_under_another_title() -> None:
    written = call("docs", "-", "--format", "html", "-o", "site", "--title", "Our data", stdin=GOOD)
    assert written.code == 0
    assert "<h1>Our data</h1>" in Path("site/index.html").read_text()


def test_a_graph_that_is_not_there() -> None:
    assert call("docs", "nothing.dg").code == 2


def test_the_dictionary_of_the_example_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert call("docs", "examples/ecommerce", "-o", "examples/ecommerce/docs", "--check").code == 0
