"""What the mode itself does in Emacs, besides what every editor does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.editors.emacs.start import start
from tests.editors.graphs import GRAPH, MISSPELT, cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.editors.editor import Editor
    from tests.editors.project import Project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("emacs"),
    pytest.mark.parametrize("start", [pytest.param(start, id="emacs")], scope="module"),
]


@pytest.mark.parametrize("name", ["data_graph.hcl", "data-graph.hcl", "shop.datagraph", "shop.dg"])
def test_files_of_the_language_are_known(editor: Editor, project: Project, name: str) -> None:
    path = project.write(GRAPH).with_name(name)
    path.write_text(GRAPH, encoding="utf-8")
    mode, _ = editor.call("open", str(path))
    editor.close()
    assert mode == "datagraph"


def test_blocks_are_indented_without_the_server(opened: Callable[[str], Editor]) -> None:
    flat = re.sub(r"(?m)^ +", "", GRAPH)
    assert opened(flat).call("indent") == GRAPH


def test_comments_and_strings_are_not_indented_by(opened: Callable[[str], Editor]) -> None:
    text = '# {\n// {\n/* {\n      as it is {\n*/\ndata_graph {\n  version = "{"\n}\n'
    assert opened(text).call("indent") == text


@pytest.mark.parametrize(
    ("place", "face"),
    [
        ('ent‸ity "account"', "font-lock-keyword-face"),
        ('entity "acc‸ount"', "font-lock-type-face"),
        ('table‸_ref   = "PROD', "font-lock-variable-name-face"),
        ('table_ref   = "PR‸OD', "font-lock-string-face"),
        ("# Who b‸uys", "font-lock-comment-face"),
        ("enabled = tr‸ue", "font-lock-constant-face"),
    ],
)
def test_words_have_their_faces(opened: Callable[[str], Editor], place: str, face: str) -> None:
    text = GRAPH.replace('"ID"\n', '"ID"\n    enrichment_enabled = true\n', 1)
    assert opened(text).call("face", *cursor(text, place)) == face


def test_the_menu_lists_entities_and_relationships(opened: Callable[[str], Editor]) -> None:
    listed = opened(GRAPH).call("imenu")
    assert [it for it in listed if "cart-entity" in it]
    assert [it for it in listed if "user-accounts" in it]


def test_all_is_fixed_by_a_command(opened: Callable[[str], Editor]) -> None:
    assert opened(MISSPELT).call("command", "datagraph-fix-all") == MISSPELT.replace('"carts-entity"', '"cart-entity"')
