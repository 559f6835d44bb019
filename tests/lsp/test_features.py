"""Every request about a document, through a real client; what each answers in full is tested in `tests/ide`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from datagraph_lsp.features.completing import plain_text
from tests.lsp.client import CAPABILITIES, Process, ServerError
from tests.lsp.inside import Inside
from tests.lsp.texts import EVERYTHING, GRAPH, MISSPELT, covered, edited, place, position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Open = Callable[[str], str]

REQUEST_FAILED = -32803
URI = "untitled:graph"


@pytest.fixture
def plain() -> Iterator[Inside]:
    """A client that can do nothing that is optional, with the graph open."""
    with Inside() as client:
        client.initialize(capabilities={})
        client.open(URI, GRAPH)
        yield client


def document(uri: str) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}}


def only_edits(edit: dict[str, Any], uri: str, version: int = 1) -> list[dict[str, Any]]:
    (changed,) = edit["documentChanges"]
    assert changed["textDocument"] == {"uri": uri, "version": version}
    edits: list[dict[str, Any]] = changed["edits"]
    return edits


def test_completion_in_half_typed_text(client: Process, opened: Open) -> None:
    text = GRAPH.replace('related_entity = "cart-entity"', 'related_entity = "car')
    uri = opened(text)
    found = client.request("textDocument/completion", place(uri, text, '= "car\n', 6))
    item = next(it for it in found["items"] if it["label"] == "cart-entity")
    assert covered(text, item["textEdit"]["range"]) == "car"
    assert "documentation" not in item
    resolved = client.request("completionItem/resolve", item)
    assert "PROD.CUST.CART" in resolved["documentation"]["value"]


def test_completion_writes_snippets_with_relative_indentation(client: Process, opened: Open) -> None:
    uri = opened("")
    items = client.request("textDocument/completion", {**document(uri), "position": {"line": 0, "character": 0}})[
        "items"
    ]
    graph = next(it for it in items if it["label"] == "data_graph")
    assert graph["insertTextFormat"] == 2
    assert graph["insertTextMode"] == 2
    assert graph["textEdit"]["newText"] == 'data_graph {\n  version = "v1.0.0"\n\n  $1\n}'


def test_a_snippet_as_plain_text_has_its_defaults_without_escapes() -> None:
    assert plain_text(r'table_ref = "${1:A.B.T\$X}" ${2|true,false|} \} $0') == 'table_ref = "A.B.T$X" true } '


def test_completion_without_snippets_is_plain_text(plain: Inside) -> None:
    plain.open("untitled:b", "")
    asked = {**document("untitled:b"), "position": {"line": 0, "character": 0}}
    items = plain.request("textDocument/completion", asked)["items"]
    assert items
    assert {it["insertTextFormat"] for it in items} == {1}
    assert not [it for it in items if "$" in it["textEdit"]["newText"]]


def test_hover(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    found = client.request("textDocument/hover", place(uri, GRAPH, "cart-entity.ACCOUNT_ID", 2))
    assert covered(GRAPH, found["range"]) == "cart-entity"
    assert found["contents"]["kind"] == "markdown"
    assert "PROD.CUST.CART" in found["contents"]["value"]
    assert client.request("textDocument/hover", {**document(uri), "position": {"line": 2, "character": 0}}) is None


def test_definition_and_type_definition(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    (found,) = client.request("textDocument/definition", place(uri, GRAPH, '"cart-entity"\n        join', 3))
    assert covered(GRAPH, found["originSelectionRange"]) == "cart-entity"
    assert found["targetUri"] == uri
    assert found["targetSelectionRange"]["start"] == position(GRAPH, "cart-entity")
    assert covered(GRAPH, found["targetRange"]).startswith('entity "cart-entity" {')
    (found,) = client.request("textDocument/typeDefinition", place(uri, GRAPH, "user-carts"))
    assert found["targetSelectionRange"]["start"] == position(GRAPH, "cart-entity")


def test_references_and_highlights(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    here = place(uri, GRAPH, "cart-entity")
    found = client.request("textDocument/references", {**here, "context": {"includeDeclaration": False}})
    assert [(it["uri"], covered(GRAPH, it["range"])) for it in found] == [(uri, "cart-entity")] * 2
    assert len(client.request("textDocument/references", {**here, "context": {"includeDeclaration": True}})) == 3
    assert [it["kind"] for it in client.request("textDocument/documentHighlight", here)] == [3, 2, 2]


def test_rename(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    here = place(uri, GRAPH, "cart-entity.ACCOUNT_ID", 4)
    prepared = client.request("textDocument/prepareRename", here)
    assert (covered(GRAPH, prepared["range"]), prepared["placeholder"]) == ("cart-entity", "cart-entity")
    edits = only_edits(client.request("textDocument/rename", {**here, "newName": "basket"}), uri)
    assert edited(GRAPH, edits) == GRAPH.replace("cart-entity", "basket")


def test_rename_refuses_and_says_why(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    with pytest.raises(ServerError, match="`account-entity` is taken") as refused:
        client.request("textDocument/rename", {**place(uri, GRAPH, "cart-entity"), "newName": "account-entity"})
    assert refused.value.code == REQUEST_FAILED
    with pytest.raises(ServerError, match="`table_ref` is the name of an attribute"):
        client.request("textDocument/prepareRename", place(uri, GRAPH, "table_ref"))
    client.settle()
    # A refusal is no bug, and nothing for the log.
    assert not [it for it in client.notifications if it["method"] == "window/logMessage"]


def test_the_outline_is_nested(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    (graph,) = client.request("textDocument/documentSymbol", document(uri))
    assert [it["name"] for it in graph["children"]] == ["account-entity", "cart-entity", "profile"]
    (accounts,) = graph["children"][2]["children"]
    assert [it["name"] for it in accounts["children"]] == ["external_id", "user-carts"]
    assert covered(GRAPH, accounts["selectionRange"]) == "user-accounts"


def test_the_workspaces_symbols_are_those_of_all_graphs(client: Process, opened: Open, folder: Any) -> None:
    uri = opened(GRAPH)
    closed = folder / "closed.dg"
    closed.write_text(GRAPH.replace("cart-entity", "cargo-entity"))
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": closed.as_uri(), "type": 1}]})
    found = client.request("workspace/symbol", {"query": "car"})
    names = {(it["name"], it["location"]["uri"]) for it in found}
    assert {("cart-entity", uri), ("cargo-entity", closed.as_uri())} <= names


def test_folds_and_selections(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    folds = client.request("textDocument/foldingRange", document(uri))
    assert {"startLine": 3, "endLine": 4, "kind": "comment"} in folds
    assert {"startLine": 5, "endLine": 8} in folds
    places = [position(GRAPH, "CUST"), position(GRAPH, "v1.0.0")]
    first, second = client.request("textDocument/selectionRange", {**document(uri), "positions": places})
    widths = []
    while first:
        widths.append(covered(GRAPH, first["range"]))
        first = first.get("parent")
    assert widths[:3] == ["CUST", "PROD.CUST.ACCOUNT", '"PROD.CUST.ACCOUNT"']
    assert widths[-1] == GRAPH
    assert second["parent"]


def test_semantic_tokens_in_full_in_part_and_by_their_changes(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    full = client.request("textDocument/semanticTokens/full", document(uri))
    legend = client.told["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    assert [(it[1], legend[it[2]]) for it in tokens(GRAPH, full["data"])][:3] == [
        ("data_graph", "keyword"),
        ("version", "property"),
        ("=", "operator"),
    ]
    in_range = {"start": {"line": 5, "character": 0}, "end": {"line": 5, "character": 99}}
    part = client.request("textDocument/semanticTokens/range", {**document(uri), "range": in_range})
    assert [it[1] for it in tokens(GRAPH, part["data"])] == ["entity", "account-entity"]
    start = position(GRAPH, "cart-entity")
    client.change(uri, 2, {"range": {"start": start, "end": start}, "text": "my-"})
    asked = {**document(uri), "previousResultId": full["resultId"]}
    delta = client.request("textDocument/semanticTokens/full/delta", asked)
    data = full["data"]
    for edit in delta["edits"]:
        data[edit["start"] : edit["start"] + edit["deleteCount"]] = edit["data"]
    assert len(delta["edits"][0]["data"]) == 5
    assert data == client.request("textDocument/semanticTokens/full", document(uri))["data"]
    fresh = client.request("textDocument/semanticTokens/full/delta", {**asked, "previousResultId": "none"})
    assert fresh["data"] == data


def tokens(text: str, data: list[int]) -> list[tuple[int, str, int, int]]:
    """Semantic tokens by line, text, type and modifiers."""
    found, line, start = [], 0, 0
    for index in range(0, len(data), 5):
        lines, characters, length, kind, modifiers = data[index : index + 5]
        line, start = line + lines, characters if lines else start + characters
        range_ = {"start": {"line": line, "character": start}, "end": {"line": line, "character": start + length}}
        found.append((line, covered(text, range_), kind, modifiers))
    return found


def test_columns_of_tokens_are_utf_16(client: Process, opened: Open) -> None:
    uri = opened(GRAPH.replace("# What", "/* 😀 */ # What"))
    data = client.request("textDocument/semanticTokens/full", document(uri))["data"]
    of_line = {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 99}}
    data = client.request("textDocument/semanticTokens/range", {**document(uri), "range": of_line})["data"]
    assert [data[1:3], data[6:8]] == [[2, 8], [9, 22]]


def test_a_quick_fix(client: Process, opened: Open) -> None:
    uri = opened(MISSPELT)
    (diagnostic,) = client.diagnostics(uri)
    asked = {
        **document(uri),
        "range": diagnostic["range"],
        "context": {"diagnostics": [diagnostic], "only": ["quickfix"]},
    }
    fix = next(it for it in client.request("textDocument/codeAction", asked) if it.get("isPreferred"))
    assert fix["diagnostics"] == [diagnostic]
    assert edited(MISSPELT, only_edits(fix["edit"], uri)) == GRAPH
    asked["context"] = {"diagnostics": [], "only": ["refactor"]}
    assert all(it["kind"].startswith("refactor") for it in client.request("textDocument/codeAction", asked))


def test_all_fixes_of_a_file_come_when_they_are_taken(client: Process, opened: Open) -> None:
    text = MISSPELT.replace('"ID"', "ID")
    uri = opened(text)
    asked = {**document(uri), "range": EVERYTHING, "context": {"diagnostics": [], "only": ["source.fixAll"]}}
    (action,) = client.request("textDocument/codeAction", asked)
    assert action["kind"] == "source.fixAll.datagraph"
    assert "edit" not in action
    resolved = client.request("codeAction/resolve", action)
    assert edited(text, only_edits(resolved["edit"], uri)) == GRAPH


def test_what_cannot_be_done_is_said_to_those_who_show_it(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    asked = {**document(uri), "range": EVERYTHING, "context": {"diagnostics": []}}
    found = client.request("textDocument/codeAction", asked)
    assert all("edit" in it or "data" in it or it["disabled"]["reason"] for it in found)


def test_formatting(client: Process, opened: Open) -> None:
    text = GRAPH.replace("        = ", " = ").replace('    primary_key = "ID"\n', 'primary_key = "ID"\n')
    uri = opened(text)
    options = {"options": {"tabSize": 8, "insertSpaces": False}}
    assert edited(text, client.request("textDocument/formatting", {**document(uri), **options})) == GRAPH
    line = {"start": {"line": 8, "character": 0}, "end": {"line": 8, "character": 5}}
    edits = client.request("textDocument/rangeFormatting", {**document(uri), **options, "range": line})
    assert {it["range"]["start"]["line"] for it in edits} == {8}


def test_formatting_on_type(client: Process, opened: Open) -> None:
    text = "data_graph {\n\n}\n"
    uri = opened(text)
    asked = {**document(uri), "position": {"line": 1, "character": 0}, "ch": "\n", "options": {}}
    assert edited(text, client.request("textDocument/onTypeFormatting", asked)) == "data_graph {\n  \n}\n"


def test_inlay_hints(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    found = client.request("textDocument/inlayHint", {**document(uri), "range": EVERYTHING})
    target = next(it for it in found if it["label"] == "→ PROD.CUST.CART")
    assert target["position"] == position(GRAPH, 'cart-entity"\n        join', len('cart-entity"'))
    assert target["paddingLeft"]
    nothing = {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}
    assert client.request("textDocument/inlayHint", {**document(uri), "range": nothing}) == []


def test_code_lenses(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    lens = client.request("textDocument/codeLens", document(uri))[1]
    command = client.request("codeLens/resolve", lens)["command"]
    assert (command["title"], command["command"]) == ("2 uses", "datagraph.showReferences")
    shown_in, shown_at, places = command["arguments"]
    assert (shown_in, shown_at) == (uri, position(GRAPH, 'entity "cart-entity"'))
    assert [covered(GRAPH, it["range"]) for it in places] == ["cart-entity"] * 2
    client.change(uri, 2, {"text": ""})
    assert client.request("codeLens/resolve", lens)["command"]["title"] == ""


def test_document_links(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    found = {covered(GRAPH, it["range"]): it for it in client.request("textDocument/documentLink", document(uri))}
    assert found["version"]["target"].startswith("https://segment.com/docs/")
    assert found["version"]["tooltip"] == "Segment's documentation of the Data Graph"


def test_the_call_hierarchy_follows_relationships(client: Process, opened: Open) -> None:
    uri = opened(GRAPH)
    (item,) = client.request("textDocument/prepareCallHierarchy", place(uri, GRAPH, "account-entity"))
    (call,) = client.request("callHierarchy/outgoingCalls", {"item": item})
    assert call["to"]["name"] == "cart-entity"
    assert [covered(GRAPH, it) for it in call["fromRanges"]] == ["user-carts"]
    (call,) = client.request("callHierarchy/incomingCalls", {"item": item})
    assert call["from"]["name"] == "profile"
    assert client.request("callHierarchy/incomingCalls", {"item": call["from"]}) == []


def test_an_old_client_gets_what_it_understands(plain: Inside) -> None:
    here = place(URI, GRAPH, '"cart-entity"\n        join', 3)
    assert plain.request("textDocument/definition", here)["range"]["start"] == position(GRAPH, "cart-entity")
    assert "changes" in plain.request("textDocument/rename", {**here, "newName": "basket"})
    flat = plain.request("textDocument/documentSymbol", document(URI))
    assert [(it["name"], it.get("containerName")) for it in flat][:2] == [
        ("data_graph", None),
        ("account-entity", "data_graph"),
    ]
    assert plain.request("textDocument/foldingRange", document(URI))[0]["endCharacter"] >= 0
    assert "tooltip" not in plain.request("textDocument/documentLink", document(URI))[0]
    asked = {**document(URI), "range": EVERYTHING, "context": {"diagnostics": [], "only": ["source"]}}
    assert all("edit" in it for it in plain.request("textDocument/codeAction", asked))


def test_a_client_with_a_limit_gets_the_outer_folds() -> None:
    limited = {
        "textDocument": {**CAPABILITIES["textDocument"], "foldingRange": {"rangeLimit": 2, "lineFoldingOnly": True}}
    }
    with Inside() as client:
        client.initialize(capabilities=limited)
        client.open(URI, GRAPH)
        assert [it["startLine"] for it in client.request("textDocument/foldingRange", document(URI))] == [0, 3]


METHODS = [
    ("textDocument/completion", {"position": {"line": 0, "character": 0}}),
    ("textDocument/hover", {"position": {"line": 0, "character": 0}}),
    ("textDocument/definition", {"position": {"line": 0, "character": 0}}),
    ("textDocument/typeDefinition", {"position": {"line": 0, "character": 0}}),
    ("textDocument/references", {"position": {"line": 0, "character": 0}, "context": {"includeDeclaration": True}}),
    ("textDocument/documentHighlight", {"position": {"line": 0, "character": 0}}),
    ("textDocument/prepareRename", {"position": {"line": 0, "character": 0}}),
    ("textDocument/rename", {"position": {"line": 0, "character": 0}, "newName": "x"}),
    ("textDocument/documentSymbol", {}),
    ("textDocument/foldingRange", {}),
    ("textDocument/selectionRange", {"positions": [{"line": 0, "character": 0}]}),
    ("textDocument/semanticTokens/full", {}),
    ("textDocument/semanticTokens/full/delta", {"previousResultId": ""}),
    ("textDocument/semanticTokens/range", {"range": EVERYTHING}),
    ("textDocument/codeAction", {"range": EVERYTHING, "context": {"diagnostics": []}}),
    ("textDocument/formatting", {"options": {}}),
    ("textDocument/rangeFormatting", {"range": EVERYTHING, "options": {}}),
    ("textDocument/onTypeFormatting", {"position": {"line": 0, "character": 0}, "ch": "}", "options": {}}),
    ("textDocument/inlayHint", {"range": EVERYTHING}),
    ("textDocument/codeLens", {}),
    ("textDocument/documentLink", {}),
    ("textDocument/prepareCallHierarchy", {"position": {"line": 0, "character": 0}}),
]


@pytest.mark.parametrize(("method", "params"), METHODS)
def test_a_document_that_is_not_open_has_no_answer(client: Process, method: str, params: dict[str, Any]) -> None:
    assert client.request(method, {**document("untitled:nowhere"), **params}) is None
