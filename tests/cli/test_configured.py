"""Which configuration counts for a file, and which files it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import BAD, GOOD, UNUSED, call


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory, which is the current one, with a neutral configuration above it."""
    (tmp_path / "datagraph.toml").write_text("")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def files(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def found(*words: str, code: int, stdin: str = "") -> list[str]:
    """The paths and codes of the concise output."""
    result = call("validate", "--format", "concise", *words, stdin=stdin)
    assert (result.code, result.err) == (code, "")
    lines = result.out.splitlines()[:-1]
    return [f"{line.partition(':')[0]} {line.partition('[')[2][:5]}".strip() for line in lines]


def test_each_file_has_the_nearest_configuration_above_it() -> None:
    files(
        {
            "a/x.dg": BAD,
            "b/c/x.dg": BAD,
            "b/datagraph.toml": 'ignore = ["DG0"]',
            "b/c/pyproject.toml": "[tool.other]\ndatagraph = 1\n",
            "d/datagraph.toml": "",
            "d/pyproject.toml": '[tool.datagraph]\nignore = ["DG0"]',
            "d/x.dg": BAD,
            "e/pyproject.toml": '[tool.datagraph]\nignore = ["DG0"]',
            "e/f/g/x.dg": BAD,
        }
    )
    assert found(code=1) == ["a/x.dg DG002", "d/x.dg DG002"]
    assert found("b/c/x.dg", "e/f/g/x.dg", code=0) == []
    assert found("-", "--stdin-filename", "b/c/new.dg", stdin=BAD, code=0) == []
    assert found("-", stdin=BAD, code=1) == ["<stdin> DG002"]


def test_one_configuration_for_all() -> None:
    files({"a/x.dg": BAD, "b/own.toml": 'ignore = ["DG0"]', "b/pyproject.toml": "[tool.datagraph]\nfail-on = 'info'"})
    assert found("a/x.dg", "--config", "b/own.toml", code=0) == []
    assert found("a/x.dg", "--config", "b/pyproject.toml", code=1) == ["a/x.dg DG002"]
    missing = call("validate", "a/x.dg", "--config", "gone.toml")
    assert missing.code == 2
    assert missing.out.startswith("error: cannot read gone.toml: there is no such file\n")


def test_fail_on_and_severity_are_those_of_each_file() -> None:
    files({"a/x.dg": UNUSED, "b/x.dg": UNUSED, "b/datagraph.toml": 'fail-on = "warning"'})
    assert call("validate", "a").code == 0
    assert call("validate", "a", "b").code == 1
    assert call("validate", "b", "--fail-on", "error").code == 0
    files({"a/datagraph.toml": '[severity]\nDG509 = "error"'})
    assert call("validate", "a").code == 1


def test_target_warehouse_reaches_the_rules() -> None:
    graph = (
        GOOD.rstrip("}\n")
        + '}\n\n  profile {\n    profile_folder = "P.S"\n    type = "segment:unmaterialized"\n  }\n}\n'
    )
    files({"x.dg": graph, "datagraph.toml": 'target-warehouse = "redshift"'})
    assert "redshift" in call("validate", "x.dg").out.lower()


def test_configured_paths() -> None:
    files(
        {
            "datagraph.toml": 'paths = ["graphs/**/*.hcl", "one.txt", "folder", "./more/?.dg"]\n'
            'exclude = ["old", "graphs/x*"]',
            "graphs/a.hcl": BAD,
            "graphs/deep/er/b.hcl": BAD,
            "graphs/old/c.hcl": BAD,
            "graphs/xyz.hcl": BAD,
            "graphs/d.dg": BAD,
            "one.txt": BAD,
            "folder/sub/e.dg": BAD,
            "folder/f.txt": BAD,
            "more/g.dg": BAD,
            "more/gg.dg": BAD,
            "h.dg": BAD,
        }
    )
    configured = ["graphs/a.hcl", "graphs/deep/er/b.hcl", "one.txt", "folder/sub/e.dg", "more/g.dg"]
    assert found(code=1) == found(".", code=1)
    assert [it.partition(" ")[0] for it in found(code=1)] == configured
    assert [it.partition(" ")[0] for it in found("graphs/deep", code=1)] == ["graphs/deep/er/b.hcl"]
    assert found("graphs/xyz.hcl", code=1) == ["graphs/xyz.hcl DG002"]


def test_configured_paths_from_a_directory_below(monkeypatch: pytest.MonkeyPatch) -> None:
    files({"datagraph.toml": 'paths = ["graphs/*.dg"]', "graphs/a.dg": BAD, "src/b.dg": BAD})
    monkeypatch.chdir("src")
    assert found(code=1) == ["../graphs/a.dg DG002"]


def test_configured_paths_that_lead_nowhere() -> None:
    files({"datagraph.toml": 'paths = ["gone.dg", "graphs/*.dg"]', "a.dg": BAD})
    result = call("validate", "--format", "concise")
    assert (result.code, result.out.splitlines()[0]) == (2, "error: cannot read gone.dg: there is no such file")
    files({"datagraph.toml": 'paths = ["graphs/*.dg"]'})
    result = call("validate")
    assert result.out.splitlines()[0] == "error: cannot read .: no Data Graph in it or below (graphs/*.dg)"


def test_excluded_files_are_left_out_of_a_search_only() -> None:
    files({"datagraph.toml": 'exclude = ["old", "a.dg"]', "a.dg": BAD, "b/a.dg": BAD, "old/c.dg": BAD, "d.dg": BAD})
    assert found(code=1) == ["d.dg DG002"]
    assert found("a.dg", "old/c.dg", code=1) == ["a.dg DG002", "old/c.dg DG002"]


def test_mistakes_in_the_configuration_are_shown_first_and_the_files_still_checked() -> None:
    files({"datagraph.toml": 'selct = ["DG2"]\n', "a.dg": BAD, "b.dg": GOOD})
    assert found(code=2) == ["datagraph.toml DG901", "a.dg DG002"]
    shown = call("validate", "b.dg")
    assert shown.out == (
        "error[DG901]: no setting named `selct`\n"
        "  --> datagraph.toml:1:1\n"
        "   |\n"
        ' 1 | selct = ["DG2"]\n'
        "   | ^^^^^ not known\n"
        "   |\n"
        "help: did you mean `select`?\n"
        "\n"
        "1 error in 1 file\n"
    )
    assert call("validate", "b.dg", "--format", "sarif").code == 2


def test_a_configuration_that_cannot_be_read(here: Path) -> None:
    files({"a.dg": BAD})
    (here / "datagraph.toml").write_bytes(b'select = ["\xff"]')
    assert call("validate", "a.dg").out.startswith(
        "error: cannot read datagraph.toml: it is not UTF-8: byte 0xff at offset 11, in line 1\n"
    )
    files({"datagraph.toml": "select = [\n"})
    assert found("a.dg", code=2) == ["datagraph.toml DG903", "a.dg DG002"]


def test_files_are_not_changed_under_half_a_configuration() -> None:
    files({"datagraph.toml": "selct = []", "a.dg": BAD})
    for name in ("fix", "fmt", "export"):
        result = call(name)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("error[DG901]: ")
    assert Path("a.dg").read_text() == BAD
    assert call("fix", "a.dg").code == 2
