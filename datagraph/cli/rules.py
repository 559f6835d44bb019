"""`datagraph rules`: lists the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.output import write_output
from datagraph.cli.terminal import is_terminal, width, write

if TYPE_CHECKING:
    from datagraph.diagnostics import RuleDescription

COMMAND = Command(
    name="rules",
    summary="List all rules.",
    details="Code, name, severity, whether the rule is on by default, whether `datagraph fix` can mend what it finds, "
    "and what that is.",
    examples=(
        ("datagraph rules", "list them as a table"),
        ("datagraph rules --format json", "write everything that the rules say of themselves, for programs"),
    ),
    exits=((0, "the list is written"), (2, "the call is wrong")),
    options=(
        Option(
            "--format",
            allowed=("text", "json", "markdown"),
            parameter="output_format",
            help="How to write the list; text is the default.",
        ),
    ),
)


def run(*, output_format: str) -> int:
    """Write the list; returns the exit code."""
    if output_format == "json":
        from datagraph.exchange import rules_json

        write_output(rules_json(), "")
        return 0
    from datagraph.rules import all_rules

    rules = [rule.description for rule in all_rules()]
    if output_format == "markdown":
        write_output(_markdown(rules), "")
    else:
        write(_table(rules, width() if is_terminal() else 0))
    return 0


def _table(rules: list[RuleDescription], room: int) -> str:
    """One line for each rule, clipped to `room` characters unless that is 0."""
    widest = max(len(rule.name) for rule in rules)
    lines = [f"{'code':<5}  {'name':<{widest}}  {'severity':<8}  {'on':<3}  {'fix':<3}  what it finds"]
    for rule in rules:
        on, fix = ("yes" if flag else "-" for flag in (rule.enabled, rule.fixable))
        lines.append(f"{rule.code}  {rule.name:<{widest}}  {rule.severity!s:<8}  {on:<3}  {fix:<3}  {rule.summary}")
    if room:
        lines = [line if len(line) <= room else f"{line[: room - 1]}…" for line in lines]
    return "\n".join(lines) + "\n"


def _markdown(rules: list[RuleDescription]) -> str:
    lines = ["| code | name | severity | on by default | fixable | what it finds |", "|---|---|---|---|---|---|"]
    for rule in rules:
        on, fix = ("yes" if flag else "no" for flag in (rule.enabled, rule.fixable))
        summary = rule.summary.replace("|", "\\|")
        lines.append(f"| {rule.code} | `{rule.name}` | {rule.severity} | {on} | {fix} | {summary} |")
    return "\n".join(lines) + "\n"
