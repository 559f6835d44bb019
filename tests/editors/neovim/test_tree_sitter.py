"""Highlighting in Neovim, by the parser of HCL and by Vim's syntax file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.editors.graphs import GRAPH, cursor
from tests.editors.neovim.start import start

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.editors.editor import Editor

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("neovim")]
_WITH = pytest.mark.parametrize("start", [pytest.param(partial(start, tree_sitter=True), id="with")], scope="module")
_WITHOUT = pytest.mark.parametrize("start", [pytest.param(start, id="without")], scope="module")
_KEYWORD = cursor(GRAPH, "ent‸ity")


@_WITH
def test_the_parser_is_used_with_our_queries(opened: Callable[[str], Editor]) -> None:
    found = opened(GRAPH).call("highlights", *_KEYWORD)
    assert any(it.startswith("@keyword") for it in found["treesitter"])
    assert not found["syntax"]


@_WITH
def test_folds_come_from_our_queries(opened: Callable[[str], Editor]) -> None:
    levels = opened(GRAPH).call("folds", "v:lua.vim.treesitter.foldexpr()")
    assert levels[cursor(GRAPH, "join‸_on")[0]] == 4


@_WITHOUT
def test_without_the_parser_the_syntax_file_serves(opened: Callable[[str], Editor]) -> None:
    found = opened(GRAPH).call("highlights", *_KEYWORD)
    assert found["syntax"]
    assert not found["treesitter"]
