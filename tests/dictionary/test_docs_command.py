"""`datagraph docs` in a folder: what it writes, what it leaves alone, and what --check says."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.calls import GOOD, call, process
from tests.dictionary.graphs import ROOT

if TYPE_CHECKING:
    from tests.cli.calls import Result

RENAMED = GOOD.replace('"account-entity"', '"customer"')


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory, which is the current one, with a graph in it, and no configuration above that counts."""
    (tmp_path / "datagraph.toml").write_text("")
    (tmp_path / "graph.dg").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def docs(*words: str) -> Result:
    return call("docs", *words)


def state(folder: str = "docs") -> dict[str, bytes]:
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in Path(folder).rglob("*") if it.is_file()}


def test_what_is_written_is_listed_and_is_as_it_should_be() -> None:
    assert docs() == (
        0,
        "wrote docs/README.md\nwrote docs/graph.svg\nwrote docs/entities/account-entity.md\n",
        "3 of 3 files written\n",
    )
    assert state().keys() == {"README.md", "graph.svg", "entities/account-entity.md"}
    assert docs("--check") == (0, "", "3 files as the graph is\n")
    assert docs() == (0, "", "3 files as before\n")


def test_check_tells_stale_missing_and_left_over_files_and_what_mends_them() -> None:
    docs("graph.dg", "-o", "my docs", "--title", "It's ours")
    Path("graph.dg").write_text(RENAMED)
    before = state("my docs")
    checked = docs("graph.dg", "--output=my docs", "--title", "It's ours", "--check")
    assert checked.code == 1
    assert checked.out.splitlines() == [
        "stale: my docs/README.md",
        "stale: my docs/graph.svg",
        "missing: my docs/entities/customer.md",
        "left over: my docs/entities/account-entity.md",
    ]
    assert state("my docs") == before
    said, help_ = checked.err.splitlines()
    assert said == "4 files not as the graph is"
    name, *words = shlex.split(help_.removeprefix("help: `").removesuffix("` mends that"))
    assert name == "datagraph"
    mended = call(*words)
    assert mended.out.splitlines()[-1] == "removed my docs/entities/account-entity.md"
    assert mended.err == "3 of 3 files written, 1 removed\n"
    assert docs("-o", "my docs", "--title", "It's ours", "--check").code == 0


def test_the_folder_of_pages_goes_with_the_last_of_them() -> None:
    docs()
    Path("graph.dg").write_text('data_graph {\n  version = "v1.0.0"\n}\n')
    assert docs().code == 0
    assert sorted(it.name for it in Path("docs").iterdir()) == ["README.md"]


def test_only_what_has_changed_is_written() -> None:
    docs()
    page, picture = Path("docs/entities/account-entity.md"), Path("docs/graph.svg")
    # As git may have it on Windows.
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    picture.write_text(picture.read_text().replace("Account", "Customer"))
    before = page.stat().st_mtime_ns
    assert docs("--check").out == "stale: docs/graph.svg\n"
    assert docs().out == "wrote docs/graph.svg\n"
    assert page.stat().st_mtime_ns == before


def test_files_of_others_stay() -> None:
    Path("docs/entities").mkdir(parents=True)
    for name, content in (("notes.md", b"mine"), ("entities/own.md", b"\xff\xfe"), ("entities/a.txt", b"")):
        (Path("docs") / name).write_bytes(content)
    docs("-o", "docs/inner")
    inner = state("docs/inner")
    assert docs().code == 0
    assert docs("--check").code == 0
    assert state("docs/inner") == inner
    Path("graph.dg").write_text(RENAMED)
    assert docs().code == 0
    assert state().items() >= {"notes.md": b"mine", "entities/own.md": b"\xff\xfe", "entities/a.txt": b""}.items()
    assert state("docs/inner") == inner


@pytest.mark.parametrize("content", [b"# My own\n", b"", b"\xff\xfe\x00"])
def test_a_page_that_is_not_ours_stops_it_before_anything_is_written(content: bytes) -> None:
    Path("docs").mkdir()
    Path("docs/README.md").write_bytes(content)
    for words in ((), ("--check",)):
        assert docs(*words) == (
            2,
            "",
            "error: docs/README.md is not from `datagraph docs`, and stays as it is\n"
            "help: name another folder with `-o FOLDER`, or move the file away\n",
        )
    assert state() == {"README.md": content}


def test_both_formats_may_share_a_folder() -> None:
    docs()
    assert docs("--format", "html").code == 0
    assert {"README.md", "index.html", "style.css", "entities/account-entity.html"} <= state().keys()
    assert docs("--check").code == 0
    assert docs("--check", "--format", "html").code == 0
    Path("docs/style.css").unlink()
    checked = docs("--check", "--format", "html")
    assert (checked.code, checked.out) == (1, "missing: docs/style.css\n")
    assert "-o docs --format html` mends that" in checked.err


def test_a_folder_that_cannot_be_written_is_said() -> None:
    Path("docs").write_text("a file")
    refused = docs()
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("error: cannot write docs/README.md: ") or refused.err.startswith("error: ")


def test_mistakes_do_not_stop_it_and_are_told_on_request() -> None:
    Path("graph.dg").write_text(GOOD.replace('primary_key        = "ID"', ""))
    result = docs()
    assert result.code == 0
    assert result.err.endswith("note: graph.dg has an error, and may not be described whole: `datagraph validate`\n")
    assert b"DG105" not in b"".join(state().values())
    docs("--diagnostics")
    assert b"**error** `DG105`" in state()["entities/account-entity.md"]
    assert docs("--check").code == 1
    assert "--diagnostics` mends that" in docs("--check", "--diagnostics", "--title", "Other").err


def test_standard_input_and_a_graph_that_is_not_there() -> None:
    assert call("docs", "-", "--format", "html", "-o", "site", "--title", "Our data", stdin=GOOD).code == 0
    assert '<h1 dir="auto">Our data</h1>' in Path("site/index.html").read_text()
    assert docs("nothing.dg") == (2, "", "error: cannot read nothing.dg: there is no such file\n")


def test_the_committed_dictionary_of_an_example_is_as_its_graph_is() -> None:
    example = ROOT / "examples" / "ecommerce"
    words = ("--warehouse", "demo", "-o", str(example / "docs"), "--check")
    checked = process("docs", str(example), *words, PYTHONHASHSEED="3")
    assert (checked.code, checked.out) == (0, ""), checked.err
