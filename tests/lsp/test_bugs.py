"""What the server does when it is we who have made a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.lsp.client import ServerError
from tests.lsp.inside import Inside
from tests.lsp.texts import GRAPH, MISSPELT, place

if TYPE_CHECKING:
    from datagraph.ide import View

INTERNAL_ERROR = -32603


def broken(view: View, offset: int) -> NoReturn:
    raise LookupError(f"no answer at {offset} in {len(view.text)} characters")


def test_a_handler_that_raises_is_logged_once_and_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datagraph.ide.hover.hover", broken)
    with Inside() as client:
        client.initialize()
        client.open("untitled:a", GRAPH)
        for _ in range(3):
            with pytest.raises(ServerError, match="a bug in datagraph, in textDocument/hover") as refused:
                client.request("textDocument/hover", place("untitled:a", GRAPH, "cart-entity"))
            assert refused.value.code == INTERNAL_ERROR
        logged = client.next("window/logMessage", where=lambda it: "textDocument/hover" in it["message"])
        assert logged["type"] == 1
        assert "LookupError: no answer at" in logged["message"]
        client.settle()
        again = [it for it in client.notifications if "textDocument/hover" in str(it["params"])]
        assert again == []
        assert client.request("textDocument/definition", place("untitled:a", GRAPH, "cart-entity"))


def test_a_document_that_cannot_be_analysed_keeps_no_other_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from datagraph_lsp import diagnosing

    analysed = diagnosing.document_items
    monkeypatch.setattr(
        diagnosing,
        "document_items",
        lambda server, document: broken(document.view, 0) if "bad" in document.uri else analysed(server, document),
    )
    with Inside() as client:
        client.initialize()
        with client.at_once():
            client.open("untitled:bad", MISSPELT)
            client.open("untitled:good", MISSPELT)
        assert client.diagnostics("untitled:good")
        assert "LookupError" in client.next("window/logMessage")["message"]


def test_parameters_that_are_none_are_answered() -> None:
    with Inside() as client:
        client.initialize()
        with pytest.raises(ServerError) as refused:
            client.request("textDocument/hover", {"textDocument": {}})
        assert refused.value.code == INTERNAL_ERROR
        client.notify("textDocument/didOpen", {})
        client.settle()
