"""What is said on standard error when a call cannot go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.terminal import complain

if TYPE_CHECKING:
    from datagraph.project.configurations import Configurations
    from datagraph.warehouse.errors import WarehouseError


def complain_of_configurations(configurations: Configurations) -> bool:
    """Write the mistakes found so far in configuration files; False if there are none."""
    if configurations.reports:
        from datagraph.diagnostics import Report
        from datagraph.diagnostics.render import render

        complain(render(Report(tuple(configurations.reports), {}), "text").rstrip("\n"))
    return bool(configurations.reports)


def complain_of(error: WarehouseError) -> None:
    """Say what is wrong with a warehouse, and what to do."""
    complain(f"error: {error.message}")
    if error.detail:
        complain(f"note: {error.detail}")
    if error.help:
        complain(f"help: {error.help}")
