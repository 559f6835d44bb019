"""The kinds of warehouse as parameters of a test, and the server of each."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from datagraph.warehouse.kinds import KINDS

# DuckDB runs in the process, so it is in the quick loop. One worker has all tests of a server, or each would start it.
EVERY_KIND = [
    pytest.param(kind, id=kind, marks=[] if kind == "duckdb" else [pytest.mark.slow, pytest.mark.xdist_group(kind)])
    for kind in sorted(KINDS, key=lambda it: it != "duckdb")
]


def server_module(kind: str) -> Any:
    """The module that installs and starts the server of a kind.

    None is called `duckdb`: what runs a server is started from that folder, and some import the real one.
    """
    return import_module(f"tests.warehouses.servers.{'embedded' if kind == 'duckdb' else kind}")
