"""What every editor has to do, in VS Code; and what only VS Code's extension does."""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editors.graphs import GRAPH, MISSPELT, cursor
from tests.editors.test_everyday import *  # noqa: F403 the same tests, through the editor of this module
from tests.editors.vscode.install import EXTENSION
from tests.editors.vscode.start import start

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.editors.editor import Editor
    from tests.editors.project import Project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("vscode"),
    pytest.mark.parametrize("start", [pytest.param(start, id="vscode")], scope="module"),
]
UNQUOTED = GRAPH.replace('"segment:materialized"', "segment:materialized")
SCREENSHOT = EXTENSION / "screenshot.png"
INSTALLED = f"exec '{sys.executable}' -m datagraph \"$@\""
NOT_INSTALLED = """\
echo "error: the language server is not installed" >&2
echo "help: pip install 'datagraph-toolkit[lsp]'" >&2
exit 2"""


def test_squiggle_is_under_the_word(opened: Callable[[str], Editor]) -> None:
    line, _ = cursor(MISSPELT, 'related_entity = "‸carts-entity"')
    assert opened(MISSPELT).call("squiggles", line, "error") == ["carts-entity"]


def test_message_comes_up_under_the_mouse(opened: Callable[[str], Editor]) -> None:
    line, _ = cursor(MISSPELT, 'related_entity = "‸carts-entity"')
    assert "no entity named `carts-entity`" in opened(MISSPELT).call("hover_squiggle", line, "error")


def test_file_is_a_data_graph_by_its_name(editor: Editor, project: Project) -> None:
    path = project.folder / "graphs" / "data_graph.hcl"
    path.write_text(MISSPELT, encoding="utf-8")
    editor.open(path)
    assert [it[3] for it in editor.diagnostics(1)] == ["DG201"]
    editor.close()


def test_status_tells_where_the_server_is_from(opened: Callable[[str], Editor], project: Project) -> None:
    status = opened(GRAPH).call("status", "runs")
    assert f"the language server runs, from .venv in {project.folder.name}" in status


def test_slug_has_the_colour_of_its_meaning(opened: Callable[[str], Editor]) -> None:
    told = opened(GRAPH).call("token_at", *cursor(GRAPH, 'related_entity = "ca‸rt-entity"'))
    assert "semantic token type\tclass" in told


def test_table_is_shown_beside_the_reference_unless_the_user_minds(
    opened: Callable[[str], Editor], project: Project
) -> None:
    line, _ = cursor(GRAPH, 'related_entity = "ca‸rt-entity"')
    editor = opened(GRAPH)
    assert editor.call("shown_line", line, True).endswith('related_entity = "cart-entity"→ PROD.CUST.CART')
    settings = project.folder / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"datagraph.inlayHints.enable": False}), encoding="utf-8")
    assert editor.call("shown_line", line, False).endswith('related_entity = "cart-entity"')
    settings.unlink()


def test_code_lens_lists_the_uses(opened: Callable[[str], Editor]) -> None:
    editor = opened(GRAPH)
    assert editor.call("code_lenses") == ["2 uses", "2 uses"]
    assert 'related_entity = "account"' in editor.call("follow_lens", "2 uses")


def test_diagram_follows_cursor_and_typing_and_leads_to_the_text(opened: Callable[[str], Editor]) -> None:
    editor = opened(GRAPH)
    editor.call("run", "Data Graph: Show Diagram to the Side")
    assert editor.call("shown_in_diagram", "entity:cart-entity")
    assert editor.call("marked_in_diagram", *cursor(GRAPH, '"PROD.CUST.CA‸RT"')) == ["entity:cart-entity"]
    assert editor.call("marked_in_diagram", *cursor(GRAPH, "join‸_on")) == ["relationship:account-carts"]
    editor.replace('entity "account" {', 'entity "customer" {')
    assert editor.call("shown_in_diagram", "entity:customer")
    line, _ = cursor(GRAPH, 'entity "‸cart-entity" {')
    assert editor.call("click_in_diagram", "entity:cart-entity") == line
    editor.call("run", "View: Close Editors in Other Groups")


def test_command_fixes_the_whole_file(opened: Callable[[str], Editor]) -> None:
    editor = opened(UNQUOTED)
    assert len(editor.diagnostics(1)) == 1
    assert editor.call("edit", "Data Graph: Fix All Problems in This File") == GRAPH


def test_refusal_of_a_command_is_in_the_words_of_the_server(opened: Callable[[str], Editor]) -> None:
    editor = opened(GRAPH)
    editor.call("go_to", *cursor(GRAPH, "# Who‸"))
    editor.call("run", "Data Graph: Check Entity under the Cursor against the Warehouse")
    message, _ = editor.call("message", "no entity")
    assert message.startswith("there is no entity at the cursor")


def test_snippet_writes_a_whole_block(opened: Callable[[str], Editor]) -> None:
    text = opened("\n").call("snippet", 0, 0, "relationship-junction_table")
    assert text.startswith('relationship "slug" {\n  name           = "Name"\n')
    assert text.endswith('"JUNCTION_COLUMN = right-entity.COLUMN"\n  }\n}\n')


def test_server_comes_back_after_a_crash(opened: Callable[[str], Editor], project: Project) -> None:
    editor = opened(GRAPH)
    editor.call("status", "runs")
    *_, server = (project.folder / "pids").read_text(encoding="utf-8").split()
    os.kill(int(server), signal.SIGKILL)
    editor.replace('related_entity = "cart-entity"', 'related_entity = "carts-entity"')
    assert [it[3] for it in editor.diagnostics(1)] == ["DG201"]


def test_picture_for_the_readme(editor: Editor, tmp_path: Path) -> None:
    folder = bare(tmp_path / "shop")
    install(folder, INSTALLED)
    (folder / "datagraph.toml").touch()
    settings = folder / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"editor.hover.above": False, "files.exclude": {"**/.vscode": True}}), "utf-8")
    text = picture()
    (folder / "graph.dg").write_text(text, encoding="utf-8")
    editor.open(folder / "graph.dg")
    assert editor.call("code_lenses")
    line, _ = cursor(text, 'related_entity = "‸carts-entity"')
    artefacts = os.environ.get("DATAGRAPH_ARTEFACTS") or tmp_path
    path = SCREENSHOT if os.environ.get("DATAGRAPH_NEW_SCREENSHOT") else Path(artefacts, "vscode.png")
    path.parent.mkdir(parents=True, exist_ok=True)
    editor.call("portrait", line, str(path))
    assert struct.unpack(">II", path.read_bytes()[16:24]) == (1280, 800)
    editor.close()


def test_without_a_server_the_way_to_install_it_is_told(editor: Editor, tmp_path: Path) -> None:
    folder = bare(tmp_path / "bare")
    editor.open(folder / "graph.dg")
    message, buttons = editor.call("message", "not installed")
    python = folder / ".venv" / "bin" / "python"
    assert message == (
        f"Data Graph: the language server is not installed. Install it with: {python} -m pip install "
        "'datagraph-toolkit[lsp]'"
    )
    assert buttons == ["Copy Command", "Open Terminal", "Set Path"]
    copied = editor.call("copy_from_message", "not installed", "Copy Command")
    assert copied == f"{python} -m pip install 'datagraph-toolkit[lsp]'"
    assert "no language server found" in editor.call("status", "no language server")
    # It is installed, and its packages are not.
    install(folder, NOT_INSTALLED)
    assert "own packages are not installed" in editor.call("message", "own packages")[0]
    assert "does not run" in editor.call("status", "does not run")
    # All is there.
    install(folder, INSTALLED)
    editor.call("run", "Data Graph: Restart Language Server")
    assert [it[3] for it in editor.diagnostics(1)] == ["DG201"]


def bare(folder: Path) -> Path:
    """A folder with a graph and a virtual environment that has nothing in it."""
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(sys.executable)
    (folder / "graph.dg").write_text(MISSPELT, encoding="utf-8")
    return folder


def install(folder: Path, script: str) -> None:
    """Let the virtual environment have a program `datagraph` that does this."""
    program = folder / ".venv" / "bin" / "datagraph"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def picture() -> str:
    """The graph with a mistake, the profile before the entities: what is known of it then covers only what is known."""
    start, end = GRAPH.index("  entity"), GRAPH.index("  profile")
    entities, profile = GRAPH[start:end].rstrip(), GRAPH[end:].removesuffix("}\n")
    text = f"{GRAPH[:start]}{profile}\n{entities}\n}}\n"
    return text.replace('related_entity = "cart-entity"', 'related_entity = "carts-entity"')
