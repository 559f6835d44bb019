"""What changes around the documents: files on the disk, folders, and what the user has set."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pygls.exceptions import JsonRpcException

from datagraph.project.configurations import OWN_FILE, SHARED_FILE
from datagraph_lsp.paths import path_of, uri_of
from datagraph_lsp.preferences import SECTION, read_preferences

if TYPE_CHECKING:
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

# The files that decide what is found, and those that hold graphs.
_GLOBS = (f"**/{OWN_FILE}", f"**/{SHARED_FILE}", "**/*.{dg,datagraph}", "**/{data_graph,data-graph}.hcl")
_FILES = "workspace/didChangeWatchedFiles"


def register(server: Server) -> None:
    """Ask the client to tell of changes, as far as it can be asked."""
    client = server.client
    registrations: list[Object] = []
    if client.can("workspace.didChangeWatchedFiles.dynamicRegistration"):
        watchers = [{"globPattern": glob} for glob in _GLOBS]
        registrations.append(_registration("files", _FILES, {"watchers": watchers}))
    if client.can("workspace.didChangeConfiguration.dynamicRegistration"):
        registrations.append(
            _registration("settings", "workspace/didChangeConfiguration", {"section": SECTION}),
        )
    if registrations:
        server.request("client/registerCapability", {"registrations": registrations})


def watch_catalogs(server: Server) -> None:
    """Ask the client to watch the catalog files that were read and are not watched yet: they may lie anywhere."""
    if not server.client.can("workspace.didChangeWatchedFiles.dynamicRegistration"):
        return
    for path in server.projects.catalog_paths():
        if path not in server.watched:
            server.watched.add(path)
            options = {"watchers": [{"globPattern": _pattern(server, path)}]}
            server.request("client/registerCapability", {"registrations": [_registration(path, _FILES, options)]})


async def ask_preferences(server: Server) -> None:
    """Ask what the user has set for each folder; a client that cannot be asked has told it, or does so itself."""
    if not server.client.can("workspace.configuration"):
        return
    folders = server.projects.folders
    items = [{"scopeUri": uri, "section": SECTION} for uri in folders]
    try:
        answers = await server.protocol.ask("workspace/configuration", {"items": [*items, {"section": SECTION}]})
    except JsonRpcException as error:
        server.log(f"the editor does not tell its settings: {error.message}")
        return
    if any(answers):
        _prefer(server, dict(zip((*folders, ""), answers, strict=False)))


async def did_change_configuration(server: Server, params: Object) -> None:
    """`workspace/didChangeConfiguration`."""
    if server.client.can("workspace.configuration"):
        await ask_preferences(server)
        return
    settings = params.get("settings")
    if isinstance(settings, dict):
        _prefer(server, {"": settings.get(SECTION, settings)})


def did_change_watched_files(server: Server, params: Object) -> None:
    """`workspace/didChangeWatchedFiles`."""
    paths = {path_of(it["uri"]) for it in params["changes"]}
    catalogs = set(server.projects.catalog_paths())
    if any(path in catalogs or os.path.basename(path) in (OWN_FILE, SHARED_FILE) for path in paths):
        reload(server)
        return
    server.projects.forget_files()
    opened = {it.path for it in server.documents.open.values()}
    if paths - opened and server.client.pulls:
        server.publisher.refresh()


async def did_change_folders(server: Server, params: Object) -> None:
    """`workspace/didChangeWorkspaceFolders`."""
    event = params["event"]
    server.projects.remove([it["uri"] for it in event["removed"]])
    server.projects.add([it["uri"] for it in event["added"]])
    _apply(server)
    await ask_preferences(server)


def reload(server: Server) -> None:
    """Read configurations and catalogs again, and judge all documents by them."""
    server.projects.reload()
    _apply(server)


def _prefer(server: Server, settings: dict[str, Json]) -> None:
    server.projects.prefer({uri: read_preferences(value) for uri, value in settings.items()})
    for mistake in server.projects.mistakes():
        server.show(2, f"the setting `datagraph.select` or `datagraph.ignore` does not count: {mistake}")
    _apply(server)


def _apply(server: Server) -> None:
    server.documents.rebase()
    watch_catalogs(server)
    server.publisher.refresh()


def _registration(name: str, method: str, options: Object) -> Object:
    return {"id": f"datagraph {name}", "method": method, "registerOptions": options}


def _pattern(server: Server, path: str) -> Json:
    """A glob for one file; where the client has no other, it also fits files of the same name elsewhere."""
    directory, name = os.path.split(path)
    if server.client.can("workspace.didChangeWatchedFiles.relativePatternSupport"):
        return {"baseUri": uri_of(directory), "pattern": name}
    return f"**/{name}"
