"""The generated highlighting files: none is stale, and none is left over."""

from __future__ import annotations

import pytest

from lsp.grammars.generate import HOME, generate


@pytest.mark.parametrize("path", generate())
def test_generated_file_is_not_stale(path: str) -> None:
    written = (HOME / path).read_bytes().decode()
    assert written == generate()[path], "run `python -m lsp.grammars.generate`"


def test_every_query_file_is_generated() -> None:
    folder = HOME / "grammars" / "tree-sitter"
    assert {path.relative_to(HOME).as_posix() for path in folder.rglob("*.scm")} == {
        path for path in generate() if path.endswith(".scm")
    }
