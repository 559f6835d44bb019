"""Warehouses by the names that the configuration gives them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.diagnostics import FileReport
from datagraph.text import Source
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from datagraph.configuration.connection import Connection
    from datagraph.project.configurations import Located
    from datagraph.warehouse.protocol import Warehouse

    Working = Callable[[str], AbstractContextManager[object]]


def connection_named(name: str, located: Located) -> Connection:
    """The connection that a call means: that of the name, or with "" the default one, or the only one."""
    configuration = located.configuration
    known = configuration.connections
    name = name or configuration.default_warehouse or (next(iter(known)) if len(known) == 1 else "")
    if name in known:
        return known[name]
    listed = ", ".join(f"`{it}`" for it in known)
    if not known:
        place = os.path.join(located.directory, "datagraph.toml")
        raise WarehouseError(
            "setting",
            f"no warehouse named `{name}`" if name else "no warehouse is named",
            f'write `[warehouse.{name or "NAME"}]` into {place}, and below it `type = "{next(iter(KINDS))}"`',
        )
    if not name:
        raise WarehouseError(
            "setting",
            "there are several warehouses",
            f"choose one with `--warehouse`: {listed}; or set `default-warehouse`",
        )
    from datagraph.diagnostics.suggestion import closest

    near = closest(name, known)
    raise WarehouseError(
        "setting",
        f"no warehouse named `{name}`",
        f"did you mean `{near.word}`?" if near else f"the warehouses are {listed}",
    )


def open_connection(name: str, located: Located, working: Working) -> Warehouse:
    """Connect to the warehouse that a call means; WarehouseError, in the user's words, if that fails.

    `working` shows what takes long, as long as its context lasts.
    """
    from datagraph.warehouse.connecting import CONNECT_SECONDS, connect

    connection = connection_named(name, located)
    kind, parameters = driver_parameters(connection, located.directory)
    with working(f"connecting to {connection.name}"):
        return connect(kind, parameters, timeout=connection.timeout or CONNECT_SECONDS)


def driver_parameters(connection: Connection, directory: str) -> tuple[str, dict[str, object]]:
    """The kind of a connection and what its driver is given: paths made absolute, secrets from the environment."""
    parameters: dict[str, object] = {}
    kind = connection.kind
    if connection.dbt_profile:
        from datagraph.warehouse.dbt import read_profile

        kind, parameters = read_profile(connection.dbt_profile, directory)
    paths = {it.name for it in KINDS[kind].parameters if it.path}
    for name, value in connection.parameters.items():
        parameters[name] = _absolute(value, directory) if name in paths else value
    for name, variable in connection.variables.items():
        value = os.environ.get(variable)
        if value is None:
            raise WarehouseError(
                "setting",
                f"the environment variable `{variable}` is not set",
                f"it holds `{name}` of the warehouse `{connection.name}`",
            )
        parameters[name] = value
    return kind, parameters


def as_report(error: WarehouseError, located: Located) -> FileReport:
    """The trouble with a warehouse as what a report says of an unreadable file: it has a name and a reason."""
    name = located.configuration.default_warehouse
    reason = ": ".join(it for it in (error.message, error.detail) if it)
    return FileReport(
        Source(f"warehouse {name}".strip(), ""), unreadable=f"{reason}; {error.help}" if error.help else reason
    )


def _absolute(value: object, directory: str) -> object:
    if isinstance(value, list):
        return [_absolute(it, directory) for it in value]
    path = os.path.expanduser(str(value))
    return path if path == ":memory:" else os.path.join(directory, path)
