"""`datagraph.checkEntity`: holds the entity under the cursor against the data in the warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph_lsp.commands.job import Job, warehouse_name
from datagraph_lsp.protocol import Refused

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.project.configurations import Located
    from datagraph.proof import Question
    from datagraph.rules import Evidence
    from datagraph.settings import Settings
    from datagraph.view import View
    from datagraph_lsp.server import Server
    from datagraph_lsp.wire import Json, Object

_WARNING, _INFORMATION = 2, 3


class _Checked(NamedTuple):
    graph: Graph
    evidence: Evidence
    diagnostics: list[Diagnostic]


async def check_entity(server: Server, arguments: list[Json], token: Json) -> Object:
    """Count the rows of an entity and what its relationships join, and tell what the rules make of it.

    The arguments are the address of a document and a position. The answer is a text in Markdown; a message sums it up.
    """
    document = server.documents.find(arguments[0]) if len(arguments) > 1 else None
    if document is None:
        raise Refused("there is no Data Graph open to be checked")
    view = document.view
    slug = _slug_at(view, document.offset(arguments[1]))
    if not slug:
        raise Refused("there is no entity at the cursor: put it on the slug of one, or into its block")
    located = server.projects.of_path(document.path).located(document.path)
    name = warehouse_name(located)
    job = Job(server, f"Checking {slug} in {name}", token)
    text, settings = document.text, view.settings
    found = await job.run(lambda: _check(job, located, text, settings, slug))
    from datagraph_lsp.commands.figures import markdown, summary

    count = len(found.diagnostics)
    server.show(_WARNING if count else _INFORMATION, summary(slug, found.evidence, found.diagnostics))
    return {"markdown": markdown(found.graph, slug, found.evidence, found.diagnostics)}


def _slug_at(view: View, offset: int) -> str:
    from datagraph.ide.calls import item_at
    from datagraph.ide.place import place_at

    item = item_at(view, offset)
    if item:
        return item.slug
    block = place_at(view, offset).block
    return next((it.slug for it in view.graph.entities.values() if it.syntax is block), "")


def _check(job: Job, located: Located, text: str, settings: Settings, slug: str) -> _Checked:
    from datagraph.project.evidence import graph_of, read_warehouse
    from datagraph.proof import ask, survey
    from datagraph.rules import Evidence
    from datagraph.view import view_of
    from datagraph.warehouse.pool import Pool

    # The document's own graph changes with its text, while this goes on in a thread.
    graph = graph_of(text)
    with job.opened(located) as warehouse:
        catalog = read_warehouse(warehouse, [graph], job.working)
        asked = survey(graph, catalog)
        related = _related(graph, slug)
        asked = asked._replace(questions=tuple(it for it in asked.questions if _is_about(it, slug, related)))
        with job.working(f"asking the warehouse about {slug}"):
            # One connection: it is the one that a cancellation reaches.
            measurements = ask(asked, Pool(warehouse, connections=1), job.check)
    evidence = Evidence(catalog, measurements=measurements)
    view = view_of(text, settings, evidence)
    wanted = {slug, *related}
    found = [it for it in view.analysis.diagnostics if it.code.startswith(("DG4", "DG7"))]
    return _Checked(view.graph, evidence, [it for it in found if _owner(view, it.span.start) in wanted])


def _owner(view: View, offset: int) -> str:
    """The slug of the innermost entity or relationship around an offset; "" if there is none."""
    from datagraph.ide.place import place_at

    slugs = {id(it.syntax): it.slug for it in (*view.graph.entities.values(), *view.graph.relationships)}
    return next((slugs[id(it)] for it in reversed(place_at(view, offset).blocks) if id(it) in slugs), "")


def _is_about(question: Question, slug: str, related: set[str]) -> bool:
    if question.topic == "entity":
        return question.slug == slug
    return question.topic == "relationship" and question.slug in related


def _related(graph: Graph, slug: str) -> set[str]:
    """The relationships that lead to an entity, and those that start at it."""
    found = set()
    for it in graph.relationships:
        ends = [it.related_entity, it.parent.related_entity if it.parent else ""]
        if any(graph.entity_slug(end) == slug for end in ends if end):
            found.add(it.slug)
    return found
