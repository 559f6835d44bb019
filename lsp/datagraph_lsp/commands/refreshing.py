"""`datagraph.refreshCatalog`: reads the warehouse, and writes the catalog file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.project.reading import in_words
from datagraph_lsp.commands.job import Job, warehouse_name
from datagraph_lsp.paths import path_of
from datagraph_lsp.protocol import Refused
from datagraph_lsp.watching import reload

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.project.configurations import Located
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

_INFORMATION = 3


async def refresh_catalog(server: Server, arguments: list[Json], token: Json) -> Object:
    """Write what the graphs of one configuration name into its catalog file.

    The argument is the address of a document or folder; without one it is the first folder's configuration. The graphs
    are those that the catalog is for: all in the folders under that configuration, as they are in the editor.
    """
    located = _located(server, arguments[0] if arguments else "")
    if not located.catalog_path:
        place = os.path.join(located.directory, "datagraph.toml")
        raise Refused(f'no catalog file is set: write `catalog = "catalog.json"` into {place}')
    name = warehouse_name(located)
    texts = _texts(server, located)
    job = Job(server, f"Reading {name}", token)
    catalog = await job.run(lambda: _read(job, located, texts))
    reload(server)
    tables = list(catalog.tables())
    columns = sum(len(it.columns) for it in tables)
    counted = f"{len(tables)} {'table' if len(tables) == 1 else 'tables'} with {columns} columns"
    server.show(_INFORMATION, f"found {counted} in {name}, and wrote {located.catalog_path}")
    return {"path": located.catalog_path, "tables": len(tables), "columns": columns}


def _located(server: Server, uri: str) -> Located:
    folders = server.projects.folders
    path = path_of(uri or (folders[0] if folders else ""))
    if os.path.isdir(path):
        # A folder's configuration is that of what stands in it.
        path = os.path.join(path, "")
    return server.projects.of_path(os.path.normpath(path) if path else "").located(path)


def _texts(server: Server, located: Located) -> list[str]:
    found = []
    for path in server.projects.graph_files():
        if server.projects.of_path(path).located(path).catalog_path == located.catalog_path:
            document = server.documents.on_disk(path)
            if document:
                found.append(document.text)
    return found


def _read(job: Job, located: Located, texts: list[str]) -> Catalog:
    from datagraph.catalog.file import dump
    from datagraph.project.evidence import graph_of, read_warehouse

    with job.opened(located) as warehouse:
        catalog = read_warehouse(warehouse, map(graph_of, texts), job.working)
    try:
        with open(located.catalog_path, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            file.write(dump(catalog))
    except OSError as error:
        raise Refused(f"cannot write {located.catalog_path}: {in_words(error)}") from error
    return catalog
