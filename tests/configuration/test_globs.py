"""What globs fit."""

from __future__ import annotations

import pytest

from datagraph.configuration.globs import Exclusion, Glob


@pytest.mark.parametrize(
    ("pattern", "fitting", "others"),
    [
        ("graphs/*.dg", ["graphs/a.dg", "graphs/.dg"], ["graphs/a/b.dg", "a.dg", "graphs/a.dgx", "graphs/a\n"]),
        ("graphs/**/*.dg", ["graphs/a.dg", "graphs/a/b/c.dg"], ["graphs/a.hcl", "x/a.dg"]),
        ("**/*.dg", ["a.dg", "a/b.dg"], ["a.dgx"]),
        ("**", ["a", "a/b"], []),
        ("**/**/a", ["a", "b/c/a"], ["ab"]),
        ("*.dg", ["a.dg"], ["x/a.dg"]),
        ("./a?.dg", ["ab.dg"], ["a.dg", "a/.dg"]),
        ("[a-c!].dg", ["a.dg", "!.dg"], ["d.dg", "-.dg"]),
        ("[!a-c].dg", ["d.dg"], ["a.dg", "/.dg"]),
        ("[]a].dg", ["].dg", "a.dg"], ["b.dg"]),
        ("[z-a].dg", [], ["z.dg"]),
        ("[a.dg", ["[a.dg"], ["a.dg"]),
        ("[[&&~|--^].dg", ["[.dg", "&.dg", "^.dg"], ["a.dg"]),
        ("a.b/(c)*", ["a.b/(c)d"], ["axb/(c)d"]),
        ("a\n*", ["a\nb"], ["a"]),
    ],
)
def test_glob(pattern: str, fitting: list[str], others: list[str]) -> None:
    glob = Glob(pattern)

    def fits(path: str) -> bool:
        prefix = f"{glob.directory}/" if glob.directory else ""
        return path.startswith(prefix) and glob.fits(path[len(prefix) :])

    assert [path for path in fitting if not fits(path)] == []
    assert [path for path in others if fits(path)] == []


@pytest.mark.parametrize(
    ("pattern", "directory", "is_literal"),
    [
        ("a/b.dg", "a/b.dg", True),
        ("a/b/", "a/b", True),
        ("a/*/b", "a", False),
        ("*", "", False),
        ("", "", True),
        ("/", "/", True),
    ],
)
def test_where_a_glob_begins(pattern: str, directory: str, is_literal: bool) -> None:
    assert (Glob(pattern).directory, Glob(pattern).is_literal) == (directory, is_literal)


def test_exclusion() -> None:
    exclusion = Exclusion(("archive", "graphs/draft-*.dg", "./x/", "**/y/z", ""))
    for path in ("archive", "archive/a", "a/archive/b.dg", "graphs/draft-1.dg", "x/y/a", "a/y/z/b.dg"):
        assert exclusion.fits(path), path
    for path in ("archives", "a/graphs/draft-1.dg", "xx/y", "y/a", "a", ""):
        assert not exclusion.fits(path), path
    assert not Exclusion(()).fits("a")
