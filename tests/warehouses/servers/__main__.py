"""Installs what the servers need: `python -m tests.warehouses.servers`."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from datagraph.warehouse.kinds import KINDS
from tests.warehouses.kinds import server_module


def main() -> None:
    """Install each server in an environment of its own, two at a time; nothing happens to one that is there.

    What this machine lacks for one is said, and its tests are then skipped.
    """
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_install, KINDS))


def _install(kind: str) -> None:
    try:
        server_module(kind).install()
    except pytest.skip.Exception as missing:
        sys.stderr.write(f"{kind}: {missing}\n")


if __name__ == "__main__":
    main()
