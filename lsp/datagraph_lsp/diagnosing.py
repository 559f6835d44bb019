"""Diagnostics, given to the client by itself or when it asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from datagraph_lsp.paths import path_of, uri_of
from datagraph_lsp.positions import Lines
from datagraph_lsp.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic, FileReport
    from datagraph_lsp.documents import Document
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Object

# Files in one partial result.
_AT_ONCE = 20


def document_items(server: Server, document: Document) -> list[Object]:
    """The diagnostics of a graph."""
    found = document.view.analysis.diagnostics
    return server.diagnostics_json(document.uri, document.lines, found)


class Publisher:
    """Pushes diagnostics: of graphs to a client that does not pull them, of configurations and catalogs to every one.

    A client pulls only for documents of our language, and no other file would get any.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._due: dict[str, None] = {}
        self._reported: dict[str, list[Object]] = {}

    def schedule(self, document: Document) -> None:
        """Publish the diagnostics of a document as soon as the messages that have come by now are dealt with."""
        if document.kind == "configuration":
            self.publish_reports()
        elif document.kind == "graph" and not self._server.client.pulls:
            if not self._due:
                self._server.later(self._publish_due)
            self._due[document.uri] = None

    def clear(self, document: Document) -> None:
        """Take back the diagnostics of a document that is closed; those of a configuration stay, as on the disk."""
        self._due.pop(document.uri, None)
        if document.kind == "configuration":
            self.publish_reports()
        elif document.kind == "graph" and not self._server.client.pulls:
            self._publish(document.uri, None, [])

    def publish_reports(self) -> None:
        """Publish what is wrong with configurations and catalogs, as far as it has changed."""
        found = {uri_of(it.source.path): _report_items(self._server, it) for it in self._server.projects.reports()}
        opened = [it for it in self._server.documents.open.values() if it.kind == "configuration"]
        by_path = {path_of(uri): uri for uri in found}
        for document in opened:
            # What is typed counts for the one who types, though it is in force only when it is saved.
            found.pop(by_path.get(document.path, ""), None)
            found[document.uri] = _configuration_items(self._server, document)
        for uri in self._reported.keys() - found.keys():
            self._publish(uri, None, [])
        for uri, items in found.items():
            if self._reported.get(uri, []) != items:
                self._publish(uri, None, items)
        self._reported = {uri: items for uri, items in found.items() if items}

    def refresh(self) -> None:
        """Bring all that the client shows up to date: what it is judged by has changed."""
        self.publish_reports()
        client, server = self._server.client, self._server
        if client.pulls:
            server.request("workspace/diagnostic/refresh")
        else:
            for document in server.documents.graphs():
                self.schedule(document)
        for feature in ("inlayHint", "codeLens"):
            if client.can(f"workspace.{feature}.refreshSupport"):
                server.request(f"workspace/{feature}/refresh")

    def _publish_due(self) -> None:
        due, self._due = self._due, {}
        for uri in due:
            document = self._server.documents.open.get(uri)
            if document:
                with self._server.guarded("textDocument/publishDiagnostics"):
                    self._publish(uri, document.version, document_items(self._server, document))

    def _publish(self, uri: str, version: int | None, items: list[Object]) -> None:
        params: Object = {"uri": uri, "diagnostics": items}
        if version is not None:
            params["version"] = version
        self._server.protocol.notify("textDocument/publishDiagnostics", params)


def document_diagnostic(server: Server, params: Object) -> Object:
    """`textDocument/diagnostic`."""
    document = server.documents.find(params["textDocument"]["uri"])
    if document is None:
        return {"kind": "full", "items": []}
    return _pulled(server, document, params.get("previousResultId"))


async def workspace_diagnostic(server: Server, params: Object) -> Object:
    """`workspace/diagnostic`: every graph in the folders, open or not; in parts where the client takes them."""
    known = {it["uri"]: it["value"] for it in params.get("previousResultIds", [])}
    partial_token = params.get("partialResultToken")
    found: list[Object] = []
    total = len(server.documents.open) + len(server.projects.graph_files()) + 1
    async with Progress(server, "Checking Data Graphs", params.get("workDoneToken")) as progress:
        for number, document in enumerate(all_graphs(server)):
            previous = known.pop(document.uri, None)
            found.append({"uri": document.uri, "version": document.version, **_pulled(server, document, previous)})
            if partial_token is not None and len(found) == _AT_ONCE:
                server.protocol.notify("$/progress", {"token": partial_token, "value": {"items": found}})
                found = []
            if number % _AT_ONCE == 0:
                progress.report(document.path or document.uri, number * 100 // total)
            # Other messages, and a cancellation above all, come in between.
            await asyncio.sleep(0)
    # What the client still shows of files that are gone.
    found += [{"uri": uri, "version": None, "kind": "full", "items": []} for uri in known]
    if partial_token is not None:
        server.protocol.notify("$/progress", {"token": partial_token, "value": {"items": found}})
        found = []
    return {"items": found}


def all_graphs(server: Server) -> Iterator[Document]:
    """Every graph in the folders, open or not, and those that are open elsewhere."""
    opened = server.documents.graphs()
    yield from opened
    seen = {it.path for it in opened}
    for path in server.projects.graph_files():
        document = None if path in seen else server.documents.on_disk(path)
        if document:
            yield document


def _pulled(server: Server, document: Document, previous: str | None) -> Object:
    name = str(document.stamp)
    if previous == name:
        return {"kind": "unchanged", "resultId": name}
    return {"kind": "full", "resultId": name, "items": document_items(server, document)}


def _report_items(server: Server, report: FileReport) -> list[Object]:
    lines = Lines(report.source.text, server.documents.encoding)
    return server.diagnostics_json(uri_of(report.source.path), lines, report.diagnostics)


def _configuration_items(server: Server, document: Document) -> list[Object]:
    from datagraph.configuration import PYPROJECT_TABLE, is_configured, read_configuration

    found: list[Diagnostic] = []
    is_shared = document.path.endswith("pyproject.toml")
    if not is_shared or is_configured(document.text):
        found = read_configuration(document.text, table=PYPROJECT_TABLE if is_shared else ())[1]
    return server.diagnostics_json(document.uri, document.lines, found)
