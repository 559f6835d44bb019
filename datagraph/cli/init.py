"""`datagraph init`: writes a starter graph out of a warehouse."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.complaints import complain_of, complain_of_configurations
from datagraph.cli.options import CONFIG, OUTPUT, WAREHOUSE
from datagraph.cli.output import write_output
from datagraph.cli.progress import working
from datagraph.cli.terminal import complain
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.connections import open_connection
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.catalog import Catalog
    from datagraph.scaffold.draft import Draft
    from datagraph.warehouse.protocol import Warehouse

_MOST_NAMED = 10

COMMAND = Command(
    name="init",
    summary="Write a starter graph from what a warehouse holds.",
    details=(
        "Tables with a key become entities; foreign keys, and columns named like another table's key, become "
        "relationships; the profile folder is found by its tables. A comment at each inference tells what it rests "
        "on. With --prove the data is asked: which keys are unique, which values occur where, which columns hold the "
        "profile's identifiers. That finds more, leaves out what is not so, and reads the columns in question whole, "
        "with one query for each. The warehouse is only read."
    ),
    examples=(
        ("datagraph init --warehouse production --prove --output graph.dg", "write a graph from all that is there"),
        ("datagraph init --schema PROD.CUST --schema PROD.SEGMENT", "look at two schemas, and show the graph"),
    ),
    exits=(
        (0, "the graph is written"),
        (2, "nothing is found, the warehouse or the configuration cannot be read, the file exists, or a wrong call"),
    ),
    options=(
        WAREHOUSE,
        Option(
            "--schema",
            kind="list",
            metavar="DB.SCHEMA",
            parameter="schemas",
            help="A schema to look at; may be repeated. Name that of the profiles too. Default: all that the "
            "connection sees.",
        ),
        Option("--prove", kind="switch", help="Look at the data, to find and to prove more."),
        OUTPUT,
        Option("--force", kind="switch", help="Write over a file that exists."),
        CONFIG,
    ),
)


def run(*, warehouse: str, schemas: tuple[str, ...], prove: bool, output: str, force: bool, config: str) -> int:
    """Read the warehouse, and write the graph; returns the exit code."""
    if output and os.path.lexists(output) and not force:
        complain(f"error: {visible(output)} exists; `--force` writes over it")
        return 2
    configurations = Configurations(config, Choices())
    located = configurations.of_directory("")
    if complain_of_configurations(configurations):
        return 2
    try:
        connected = open_connection(warehouse, located, working)
        try:
            catalog = _read(connected, schemas)
            draft = _draft(connected, catalog, prove)
        finally:
            connected.close()
    except WarehouseError as error:
        complain_of(error)
        return 2
    from datagraph.scaffold.text import write_draft

    if not write_output(write_draft(draft), output):
        return 2
    _tell(draft, output)
    return 0


def _read(warehouse: Warehouse, schemas: Sequence[str]) -> Catalog:
    """Read the schemas that are named, or all; WarehouseError too if there is nothing."""
    from datagraph.catalog import schema_path
    from datagraph.warehouse.introspection import introspect
    from datagraph.warehouse.pool import Pool
    from datagraph.warehouse.wanted import Wanted

    places = set()
    for name in schemas:
        place = schema_path(name, warehouse.database)
        if place is None:
            raise WarehouseError("setting", f"`{name}` does not name a schema", "write `--schema DATABASE.SCHEMA`")
        places.add(place)
    wanted = Wanted(schemas=frozenset(places), everything=not places)
    with working("reading the warehouse's tables"):
        catalog = Pool(warehouse).run(lambda it: introspect(it, wanted))
    for place in sorted(places):
        schema = catalog.schemas.get(place)
        if schema is None or not schema.exists:
            raise WarehouseError("missing", visible(f"no schema named `{'.'.join(place)}`"), _advice(place, catalog))
    if next(catalog.tables(), None) is None:
        where = visible(", ".join(schemas)) if schemas else "the warehouse"
        raise WarehouseError("missing", f"no table is to be seen in {where}", "check the rights of the connection")
    return catalog


def _advice(place: tuple[str, str], catalog: Catalog) -> str:
    """What a schema that does not exist was likely meant to be."""
    names = [(database, it) for database, its in catalog.namespaces.items() for it in its]
    near = [it for it in names if it[1] == place[1]] or [it for it in catalog.schemas if it in names and it != place]
    if len(near) == 1:
        return visible(f"did you mean `{'.'.join(near[0])}`?")
    shown = ", ".join(f"`{'.'.join(it)}`" for it in (near or names)[:_MOST_NAMED])
    return visible(f"the schemas are {shown}{', …' if len(near or names) > _MOST_NAMED else ''}") if shown else ""


def _draft(warehouse: Warehouse, catalog: Catalog, prove: bool) -> Draft:
    from datagraph.scaffold.draft import make_draft
    from datagraph.scaffold.proving import Prover
    from datagraph.warehouse.pool import Pool

    if not prove:
        return make_draft(catalog)
    with working("looking at the data"):
        return make_draft(catalog, Prover(Pool(warehouse), warehouse.kind))


def _tell(draft: Draft, output: str) -> None:
    """Say on standard error what was found, and what the next step is."""
    counts = f"{len(draft.entities)} entities, {draft.tree.size()} relationships, {len(draft.left_out)} tables left out"
    complain(f"wrote {visible(output)}: {counts}" if output else counts)
    if not draft.is_proved:
        complain("`--prove` looks at the data too, finds more, and is surer")
