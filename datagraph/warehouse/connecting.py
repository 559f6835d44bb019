"""Connects to a warehouse of any kind."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.warehouse.protocol import Warehouse

CONNECT_SECONDS = 30.0
"""How long a connection may take, and how long the network may be silent, unless the configuration says otherwise."""


def connect(kind: str, parameters: Mapping[str, object], *, timeout: float = CONNECT_SECONDS) -> Warehouse:
    """Connect to a warehouse of a kind that `KINDS` lists; WarehouseError if that fails.

    `parameters` are the driver's own, secrets among them; `timeout` is in seconds.
    """
    module = import_module(f"datagraph.warehouse.{kind}")
    warehouse: Warehouse = module.connect(parameters, timeout=timeout)
    return warehouse
