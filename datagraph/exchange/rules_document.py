"""What `datagraph rules --format json` prints, as pydantic models."""

from __future__ import annotations

from typing import Literal

from datagraph.exchange.output import Output, RuleCode, RuleName, SeverityWord


class Rule(Output):
    """What a rule says of itself."""

    code: RuleCode
    """The code of the rule; it never changes."""
    name: RuleName
    """The name of the rule; it never changes."""
    severity: SeverityWord
    """How grave its diagnostics are, unless the configuration says otherwise."""
    summary: str
    """What it finds, in one sentence."""
    why: str
    """What goes wrong otherwise, in Markdown."""
    fact: str
    """The fact of the language that it rests on, in Markdown."""
    bad: str
    """A complete Data Graph in which it finds something."""
    good: str
    """A complete Data Graph in which it finds nothing."""
    enabled: bool
    """Whether it runs unless the configuration says otherwise."""
    fixable: bool
    """Whether any of its diagnostics has a fix."""
    tables: str
    """The warehouse that the examples are held against, as SQL for DuckDB; empty if the rule looks at none."""
    earlier_tables: str
    """What that warehouse was before, for a rule that compares; else empty."""
    warehouse: str
    """The kind of warehouse that the examples are for; empty if for all."""
    earlier_graph: str
    """The Data Graph that the examples are compared with, for a rule about changes; else empty."""
    consumers: str
    """The file of what is built on that graph; empty if the rule looks at none."""


class RulesDocument(Output):
    """What `datagraph rules --format json` prints. Later releases may add keys, but change and remove none."""

    version: Literal[1]
    """The version of this format."""
    rules: list[Rule]
    """All rules, by code."""
