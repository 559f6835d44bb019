"""Installs what the servers need: `python -m tests.warehouses.servers`."""

from __future__ import annotations

from datagraph.warehouse.kinds import KINDS
from tests.warehouses.kinds import server_module


def main() -> None:
    """Install each server in an environment of its own; nothing happens to one that is there."""
    for kind in KINDS:
        server_module(kind).install()


if __name__ == "__main__":
    main()
