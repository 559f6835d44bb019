"""`datagraph warehouse`: the connections that the configuration describes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from datagraph.cli.command import Argument, Command
from datagraph.cli.complaints import complain_of, complain_of_configurations
from datagraph.cli.options import CONFIG
from datagraph.cli.progress import working
from datagraph.cli.terminal import complain, write
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.connections import connection_named, open_connection
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from datagraph.configuration.connection import Connection
    from datagraph.project.configurations import Located

COMMAND = Command(
    name="warehouse",
    summary="List the warehouses of the configuration, or test one.",
    details=(
        "`list` shows every `[warehouse.NAME]`. `test` connects, as introspect and check do, and reads the names of "
        "schemas. Nothing is written anywhere, and no secret is shown."
    ),
    examples=(
        ("datagraph warehouse list", "show the warehouses that are configured here"),
        ("datagraph warehouse test production", "connect to one, and say who answers or what is wrong"),
    ),
    exits=(
        (0, "listed, or connected"),
        (2, "the configuration or the warehouse cannot be used, or the call is wrong"),
    ),
    arguments=(
        Argument("action", metavar="list|test", required=True, help="What to do."),
        Argument("name", metavar="[NAME]", help="The warehouse to test; needless if there is only one."),
    ),
    options=(CONFIG,),
)


def run(*, action: str, name: str, config: str) -> int:
    """List or test; returns the exit code."""
    if action not in ("list", "test"):
        complain(f"error: `{action}` is neither `list` nor `test`")
        return 2
    configurations = Configurations(config, Choices())
    located = configurations.of_directory("")
    is_listed = action == "list"
    if complain_of_configurations(configurations) and not is_listed:
        return 2
    if is_listed:
        _list(located)
        return 2 if configurations.reports else 0
    try:
        _test(connection_named(name, located).name, located)
    except WarehouseError as error:
        complain_of(error)
        return 2
    return 0


def _list(located: Located) -> None:
    connections = located.configuration.connections
    if not connections:
        complain("no warehouse is configured; the README has an example of `[warehouse.NAME]`")
    longest = max(map(len, connections), default=0)
    for name, connection in connections.items():
        default = "  (default)" if name == located.configuration.default_warehouse else ""
        write(visible(f"{name:<{longest}}  {_described(connection)}{default}") + "\n")


def _described(connection: Connection) -> str:
    if connection.dbt_profile:
        return f"dbt profile {connection.dbt_profile}"
    shown = [it.name for it in KINDS[connection.kind].parameters if it.name in connection.parameters and not it.secret]
    return " ".join([f"{connection.kind:<10}", *(f"{it}={connection.parameters[it]}" for it in shown)])


def _test(name: str, located: Located) -> None:
    from datagraph.warehouse.pool import Pool

    begun = time.monotonic()
    warehouse = open_connection(name, located, working)
    try:
        with working("reading the names of schemas"):
            schemas = list(Pool(warehouse).run(lambda it: it.schemas()))
    finally:
        warehouse.close()
    databases = len({it[0] for it in schemas})
    counted = f"{len(schemas)} schemas in {databases} databases"
    write(f"{visible(name)}: {warehouse.kind} answers in {time.monotonic() - begun:.1f} s; it shows {counted}\n")
    if warehouse.database:
        default = ".".join(it for it in (warehouse.database, warehouse.schema) if it)
        write(f"names without a database are looked up in {visible(default)}\n")
