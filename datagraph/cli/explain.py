"""`datagraph explain`: shows what a rule says of itself."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from datagraph.cli.command import Argument, Command, Option
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain, wants_color, width, write

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, FileReport, Report, RuleDescription
    from datagraph.rules import Evidence

COMMAND = Command(
    name="explain",
    summary="Explain a rule.",
    details="What it finds, why that matters, the fact it rests on, and how a mistake and its repair look.",
    examples=(
        ("datagraph explain DG201", "explain the rule with this code"),
        ("datagraph explain unknown-entity", "explain the rule with this name"),
        ("datagraph explain DG201 --format markdown", "write the page as Markdown"),
    ),
    exits=((0, "the rule is explained"), (2, "there is no such rule, or the call is wrong")),
    arguments=(Argument("rule", metavar="RULE", required=True, help="The code or the name of a rule."),),
    options=(
        Option(
            "--format",
            allowed=("text", "markdown", "json"),
            parameter="output_format",
            help="How to write the page; text is the default.",
        ),
    ),
)

_MOST_COLUMNS = 100
_BACKTICKS = re.compile("`{3,}")


def run(*, rule: str, output_format: str) -> int:
    """Write the page of a rule; returns the exit code."""
    from datagraph.rules import rule_named

    found = rule_named(rule)
    if found is None:
        from datagraph.configuration.selectors import advice

        complain(f"error: no rule named `{rule}`: {advice(rule)}")
        return 2
    if output_format == "json":
        from datagraph.diagnostics.render.json_text import json_text

        described = found.description
        write_output(json_text({**described._asdict(), "severity": str(described.severity)}), "")
    elif output_format == "markdown":
        write_output(page(found.description), "")
    else:
        _show(found.description)
    return 0


def page(rule: RuleDescription) -> str:
    """The page of a rule in Markdown."""
    from datagraph.diagnostics.render import render

    shown = render(_example_report(rule), "text", width=_MOST_COLUMNS).rpartition(_SUMMARY_GAP)[0]
    finding = f"{_fenced(shown, 'text')}\n" if shown else ""
    return f"{_before(rule)}\n{finding}{_after(rule)}"


# The renderer closes with an empty line and the counts, which say nothing of an example.
_SUMMARY_GAP = "\n\n"


def _show(rule: RuleDescription) -> None:
    """Write the page to the terminal; the example's finding looks as `datagraph validate` shows it."""
    from rich.console import Console
    from rich.markdown import Markdown

    from datagraph.diagnostics.render import render

    color = wants_color()
    console = Console(
        width=min(width(), _MOST_COLUMNS), force_terminal=color, no_color=not color, highlight=False, emoji=False
    )
    with console.capture() as before:
        console.print(Markdown(_before(rule)))
    with console.capture() as after:
        console.print(Markdown(_after(rule)))
    shown = render(_example_report(rule), "text", width=width(), color=color).rpartition(_SUMMARY_GAP)[0]
    text = "\n".join([before.get(), *([f"{shown}\n"] if shown else []), after.get()])
    # The console fills its lines with blanks, which a pipe has no use for.
    write(text if color else "".join(f"{line.rstrip()}\n" for line in text.split("\n")[:-1]))


def _example_report(rule: RuleDescription) -> Report:
    """What is found in the rule's own bad example, with the rule on even if it is off by default.

    A rule that looks at the warehouse finds nothing where DuckDB, which runs the example's tables, is not installed.
    """
    from datagraph.cli.checking import report_of
    from datagraph.diagnostics import FileReport
    from datagraph.text import Source

    if _is_of_catalog_file(rule):
        path, found = "catalog.json", _found_in_catalog_file(rule.bad)
    elif _is_of_consumers_file(rule):
        path, found = "consumers.yaml", _found_in_consumers_file(rule.bad)
    elif _is_of_configuration(rule):
        from datagraph.configuration import read_configuration

        path, (_, found) = "datagraph.toml", read_configuration(rule.bad)
    else:
        from datagraph.engine import analyse
        from datagraph.settings import Settings

        # A change may well leave something that other rules mind; here it is one among others.
        settings = Settings(select=(rule.code,)) if rule.earlier_graph else Settings(extend_select=(rule.code,))
        path, found = "graph.dg", list(analyse(rule.bad, settings, _evidence(rule)).diagnostics)
    mine = tuple(it for it in found if it.code == rule.code)
    return report_of([FileReport(Source(path, rule.bad), mine)])


def _evidence(rule: RuleDescription) -> Evidence:
    """What is known of the warehouse that the example speaks of; nothing without DuckDB."""
    from datagraph.rules import NO_EVIDENCE

    if not (rule.tables or rule.earlier_graph):
        return NO_EVIDENCE
    from datagraph.cli.rule_examples import example_evidence
    from datagraph.warehouse.errors import WarehouseError

    try:
        return example_evidence(rule, rule.bad)
    except (ImportError, WarehouseError):
        return NO_EVIDENCE


def _found_in_catalog_file(text: str) -> list[Diagnostic]:
    from tempfile import TemporaryDirectory

    from datagraph.project.evidence import read_catalog

    reports: list[FileReport] = []
    with TemporaryDirectory() as directory:
        path = os.path.join(directory, "catalog.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        read_catalog(path, reports)
    return [diagnostic for report in reports for diagnostic in report.diagnostics]


def _found_in_consumers_file(text: str) -> list[Diagnostic]:
    """What is wrong with a file of consumers of the graph that the rules about changes compare with."""
    from datagraph.exchange.consumers_reading import read_consumers
    from datagraph.project.evidence import graph_of
    from datagraph.rules import rule_named
    from datagraph.rules.dg907_unknown_to_consumers import unknown_names

    of_changes = rule_named("removed-entity")
    assert of_changes is not None, "the rule has a file"
    consumers, found = read_consumers(text)
    return [*found, *unknown_names(consumers, graph_of(of_changes.description.earlier_graph), None)]


def _is_of_consumers_file(rule: RuleDescription) -> bool:
    return rule.name in ("unreadable-consumers", "unknown-to-consumers")


def _is_of_catalog_file(rule: RuleDescription) -> bool:
    return rule.name == "unreadable-catalog"


def _is_of_configuration(rule: RuleDescription) -> bool:
    return rule.code.startswith("DG9")


def _before(rule: RuleDescription) -> str:
    on = "on" if rule.enabled else "off"
    facts = [f"severity {rule.severity}", f"{on} by default"]
    if rule.fixable:
        # `fix` knows no earlier state of the warehouse, and no other files than graphs; reports carry the edit.
        is_by_hand = rule.earlier_tables or _is_of_consumers_file(rule)
        facts.append("has a fix to apply by hand" if is_by_hand else "`datagraph fix` can mend it")
    example = _fenced(rule.bad, _language(rule))
    heading = f"# {rule.code}: {rule.name}\n\n{rule.summary}\n\n{', '.join(facts).capitalize()}.\n"
    facts_and_tables = f"{rule.fact}\n\n{_tables(rule)}"
    return f"{heading}\n## Why\n\n{rule.why}\n\n## The fact behind it\n\n{facts_and_tables}## Wrong\n\n{example}"


def _tables(rule: RuleDescription) -> str:
    """What the examples are compared with: the graph before and its consumers, the warehouse now and before."""
    if rule.earlier_graph:
        consumers = f"## The consumers\n\n{_fenced(rule.consumers, 'yaml')}\n" if rule.consumers else ""
        return f"## The graph before\n\n{_fenced(rule.earlier_graph, 'hcl')}\n{consumers}"
    if not rule.tables:
        return ""
    stands_for = f"As if this were {rule.warehouse}:\n\n" if rule.warehouse else ""
    shown = f"## The warehouse of the examples\n\n{stands_for}{_fenced(rule.tables, 'sql')}\n"
    if rule.earlier_tables:
        shown = f"## The warehouse before\n\n{_fenced(rule.earlier_tables, 'sql')}\n{shown}"
    return shown


def _after(rule: RuleDescription) -> str:
    example = f"## Right\n\n{_fenced(rule.good, _language(rule))}"
    if _is_of_configuration(rule):
        return example
    if rule.earlier_graph:
        return (
            f"{example}\n## To let one pass\n\n"
            f"For one call, `datagraph diff --accept {rule.code}:SLUG`; for longer, `[[accepted]]` in `datagraph.toml` "
            f"with `change`, `reason` and `until`.\n"
        )
    return (
        f"{example}\n## To do without it\n\n"
        f"In one place, write `# datagraph: ignore[{rule.name}]` on the line or above it; "
        f'everywhere, write `ignore = ["{rule.name}"]` in `datagraph.toml`.\n'
    )


def _language(rule: RuleDescription) -> str:
    if _is_of_catalog_file(rule):
        return "json"
    if _is_of_consumers_file(rule):
        return "yaml"
    # What shows Markdown colours HCL, whose syntax the language borrows, and does not know the language itself.
    return "toml" if _is_of_configuration(rule) else "hcl"


def _fenced(text: str, language: str) -> str:
    fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(text))])
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"
