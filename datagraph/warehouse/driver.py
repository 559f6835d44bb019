"""A vendor's driver that is not installed."""

from __future__ import annotations

from datagraph.version import DISTRIBUTION
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.kinds import KINDS


def missing_driver(kind: str) -> WarehouseError:
    """The error for a kind of warehouse whose driver cannot be imported."""
    extra = KINDS[kind].extra
    return WarehouseError(
        "driver", f"the driver for {kind} is not installed", f"run `pip install '{DISTRIBUTION}[{extra}]'`"
    )
