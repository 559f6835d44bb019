"""The rules of a SARIF log, so that a service can explain a result without the tool."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.sarif_levels import LEVELS

if TYPE_CHECKING:
    from datagraph.diagnostics import Report, RuleDescription

_BACKTICKS = re.compile("`{3,}")


def sarif_rules(report: Report) -> list[dict[str, object]]:
    """List a `reportingDescriptor` for each rule that found something, by code; one not described has only a name."""
    names = {diagnostic.code: diagnostic.name for file in report.files for diagnostic in file.diagnostics}
    return [
        _described(report.rules[code]) if code in report.rules else {"id": code, "name": names[code]}
        for code in sorted(names)
    ]


def _described(rule: RuleDescription) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why or rule.summary},
        "help": {"text": _paragraphs(rule.summary, rule.why, rule.fact), "markdown": _markdown(rule)},
        "defaultConfiguration": {"enabled": rule.enabled, "level": LEVELS[rule.severity]},
    }


def _markdown(rule: RuleDescription) -> str:
    examples = [f"**{title}**\n\n{_fenced(example)}" for title, example in (("Bad", rule.bad), ("Good", rule.good))]
    return _paragraphs(rule.summary, rule.why, rule.fact, *examples)


def _fenced(example: str) -> str:
    fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(example))])
    # Services colour HCL, whose syntax the language borrows, and do not know the language itself.
    return f"{fence}hcl\n{example.rstrip()}\n{fence}"


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())
