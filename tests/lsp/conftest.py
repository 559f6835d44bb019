"""One server for each module, as an editor would start it in a folder of its own."""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.lsp.client import Process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_numbers = count(1)


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no directory can be, no pages of rules are written."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is open."""
    return tmp_path_factory.mktemp("folder")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Process]:
    """A client whose server runs for the whole module."""
    with Process(cwd=folder) as started:
        started.initialize(folder.as_uri())
        yield started


@pytest.fixture
def opened(client: Process, folder: Path) -> Iterator[Callable[[str], str]]:
    """Opens a text as a document of its own until the end of the test; returns its address."""
    uris = []

    def open_(text: str) -> str:
        uri = (folder / f"graph{next(_numbers)}.dg").as_uri()
        client.open(uri, text)
        uris.append(uri)
        return uri

    yield open_
    for uri in uris:
        client.close(uri)
        client.notifications = [it for it in client.notifications if it["params"].get("uri") != uri]
