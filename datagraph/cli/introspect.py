"""`datagraph introspect`: writes the catalog file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.complaints import complain_of, complain_of_configurations
from datagraph.cli.options import CONFIG, PATHS, WAREHOUSE
from datagraph.cli.output import write_output
from datagraph.cli.progress import working
from datagraph.cli.terminal import complain
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.connections import open_connection
from datagraph.project.files import read_inputs
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.catalog import Catalog
    from datagraph.warehouse.protocol import Warehouse
    from datagraph.warehouse.wanted import Wanted

COMMAND = Command(
    name="introspect",
    summary="Write a catalog: what the warehouse holds of what the graph names.",
    details=(
        "The catalog is a file to commit, like a lockfile: with it, `datagraph validate --catalog` checks tables and "
        "columns without credentials. It holds the tables that the graphs name and those of the profile folder: their "
        "columns, types, comments and keys, and rounded numbers of rows. The warehouse is only read, and mostly its "
        "metadata, which costs next to nothing."
    ),
    examples=(
        ("datagraph introspect --output catalog.json", "write what the graphs here name"),
        ("datagraph introspect graph.dg --warehouse production", "show what one graph names"),
        ("datagraph introspect --schema PROD.CUST --output catalog.json", "write a whole schema"),
    ),
    exits=(
        (0, "the catalog is written"),
        (2, "the warehouse, the configuration or a file cannot be read or written, or the call is wrong"),
    ),
    arguments=(PATHS,),
    options=(
        WAREHOUSE,
        Option(
            "--output",
            short="-o",
            metavar="FILE",
            help="Write to a file. Default: the `catalog` of the configuration if no PATHS are named, else standard "
            "output.",
        ),
        Option("--all", kind="switch", parameter="everything", help="Write all that the connection sees."),
        Option(
            "--schema",
            kind="list",
            metavar="DB.SCHEMA",
            parameter="schemas",
            help="A schema to write whole; may be repeated. Without PATHS nothing else is written.",
        ),
        CONFIG,
    ),
)


def run(
    *,
    paths: tuple[str, ...],
    warehouse: str,
    output: str,
    everything: bool,
    schemas: tuple[str, ...],
    config: str,
) -> int:
    """Introspect, and write the catalog; returns the exit code."""
    from datagraph.catalog.file import dump

    configurations = Configurations(config, Choices())
    texts: list[str] = []
    path = ""
    if paths or not (everything or schemas):
        inputs = read_inputs(paths, configurations)
        for it in inputs:
            if it.trouble:
                complain(f"error: cannot read {visible(it.path)}: {it.trouble}")
        if any(it.trouble for it in inputs):
            return 2
        texts = [it.text for it in inputs]
        path = inputs[0].path
    located = configurations.of_file(path)
    if complain_of_configurations(configurations):
        return 2
    try:
        connected = open_connection(warehouse, located, working)
        try:
            wanted = _wanted(connected, texts, schemas, everything)
            catalog = _read(connected, wanted)
        finally:
            connected.close()
    except WarehouseError as error:
        complain_of(error)
        return 2
    _tell(catalog, wanted)
    return 0 if write_output(dump(catalog), output or (located.catalog_path if not paths else "")) else 2


def _wanted(warehouse: Warehouse, texts: Iterable[str], schemas: Sequence[str], everything: bool) -> Wanted:
    from datagraph.catalog import schema_path
    from datagraph.project.evidence import graph_of
    from datagraph.warehouse.wanted import Wanted, wanted_by

    places = set()
    for name in schemas:
        place = schema_path(name, warehouse.database)
        if place is None:
            raise WarehouseError("setting", f"`{name}` does not name a schema", "write `--schema DATABASE.SCHEMA`")
        places.add(place)
    wanted = wanted_by(map(graph_of, texts), warehouse.database, warehouse.schema)
    return wanted | Wanted(schemas=frozenset(places), everything=everything)


def _read(warehouse: Warehouse, wanted: Wanted) -> Catalog:
    from datagraph.warehouse.introspection import introspect
    from datagraph.warehouse.pool import Pool

    with working("reading the warehouse's tables"):
        return Pool(warehouse).run(lambda it: introspect(it, wanted))


def _tell(catalog: Catalog, wanted: Wanted) -> None:
    """Say on standard error what was found and what was not."""
    tables = list(catalog.tables())
    columns = sum(len(it.columns) for it in tables)
    complain(f"found {len(tables)} {'table' if len(tables) == 1 else 'tables'} with {columns} columns")
    for path in sorted(wanted.tables):
        if catalog.is_absent(path):
            complain(f"not found: {visible(str(path))}")
    for place in sorted(wanted.schemas | wanted.folders):
        schema = catalog.schemas.get(place)
        if schema is None or not schema.exists:
            complain(f"not found: {visible('.'.join(place))}")
