"""Installs what the servers need: `python -m tests.warehouses.servers`."""

from __future__ import annotations

from importlib import import_module

from datagraph.warehouse.kinds import KINDS


def main() -> None:
    """Install each server in an environment of its own; nothing happens to one that is there."""
    for kind in KINDS:
        import_module(f"tests.warehouses.servers.{kind}").install()


if __name__ == "__main__":
    main()
