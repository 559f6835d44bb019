"""The set-up of Helix and Zed, which is documented only: as far as it can be held against something."""

from __future__ import annotations

import json
from typing import Any

from datagraph.configuration.toml import tomllib
from tests.editors.readme import LSP, code

_FILES = {"dg", "datagraph", "data_graph.hcl", "data-graph.hcl"}


def _tables(editor: str) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for block in code(editor, "toml"):
        tables.update(tomllib.loads(block))
    return tables


def test_helix_starts_the_server_for_our_files() -> None:
    tables = _tables("helix")
    (language,) = tables["language"]
    assert {it if isinstance(it, str) else it["glob"] for it in language["file-types"]} == _FILES
    assert language["language-servers"] == list(tables["language-server"])


def test_zed_starts_the_server_for_our_files() -> None:
    tables = _tables("zed")
    assert set(tables["path_suffixes"]) == _FILES
    assert tables["grammar"] in tables["grammars"]
    (server,) = tables["language_servers"].values()
    assert set(server["languages"]) == set(server["language_ids"])
    (settings,) = map(json.loads, code("zed", "json"))
    assert set(settings["languages"]) == set(server["languages"])


def test_the_queries_are_where_the_readmes_say() -> None:
    for editor in ("helix", "zed"):
        assert (LSP / "grammars" / "tree-sitter" / editor / "highlights.scm").exists()
        assert f"grammars/tree-sitter/{editor}" in (LSP / editor / "README.md").read_text(encoding="utf-8")
