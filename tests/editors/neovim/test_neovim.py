"""What Neovim shows besides what every editor does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editors.graphs import GRAPH, MISSPELT, cursor
from tests.editors.neovim.start import start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.editors.editor import Editor
    from tests.editors.project import Project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("neovim"),
    pytest.mark.parametrize("start", [pytest.param(start, id="neovim")], scope="module"),
]


def _line(text: str, part: str) -> int:
    return cursor(text, f"‸{part}")[0]


@pytest.mark.parametrize("name", ["data_graph.hcl", "data-graph.hcl", "shop.datagraph", "shop.dg"])
def test_files_of_the_language_are_known(editor: Editor, project: Project, name: str) -> None:
    path = project.write(GRAPH).with_name(name)
    path.write_text(GRAPH, encoding="utf-8")
    filetype, root = editor.call("open", str(path))
    editor.close()
    assert filetype == "datagraph"
    assert root == str(project.folder)


def test_the_configuration_beside_the_graph_counts(editor: Editor, project: Project) -> None:
    folder = project.folder / "lenient"
    folder.mkdir()
    (folder / "datagraph.toml").write_text('[severity]\nunknown-entity = "info"\n', encoding="utf-8")
    (folder / "graph.dg").write_text(MISSPELT, encoding="utf-8")
    assert editor.call("open", str(folder / "graph.dg")) == ["datagraph", str(folder)]
    found = editor.diagnostics(1)
    editor.close()
    assert [it[2:4] for it in found] == [("info", "DG201")]


def test_a_saved_configuration_counts_at_once(editor: Editor, project: Project) -> None:
    folder = project.folder / "changing"
    folder.mkdir()
    (folder / "datagraph.toml").touch()
    (folder / "graph.dg").write_text(MISSPELT, encoding="utf-8")
    editor.open(folder / "graph.dg")
    assert len(editor.diagnostics(1)) == 1
    editor.call("save", str(folder / "datagraph.toml"), ['ignore = ["unknown-entity"]'])
    assert editor.diagnostics(0) == []
    editor.close()


def test_semantic_tokens_tell_slugs_from_columns(opened: Callable[[str], Editor]) -> None:
    editor = opened(GRAPH)
    assert editor.call("token", *cursor(GRAPH, '"account.ID = ca‸rt-entity.')) == ["class"]
    assert editor.call("token", *cursor(GRAPH, '"account.I‸D = ')) == ["variable"]


def test_inlay_hints_name_the_table(opened: Callable[[str], Editor]) -> None:
    hints = opened(GRAPH).call("hints", 2)
    line = _line(GRAPH, 'related_entity = "cart-entity"')
    assert any(it[0] == line and "PROD.CUST.CART" in it[1] for it in hints)


def test_symbols_are_listed(opened: Callable[[str], Editor]) -> None:
    listed = " ".join(opened(GRAPH).call("symbols"))
    assert all(name in listed for name in ("cart-entity", "user-accounts", "account-carts"))


def test_a_lens_counts_uses_and_lists_them(opened: Callable[[str], Editor]) -> None:
    editor = opened(GRAPH)
    line = _line(GRAPH, 'entity "cart-entity"')
    titles = dict(editor.call("lenses", 2))
    assert "2" in titles[line]
    listed = editor.call("run_lens", line)
    assert [it[0] for it in listed] == [_line(GRAPH, 'related_entity = "cart-entity"'), _line(GRAPH, "join_on")]


def test_blocks_fold(opened: Callable[[str], Editor]) -> None:
    levels = opened(GRAPH).call("folds", "v:lua.vim.lsp.foldexpr()")
    assert levels[_line(GRAPH, 'name        = "Cart"')] == 2
    assert levels[_line(GRAPH, "join_on")] == 4


def test_the_commands_of_the_server_are_there(opened: Callable[[str], Editor]) -> None:
    editor = opened(MISSPELT)
    assert {"DatagraphCheckEntity", "DatagraphFixAll", "DatagraphRefreshCatalog"} <= set(editor.call("commands"))
    assert editor.call("run", "DatagraphFixAll") == MISSPELT.replace('"carts-entity"', '"cart-entity"')


def test_a_missing_server_is_told_of(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "graph.dg"
    path.write_text(GRAPH, encoding="utf-8")
    editor.call("open_alone", str(path))
    said = editor.call("messages")
    editor.close()
    assert "pip install 'datagraph-toolkit[lsp]'" in said
    assert "stack traceback" not in said
