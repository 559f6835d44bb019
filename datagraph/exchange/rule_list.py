"""The list of rules for programs."""

from __future__ import annotations

from datagraph.diagnostics.render.json_text import json_text
from datagraph.rules.registry import all_rules

VERSION = 1
"""Raised when a key changes its meaning or goes away."""


def rules_json() -> str:
    """Write everything that the rules say of themselves as JSON, by code."""
    descriptions = [rule.description for rule in all_rules()]
    rules = [{**it._asdict(), "severity": str(it.severity)} for it in descriptions]
    return json_text({"version": VERSION, "rules": rules})
