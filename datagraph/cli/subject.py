"""The one entity or relationship that a call is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.cli.command import Argument
from datagraph.cli.complaints import complain_of, complain_of_configurations
from datagraph.cli.progress import working
from datagraph.cli.slugs import complain_of_slug
from datagraph.cli.terminal import complain
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.connections import connection_named
from datagraph.project.evidence import graph_of, read_warehouse
from datagraph.project.files import read_inputs
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph.graph import Graph
    from datagraph.project.configurations import Located
    from datagraph.proof import Subjects
    from datagraph.warehouse.protocol import Rows
    from datagraph.warehouse.sql import Query

SLUG = Argument("slug", metavar="SLUG", required=True, help="The entity or relationship.")


class Found(NamedTuple):
    """A slug, the graph that declares it, and that graph's configuration."""

    slug: str
    graph: Graph
    located: Located


def answer(
    slug: str, paths: tuple[str, ...], config: str, warehouse: str, query_for: Callable[[Found, Subjects], Query]
) -> Rows | None:
    """What the warehouse answers to a query about a slug; None if it does not, which standard error says."""
    # sqlglot comes with these; the help of all commands needs none of it.
    from datagraph.cli.surveying import opened
    from datagraph.proof import Subjects
    from datagraph.warehouse.pool import Pool

    configurations = Configurations(config, Choices())
    found = _find(slug, paths, configurations)
    if complain_of_configurations(configurations) or found is None:
        return None
    try:
        with opened(warehouse, found.located) as connected:
            subjects = Subjects(found.graph, read_warehouse(connected, [found.graph], working))
            if slug in subjects.skipped:
                name = connection_named(warehouse, found.located).name
                complain(f"error: `{visible(slug)}` cannot be read: {visible(subjects.skipped[slug])}")
                complain(f"help: `datagraph validate --warehouse {visible(name)}` says what is wrong with it")
                return None
            query = query_for(found, subjects)
            with working("asking the warehouse"):
                return Pool(connected).run(lambda it: it.run(query.sql, query.parameters))
    except WarehouseError as error:
        complain_of(error)
        return None


def _find(slug: str, paths: tuple[str, ...], configurations: Configurations) -> Found | None:
    """The graph among files that declares a slug."""
    graphs = []
    for it in read_inputs(paths, configurations):
        if it.trouble:
            complain(f"error: cannot read {visible(it.path)}: {it.trouble}")
            return None
        graphs.append((it.path, graph_of(it.text)))
    found = [(path, graph) for path, graph in graphs if slug in graph.declarations]
    if len(found) == 1:
        path, graph = found[0]
        return Found(slug, graph, configurations.of_file(path))
    if found:
        complain(f"error: `{visible(slug)}` is declared in {len(found)} files")
        complain(f"help: name one of them: {', '.join(visible(path) for path, _ in found)}")
        return None
    complain_of_slug(slug, dict.fromkeys(it for _, graph in graphs for it in graph.declarations))
    return None
