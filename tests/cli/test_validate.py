"""`datagraph validate` on files on the disk."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.calls import BAD, GOOD, UNUSED, call

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory, which is the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def files(**texts: str | bytes) -> None:
    """Write files; `__` in a name stands for `/`, and the last `_` for `.`."""
    for name, text in texts.items():
        path = Path(".".join(name.replace("__", "/").rsplit("_", 1)))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def found(*words: str, stdin: str | bytes = "") -> list[str]:
    """The lines of the concise output, without the messages, and without the summary."""
    result = call("validate", "--format", "concise", *words, stdin=stdin)
    assert result.err == ""
    return [line.partition("]")[0] for line in result.out.splitlines()[:-1]]


def test_exit_codes() -> None:
    files(good_dg=GOOD, bad_dg=BAD, unused_dg=UNUSED)
    assert call("validate", "good.dg") == (0, "no problems in 1 file\n", "")
    assert call("validate", "bad.dg").code == 1
    assert call("validate", "unused.dg").code == 0
    assert call("validate", "unused.dg", "--fail-on", "warning").code == 1
    assert call("validate", "unused.dg", "--fail-on=info").code == 1
    assert call("validate", "bad.dg", "missing.dg").code == 2


def test_the_whole_output_for_people() -> None:
    files(bad_dg=BAD)
    lines = call("validate", "bad.dg").out.splitlines()
    assert lines[0].startswith("error[DG002]: ")
    assert lines[1:5] == ["  --> bad.dg:7:26", "   |", " 7 |     primary_key        = ID", lines[4]]
    assert lines[-2:] == ["", "1 error in 1 file (1 fixable with `datagraph fix`)"]


def test_unreadable_files_are_named_and_the_others_checked() -> None:
    files(bad_dg=BAD, latin_dg=GOOD.encode() + b"# \xe9t\xe9\n", utf16_dg=GOOD.encode("utf-16"), empty__note_txt="")
    Path("link.dg").symlink_to("nowhere")
    result = call(
        "validate", "missing.dg", "latin.dg", "bad.dg", "utf16.dg", "empty", "link.dg", "nul\0.dg", "--format=concise"
    )
    assert result.code == 2
    lines = result.out.splitlines()
    offset = len(GOOD) + 2
    assert lines[0] == "error: cannot read missing.dg: there is no such file"
    assert lines[1] == f"error: cannot read latin.dg: it is not UTF-8: byte 0xe9 at offset {offset}, in line 11"
    assert lines[2].startswith("bad.dg:7:")
    assert lines[3] == "error: cannot read utf16.dg: it is not UTF-8 but UTF-16; save it as UTF-8"
    assert lines[4] == (
        "error: cannot read empty: no Data Graph in it or below (*.dg, *.datagraph, data_graph.hcl, data-graph.hcl)"
    )
    assert lines[5] == "error: cannot read link.dg: there is no such file"
    assert lines[6].startswith("error: cannot read nul␀.dg: ")
    assert lines[7:] == ["1 error in 1 file (1 fixable with `datagraph fix`); 6 files could not be read"]


@contextmanager
def without_rights() -> Iterator[None]:
    """Run as a user who is not root, for root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_permission(here: Path) -> None:
    call("validate", "-", "--format", "concise", stdin=BAD)  # so that nothing has to be imported without rights
    files(secret_dg=GOOD, closed__a_dg=GOOD, open__b_dg=GOOD)
    Path("secret.dg").chmod(0)
    Path("closed").chmod(0)
    for directory in (here, *here.parents[:3]):
        directory.chmod(0o755)
    with without_rights():
        named = call("validate", "secret.dg", "open/b.dg", "--format", "concise")
        searched = call("validate", "--format", "concise")
    Path("closed").chmod(0o755)
    assert named == (
        2, "error: cannot read secret.dg: no permission\nno problems in 1 file; 1 file could not be read\n", ""
    )  # fmt: skip
    assert searched.code == 2
    assert "error: cannot read closed: no permission\n" in searched.out


def test_an_empty_file_is_no_unreadable_one() -> None:
    files(empty_dg="")
    assert found("empty.dg") == ["empty.dg:1:1: error[DG113"]


def test_default_files_are_those_with_the_usual_names_below_here() -> None:
    files(
        b_dg=BAD, a__x_datagraph=BAD, a__data_graph_hcl=BAD, note_txt=BAD, other_hcl=BAD, C_DG=BAD,
        a__node_modules__m_dg=BAD, venv__v_dg=BAD,
    )  # fmt: skip
    Path("data-graph.hcl").write_text(BAD)
    Path(".hidden").mkdir()
    Path(".hidden/h.dg").write_text(BAD)
    Path("circle").symlink_to(".", target_is_directory=True)
    Path("dir.dg").mkdir()
    expected = ["C.DG", "a/data_graph.hcl", "a/x.datagraph", "b.dg", "data-graph.hcl"]
    assert [line.partition(":")[0] for line in found()] == expected
    assert [line.partition(":")[0] for line in found("a")] == ["a/data_graph.hcl", "a/x.datagraph"]
    assert [line.partition(":")[0] for line in found("././a/")] == ["a/data_graph.hcl", "a/x.datagraph"]
    assert [line.partition(":")[0] for line in found(".")] == expected
    assert [line.partition(":")[0] for line in found("./")] == expected


def test_no_files_at_all() -> None:
    result = call("validate")
    assert result.code == 2
    assert result.out.startswith("error: cannot read .: no Data Graph in it or below (*.dg")


def test_a_file_that_is_meant_twice_is_checked_once_at_its_first_place() -> None:
    files(a_dg=BAD, d__b_dg=BAD)
    assert [it.partition(":")[0] for it in found("d/b.dg", "a.dg", ".", "./a.dg", "d")] == ["d/b.dg", "a.dg"]


def test_standard_input() -> None:
    assert found("-", stdin=BAD) == ["<stdin>:7:26: error[DG002"]
    assert found("-", "--stdin-filename", "x/graph.dg", stdin=BAD) == ["x/graph.dg:7:26: error[DG002"]
    assert call("validate", "-", stdin=b"\xff").out.startswith(
        "error: cannot read <stdin>: it is not UTF-8: byte 0xff at offset 0, in line 1\n"
    )
    files(a_dg=BAD)
    assert len(found("-", "a.dg", "-", stdin=BAD)) == 2


def test_line_ends_and_byte_order_mark_stay_as_they_are() -> None:
    files(a_dg=b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert call("validate", "a.dg").code == 0


def test_choosing_rules() -> None:
    files(a_dg=BAD.replace("    enrichment_enabled = true\n", ""))

    def codes(*words: str) -> list[str]:
        return sorted(line.rpartition("[")[2] for line in found("a.dg", *words))

    assert codes() == ["DG002", "DG509"]
    assert codes("--select", "DG0") == ["DG002"]
    assert codes("--ignore", "DG1,DG5", "--ignore", " missing-quotes ,") == []
    assert codes("--select", "DG0", "--ignore", "dg0") == []
    assert codes("--extend-select", "missing-description") == ["DG002", "DG504", "DG509"]
    files(datagraph_toml='select = ["DG5"]\nextend-select = ["missing-description"]\nignore = ["DG509"]')
    assert codes() == ["DG504"]
    assert codes("--select", "DG") == ["DG002", "DG504"]
    assert codes("--ignore", "DG504") == []


def test_unknown_rules_in_a_call() -> None:
    files(a_dg=GOOD)
    assert call("validate", "a.dg", "--ignore", "unknwn-entity") == (
        2, "", "error: no rule named `unknwn-entity`: did you mean `unknown-entity`?\n"
    )  # fmt: skip
    assert call("validate", "a.dg", "--select", "all").code == 2


def test_output_to_a_file() -> None:
    files(a_dg=BAD)
    assert call("validate", "a.dg", "--format", "json", "--output", "out.json") == (1, "", "")
    written = json.loads(Path("out.json").read_text())
    assert (written["version"], written["files"][0]["path"]) == (1, "a.dg")
    assert call("validate", "a.dg", "--output", "out.txt", "--format=concise").out == ""
    assert Path("out.txt").read_text().startswith("a.dg:7:26: error")
    assert call("validate", "a.dg", "--output", "no/such/out") == (
        2, "", "error: cannot write no/such/out: there is no such file\n"
    )  # fmt: skip


def test_formats_for_programs_hold_the_rules_and_unreadable_files() -> None:
    files(a_dg=BAD)
    log = json.loads(call("validate", "a.dg", "gone.dg", "--format", "sarif").out)
    assert [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]] == ["DG002"]
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["shortDescription"]["text"]
    report = json.loads(call("validate", "a.dg", "gone.dg", "--format", "json").out)
    assert report["files"][1]["error"] == "there is no such file"


def test_statistics() -> None:
    files(a_dg=BAD, b_dg=BAD, c_dg=UNUSED)
    result = call("validate", "--statistics", "--format", "concise")
    assert result.out.endswith("\n\n2  DG002  missing-quotes         error\n1  DG509  nothing-for-consumers  warning\n")
    machine = call("validate", "--statistics", "--format", "json")
    json.loads(machine.out)
    assert machine.err == "2  DG002  missing-quotes         error\n1  DG509  nothing-for-consumers  warning\n"
    assert call("validate", "--statistics", "--select", "DG9").out == "no problems in 3 files\n"


def test_watching_standard_input() -> None:
    assert call("validate", "--watch", "-").code == 2


def test_a_directory_that_is_gone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = here / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    from datagraph.__main__ import _guarded

    assert _guarded(["validate"]) == 2
