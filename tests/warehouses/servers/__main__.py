"""Installs what the servers need: `python -m tests.warehouses.servers`."""

from __future__ import annotations

import sys

import pytest

from datagraph.warehouse.kinds import KINDS
from tests.warehouses.kinds import server_module


def main() -> None:
    """Install each server in an environment of its own; nothing happens to one that is there.

    What this machine lacks for one is said, and its tests are then skipped.
    """
    for kind in KINDS:
        try:
            server_module(kind).install()
        except pytest.skip.Exception as missing:  # noqa: PERF203 each kind is asked for itself
            sys.stderr.write(f"{kind}: {missing}\n")


if __name__ == "__main__":
    main()
