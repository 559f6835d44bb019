"""`datagraph consumers`: who uses what of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.command import Argument, Command
from datagraph.cli.complaints import complain_of_configurations
from datagraph.cli.options import CATALOG, CONFIG, CONSUMERS, FORMAT, OUTPUT, PATHS
from datagraph.cli.terminal import complain, write
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import read_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from datagraph.catalog import Catalog
    from datagraph.consumers import Consumer
    from datagraph.diagnostics import FileReport
    from datagraph.graph import Graph
    from datagraph.project.configurations import Located

_CHECK = "check"
_LIST = "list"

COMMAND = Command(
    name="consumers",
    summary="Say who uses an entity or relationship, or check the file that lists it.",
    details=(
        "What is built on a graph in the vendor's app is listed in a file: audiences, enrichments and destinations, "
        "each with the slugs, columns and traits that it uses, and an owner. `datagraph schema consumers` describes "
        'it, and `consumers = "consumers.yaml"` in the configuration names it. `datagraph diff` says whom of them a '
        "change hits."
    ),
    examples=(
        ("datagraph consumers", "list all consumers"),
        ("datagraph consumers cart-entity", "list those that use one entity or relationship"),
        ("datagraph consumers check", "see that every slug, column and trait in the file is there"),
    ),
    exits=(
        (0, "it is answered, or nothing is wrong with the file"),
        (1, "the file names what is not there"),
        (2, "there is no such slug, a file or the configuration cannot be read, or the call is wrong"),
    ),
    arguments=(
        Argument("what", metavar="[SLUG|check|list]", help="An entity or relationship; list is the default."),
        PATHS,
    ),
    options=(CONSUMERS, CATALOG, FORMAT, OUTPUT, CONFIG),
)


def run(
    *,
    what: str,
    paths: tuple[str, ...],
    consumers: str,
    catalog: str,
    output_format: str,
    output: str,
    config: str,
) -> int:
    """List consumers, or check their file; returns the exit code."""
    configurations = Configurations(config, Choices(consumers=consumers, catalog=catalog))
    inputs = read_inputs(paths, configurations)
    trouble = next((it for it in inputs if it.trouble), None)
    if trouble:
        complain(f"error: cannot read {visible(trouble.path)}: {trouble.trouble}")
        return 2
    groups: dict[Located, list[str]] = {}
    for it in inputs:
        groups.setdefault(configurations.of_file(it.path), []).append(it.text)
    if complain_of_configurations(configurations):
        return 2
    nameless = [it for it in groups if not it.consumers_path]
    if nameless:
        complain("error: no file of consumers is named")
        complain('help: write `--consumers FILE`, or `consumers = "consumers.yaml"` in datagraph.toml')
        return 2
    from datagraph.cli.consumers_file import read_consumers_file
    from datagraph.project.evidence import graph_of

    code = 0
    reports: list[FileReport] = []
    found: list[tuple[Consumer, ...]] = []
    graphs = [[graph_of(text) for text in texts] for texts in groups.values()]
    for located, its in zip(groups, graphs, strict=True):
        known, report = read_consumers_file(located.consumers_path)
        found.append(known)
        if what == _CHECK:
            report = _checked(report, known, its, _catalog(located, configurations))
        reports.append(report)
        code = max(code, 2 if report.unreadable else int(bool(report.diagnostics)))
    if what == _CHECK or code:
        from datagraph.cli.checking import report_of
        from datagraph.cli.output import write_report

        written = write_report(report_of(reports), output_format or "text", output)
        return code if written and not complain_of_configurations(configurations) else 2
    return _answer(what, [it for known in found for it in known], [it for its in graphs for it in its], found, graphs)


def _checked(
    report: FileReport, known: tuple[Consumer, ...], graphs: Iterable[Graph], catalog: Catalog | None
) -> FileReport:
    """The report with what no graph of these has; each consumer is of one of them, and what all lack is reported."""
    from datagraph.cli.consumers_file import with_findings
    from datagraph.rules.dg907_unknown_to_consumers import unknown_names

    missing = [list(unknown_names(known, it, catalog)) for it in graphs]
    if not missing:
        return report
    everywhere = [it for it in missing[0] if all(it.span in {one.span for one in others} for others in missing[1:])]
    return with_findings(report, everywhere)


def _catalog(located: Located, configurations: Configurations) -> Catalog | None:
    from datagraph.project.evidence import read_catalog

    return read_catalog(located.catalog_path, configurations.reports) if located.catalog_path else None


def _answer(
    what: str,
    everyone: list[Consumer],
    graphs: list[Graph],
    found: Sequence[tuple[Consumer, ...]],
    groups: Sequence[list[Graph]],
) -> int:
    from datagraph.consumers import Consumers

    if what in ("", _LIST):
        _list(everyone)
        return 0
    declared = [slug for it in graphs for slug in it.declarations]
    if what not in declared:
        from datagraph.diagnostics.suggestion import closest

        near = closest(what, declared)
        complain(f"error: no entity or relationship named `{visible(what)}`")
        if near:
            complain(f"help: did you mean `{visible(near.word)}`?")
        return 2
    pairs = zip(found, groups, strict=True)
    users = [it for known, its in pairs for graph in its for it in Consumers(known, graph).of_slug(what)]
    _list(dict.fromkeys(users))
    if not users:
        complain(f"no consumer uses {visible(what)}")
    return 0


def _list(consumers: Iterable[Consumer]) -> None:
    from datagraph.cli.tables import table_of

    rows = [(it.name, it.kind, it.owner or "–", ", ".join(_used(it))) for it in consumers]
    if rows:
        write(table_of(("consumer", "kind", "owner", "uses"), rows))


def _used(consumer: Consumer) -> list[str]:
    return list(dict.fromkeys(it.name for it in consumer.uses if it.kind in ("entity", "relationship")))
