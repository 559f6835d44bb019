"""The server's text is the editor's, after every edit; what it says is what the command line says of that text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.graphs import graph
from datagraph.engine import analyse
from tests.lsp.inside import Inside
from tests.lsp.texts import GRAPH, MISSPELT, position

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lsp.client import Process


def change(start: dict[str, int], end: dict[str, int], text: str) -> dict[str, Any]:
    return {"range": {"start": start, "end": end}, "text": text}


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [it["code"] for it in diagnostics]


def test_typing_a_mistake_and_mending_it(client: Process, opened: Callable[[str], str]) -> None:
    uri = opened(GRAPH)
    assert client.diagnostics(uri, 1) == []
    place = position(GRAPH, 'cart-entity"\n        join_on', 4)
    client.change(uri, 2, change(place, place, "s"))
    assert codes(client.diagnostics(uri, 2)) == ["DG201"]
    client.change(uri, 3, change(place, {**place, "character": place["character"] + 1}, ""))
    assert client.diagnostics(uri, 3) == []


def test_several_changes_each_follow_from_the_one_before(client: Process, opened: Callable[[str], str]) -> None:
    uri = opened("")
    start = {"line": 0, "character": 0}
    second_line = {"line": 1, "character": 0}
    client.change(
        uri,
        2,
        {"text": "replaced altogether"},
        {"text": MISSPELT},
        change(start, start, "# a comment\n"),
        change(second_line, {"line": 99, "character": 99}, GRAPH),
    )
    assert client.diagnostics(uri, 2) == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("strange", ["\u2028", "\x0c", "\x85", "😀", "\ud83d"])
def test_what_others_take_for_line_ends_or_single_units_moves_nothing(
    client: Process, opened: Callable[[str], str], line_end: str, strange: str
) -> None:
    text = GRAPH.replace("# What", f"# {strange} What").replace("\n", line_end)
    uri = opened(text)
    expected = analyse(text.replace('"Cart"', "Cart")).diagnostics
    client.diagnostics(uri, 1)
    quote = {"line": 12, "character": 18}
    client.change(
        uri,
        2,
        change({**quote, "character": 23}, {**quote, "character": 24}, ""),
        change(quote, {**quote, "character": 19}, ""),
    )
    found = client.diagnostics(uri, 2)
    assert codes(found) == [it.code for it in expected]


def test_columns_on_a_line_with_astral_characters_are_utf_16(client: Process, opened: Callable[[str], str]) -> None:
    uri = opened(GRAPH.replace('name        = "Cart"', 'name = "😀😀" extra'))
    found = client.diagnostics(uri, 1)
    line = 'x    name = "😀😀" extra'
    start = len(line[1 : line.index(" extra") + 1].encode("utf-16-le")) // 2
    assert [it["range"]["start"]["character"] for it in found] == [start]


def test_documents_that_wait_are_published_once(client: Process, opened: Callable[[str], str]) -> None:
    uri = opened(GRAPH)
    client.diagnostics(uri, 1)
    start = {"line": 0, "character": 0}
    with client.at_once():
        # While this is worked out, the rest arrives.
        client.open("untitled:large", graph(300))
        large = client.begin("textDocument/documentSymbol", {"textDocument": {"uri": "untitled:large"}})
        for version in range(2, 30):
            client.change(uri, version, change(start, start, "# more\n"))
    client.diagnostics(uri, 29)
    published = [it for it in client.notifications if it["params"].get("uri") == uri]
    assert len(published) < 5
    client.finish(large)
    client.close("untitled:large")


def test_closing_a_document_takes_its_diagnostics_back(client: Process, opened: Callable[[str], str]) -> None:
    uri = opened(MISSPELT)
    assert codes(client.diagnostics(uri)) == ["DG201"]
    client.close(uri)
    assert client.diagnostics(uri) == []


def test_other_files_that_an_editor_sends_are_left_alone(client: Process, folder: Any) -> None:
    uri = (folder / "catalog.json").as_uri()
    client.open(uri, "{}", "json")
    client.settle()
    assert not [it for it in client.notifications if it["params"].get("uri") == uri]
    assert client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) is None
    client.close(uri)


def test_changing_what_is_not_open_does_no_harm(client: Process) -> None:
    client.change("file:///nowhere.dg", 2, {"text": GRAPH})
    client.close("file:///nowhere.dg")
    client.settle()


def test_fifty_documents_at_once() -> None:
    with Inside() as client:
        client.initialize()
        uris = [f"untitled:{number}" for number in range(50)]
        for uri in uris:
            client.open(uri, MISSPELT)
        assert {codes(client.diagnostics(uri))[0] for uri in uris} == {"DG201"}
        for uri in uris:
            client.change(uri, 2, {"text": GRAPH})
        assert all(client.diagnostics(uri, 2) == [] for uri in uris)
