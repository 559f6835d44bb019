"""What every editor has to do, through Neovim and through Emacs: the same texts, the same results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editors.emacs import start as emacs
from tests.editors.graphs import DEEPER, GRAPH, MISSPELT, WAREHOUSE, cursor
from tests.editors.neovim import start as neovim

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.editors.editor import Editor
    from tests.editors.project import Project

_EDITORS = [
    pytest.param(neovim.start, id="neovim", marks=pytest.mark.xdist_group("neovim")),
    pytest.param(emacs.start, id="emacs", marks=pytest.mark.xdist_group("emacs")),
]
pytestmark = [pytest.mark.slow, pytest.mark.parametrize("start", _EDITORS, scope="module")]
_FIX = "Change to `cart-entity`"


def test_diagnostics_come_with_the_file(opened: Callable[[str], Editor]) -> None:
    start = cursor(MISSPELT, 'related_entity = "‸carts-entity"')
    end = cursor(MISSPELT, 'related_entity = "carts-entity‸"')
    (found,) = opened(MISSPELT).diagnostics(1)
    assert found[:4] == (start, end, "error", "DG201")
    assert found[4].startswith("no entity named `carts-entity`")


def test_diagnostics_follow_the_typing(opened: Callable[[str], Editor]) -> None:
    editor = opened(GRAPH)
    assert editor.diagnostics(0) == []
    editor.replace("PROD.CUST.CART", "PROD.🛒.CART..")
    assert [it[3] for it in editor.diagnostics(1)] == ["DG205"]
    editor.replace("PROD.🛒.CART..", "PROD.CUST.CART")
    assert editor.diagnostics(0) == []


def test_syntax_errors_are_shown(opened: Callable[[str], Editor]) -> None:
    text = GRAPH.replace('"PROD.CUST.CART"', "")
    (found,) = opened(text).diagnostics(1)
    assert found[2:4] == ("error", "DG001")


def test_hover_tells_of_the_entity(opened: Callable[[str], Editor]) -> None:
    shown = opened(GRAPH).hover(cursor(GRAPH, 'related_entity = "ca‸rt-entity"'))
    assert "PROD.CUST.CART" in shown


def test_completion_offers_what_fits(opened: Callable[[str], Editor]) -> None:
    text = GRAPH.replace('related_entity = "cart-entity"', 'related_entity = "')
    labels = opened(text).complete(cursor(text, 'related_entity = "‸\n'))
    assert sorted(labels) == ["account", "cart-entity"]


def test_completion_in_half_typed_text(opened: Callable[[str], Editor]) -> None:
    text = GRAPH.replace('related_entity = "cart-entity"', 'related_entity = "cart-e')
    completed = opened(text).accept(cursor(text, 'related_entity = "cart-e‸'), "cart-entity")
    assert completed.replace('"cart-entity\n', '"cart-entity"\n') == GRAPH


def test_completion_after_half_a_word(opened: Callable[[str], Editor]) -> None:
    text = DEEPER.replace('"cart-items" {\n', '"cart-items" {\n          rela\n')
    labels = opened(text).complete(cursor(text, "\n          rela‸\n"))
    assert "related_entity" in labels


def test_completion_takes_punctuation_for_part_of_a_value(opened: Callable[[str], Editor]) -> None:
    text = GRAPH.replace("segment:materialized", "segment:un")
    completed = opened(text).accept(cursor(text, "segment:un‸"), "segment:unmaterialized")
    assert completed == GRAPH.replace("segment:materialized", "segment:unmaterialized")


def test_completion_inside_a_join(opened: Callable[[str], Editor]) -> None:
    text = GRAPH.replace("cart-entity.ACCOUNT_ID", "cart-entity.")
    completed = opened(text).accept(cursor(text, "= cart-entity.‸"), "ID")
    assert completed == GRAPH.replace("cart-entity.ACCOUNT_ID", "cart-entity.ID")


def test_rename_changes_every_place(opened: Callable[[str], Editor]) -> None:
    renamed = opened(GRAPH).rename(cursor(GRAPH, 'related_entity = "ca‸rt-entity"'), "basket")
    changed = GRAPH.replace('"cart-entity"', '"basket"').replace("= cart-entity.", "= basket.")
    assert renamed == changed


def test_a_quick_fix_is_applied(opened: Callable[[str], Editor]) -> None:
    editor = opened(MISSPELT)
    assert len(editor.diagnostics(1)) == 1
    titles, text = editor.quick_fix(cursor(MISSPELT, 'related_entity = "car‸ts-entity"'), _FIX)
    assert _FIX in titles
    assert text == MISSPELT.replace('"carts-entity"', '"cart-entity"')
    assert editor.diagnostics(0) == []


def test_formatting_changes_white_space_alone(opened: Callable[[str], Editor]) -> None:
    crooked = GRAPH.replace("    name        = ", "  name = ").replace("\n\n  profile", "\n\n\n\n  profile")
    assert opened(crooked).format() == GRAPH


def test_line_ends_stay_as_they_are(opened: Callable[[str], Editor]) -> None:
    text = MISSPELT.replace("\n", "\r\n")
    editor = opened(text)
    assert editor.diagnostics(1)[0][0] == cursor(MISSPELT, 'related_entity = "‸carts-entity"')
    _, fixed = editor.quick_fix(cursor(MISSPELT, 'related_entity = "car‸ts-entity"'), _FIX)
    assert fixed == text.replace('"carts-entity"', '"cart-entity"')


def test_the_graph_is_drawn(opened: Callable[[str], Editor]) -> None:
    picture = opened(GRAPH).show_diagram()
    assert all(slug in picture for slug in ("account", "cart-entity", "user-accounts"))


def test_an_entity_is_checked_against_the_warehouse(editor: Editor, project: Project) -> None:
    editor.open(project.write_with_warehouse(GRAPH, WAREHOUSE))
    assert "1,234" in editor.check_entity(cursor(GRAPH, 'entity "ca‸rt-entity"'))
    editor.close()


def test_columns_are_known_once_the_warehouse_is_read(editor: Editor, project: Project) -> None:
    text = GRAPH.replace("cart-entity.ACCOUNT_ID", "cart-entity.ACC")
    path = project.write_with_warehouse(text, WAREHOUSE)
    editor.open(path)
    editor.refresh_catalog()
    assert [it[3] for it in editor.diagnostics(1)] == ["DG404"]
    completed = editor.accept(cursor(text, "= cart-entity.ACC‸"), "ACCOUNT_ID")
    assert completed == GRAPH
    assert "ACCOUNT_ID" in path.with_name("catalog.json").read_text(encoding="utf-8")
    editor.close()
