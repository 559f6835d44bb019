"""One server of each kind for all tests of a process, started when the first one asks."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import pytest

from tests.warehouses.kinds import server_module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.warehouses.servers.server import Server

# Real accounts are asked only where somebody names some.
collect_ignore = [] if "DATAGRAPH_REAL_WAREHOUSES" in os.environ else ["test_real_accounts.py"]


@pytest.fixture(scope="session")
def server_of() -> Iterator[Callable[[str], Server]]:
    """The server of a kind; all are stopped at the end."""
    started: dict[str, Server] = {}
    with contextlib.ExitStack() as stack:

        def server(kind: str) -> Server:
            if kind not in started:
                module = server_module(kind)
                module.install()
                started[kind] = stack.enter_context(module.start())
            return started[kind]

        yield server
