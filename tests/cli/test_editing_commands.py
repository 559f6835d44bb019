"""`datagraph fmt` and `datagraph fix`: what they write, and what they say."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from datagraph.cli import editing
from tests.cli.calls import BAD, GOOD, call

MESSY = GOOD.replace("    name               =", "  name   =").replace('"ID"\n', '"ID"   # the key é\n')


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**texts: str) -> None:
    for name, text in texts.items():
        Path(f"{name}.dg").write_bytes(text.encode())


def test_fmt_writes_what_changes_and_lists_it() -> None:
    write(messy=MESSY, good=GOOD)
    before = os.stat("good.dg").st_mtime_ns, os.stat("good.dg").st_ino
    assert call("fmt") == (0, "formatted messy.dg\n", "1 of 2 files changed\n")
    formatted = Path("messy.dg").read_text()
    assert 'name               = "Account"\n' in formatted
    assert "# the key é" in formatted
    assert (os.stat("good.dg").st_mtime_ns, os.stat("good.dg").st_ino) == before
    assert call("fmt") == (0, "", "2 files formatted already\n")
    assert sorted(os.listdir()) == ["good.dg", "messy.dg"]


def test_fmt_check_changes_nothing() -> None:
    write(messy=MESSY, good=GOOD)
    assert call("fmt", "--check") == (1, "would format messy.dg\n", "1 of 2 files would change\n")
    assert Path("messy.dg").read_text() == MESSY
    assert call("fmt", "--check", "good.dg") == (0, "", "1 file formatted already\n")


def test_fmt_diff_is_a_diff_and_nothing_else() -> None:
    write(messy=MESSY.removesuffix("\n"))
    result = call("fmt", "--diff")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("--- a/messy.dg\n+++ b/messy.dg\n@@ -2,")
    assert '-  name   = "Account"\n' in result.out
    assert "\\ No newline at end of file\n" in result.out
    assert Path("messy.dg").read_text() == MESSY.removesuffix("\n")
    assert call("fmt", "--diff", "--check").code == 1


def test_fmt_of_standard_input() -> None:
    formatted = call("fmt", "-", stdin=MESSY)
    assert (formatted.code, formatted.err) == (0, "")
    assert call("fmt", "-", stdin=formatted.out) == (0, formatted.out, "")
    assert call("fmt", "-", "--check", stdin=MESSY) == (1, "", "")
    assert call("fmt", "-", "--diff", "--stdin-filename", "x.dg", stdin=MESSY).out.startswith("--- a/x.dg\n")
    crlf = call("fmt", "-", stdin=GOOD.replace("\n", "\r\n"))
    assert "\r\r" not in crlf.out


def test_fmt_of_unreadable_files_formats_the_others() -> None:
    write(messy=MESSY)
    Path("latin.dg").write_bytes(b"\xff")
    result = call("fmt", "gone.dg", "latin.dg", "messy.dg")
    assert (result.code, result.out) == (2, "formatted messy.dg\n")
    assert result.err.splitlines()[0] == "error: cannot read gone.dg: there is no such file"
    assert result.err.splitlines()[1].startswith("error: cannot read latin.dg: it is not UTF-8: byte 0xff")


def test_mode_and_links_are_kept() -> None:
    write(real=MESSY)
    Path("real.dg").chmod(0o640)
    Path("sub").mkdir()
    Path("sub/link.dg").symlink_to("../real.dg")
    assert call("fmt", "sub/link.dg").out == "formatted sub/link.dg\n"
    assert Path("sub/link.dg").is_symlink()
    assert Path("real.dg").read_text() != MESSY
    assert stat.S_IMODE(os.stat("real.dg").st_mode) == 0o640
    assert os.listdir("sub") == ["link.dg"]


def test_a_file_that_cannot_be_written_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    write(messy=MESSY)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    result = call("fmt")
    assert result.code == 2
    assert result.err.startswith("error: cannot write messy.dg: no space left on device\n")
    assert Path("messy.dg").read_text() == MESSY
    assert os.listdir() == ["messy.dg"]
    write(messy=BAD)
    fixed = call("fix")
    assert (fixed.code, fixed.err) == (2, "error: cannot write messy.dg: no space left on device\n")
    assert fixed.out.startswith("error[DG002]: ")


def test_fix_writes_lists_and_reports_what_remains() -> None:
    unknown = BAD.replace('"PROD.CUST.ACCOUNT"', "")
    write(bad=BAD, both=unknown, good=GOOD)
    result = call("fix")
    assert (result.code, result.err) == (1, "")
    first, second, *_ = result.out.split("\n\n")
    assert first.startswith("fixed bad.dg:\n  DG002  ")
    assert second.startswith("fixed both.dg:\n  DG002  ")
    assert "error[DG001]" in result.out
    assert result.out.endswith("\n\n1 error in 1 file\n")
    assert Path("bad.dg").read_text() == GOOD
    assert call("fix", "bad.dg") == (0, "no problems in 1 file\n", "")


def test_fix_diff_changes_nothing() -> None:
    write(bad=BAD)
    result = call("fix", "--diff")
    assert result.code == 0
    assert result.out.startswith("--- a/bad.dg\n+++ b/bad.dg\n")
    assert result.err.startswith("would fix bad.dg:\n")
    assert Path("bad.dg").read_text() == BAD


def test_fix_of_standard_input() -> None:
    result = call("fix", "-", stdin=BAD)
    assert (result.code, result.out) == (0, GOOD)
    assert "DG002" in result.err
    assert result.err.endswith("no problems in 1 file\n")


def test_fix_applies_what_is_chosen() -> None:
    write(bad=BAD)
    assert call("fix", "--ignore", "missing-quotes").code == 0
    assert Path("bad.dg").read_text() == BAD
    assert call("fix", "--select", "nonsense").code == 2


def test_fix_unsafe() -> None:
    misspelt = (
        GOOD.rstrip("}\n")
        + '}\n\n  profile {\n    profile_folder = "P.S"\n    type           = "segment:materialized"\n\n'
        + '    relationship "r" {\n      name           = "R"\n      related_entity = "acount-entity-x"\n\n'
        + '      external_id {\n        type     = "email"\n        join_key = "E"\n      }\n    }\n  }\n}\n'
    )
    write(graph=misspelt)
    assert call("fix").code == 1
    assert Path("graph.dg").read_text() == misspelt
    assert call("fix", "--unsafe").code == 0
    assert '"account-entity"\n\n      external' in Path("graph.dg").read_text()


def test_fix_of_unreadable_files() -> None:
    write(bad=BAD)
    result = call("fix", "gone.dg", "bad.dg")
    assert result.code == 2
    assert "error: cannot read gone.dg: there is no such file\n" in result.out
    assert Path("bad.dg").read_text() == GOOD


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\n", "a\n", ""),
        ("a\r\nb", "a\nb", "-a\r\n+a\n b\n\\ No newline at end of file\n"),
        ("a\x0cb\n", "a\x0cc\n", "-a\x0cb\n+a\x0cc\n"),
        ("", "a\n", "+a\n"),
    ],
)
def test_difference(before: str, after: str, expected: str) -> None:
    shown = editing.difference("x", before, after)
    assert shown.partition("@@\n")[2] == expected
