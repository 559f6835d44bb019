"""Finds the rules by the names of their files, and imports each one only when it is needed."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from datagraph.diagnostics import Diagnostic, Problem, RuleDescription
    from datagraph.rules.context import Context, Evidence

    Check = Callable[[Context], Iterable[Diagnostic]]

_FILE = re.compile(r"(dg\d{3})_(\w+)\.py")
# These families find nothing in the graph: what they report comes from the parser, the lowering, the configuration.
_REPORTING = ("DG0", "DG1", "DG9")
# These look at more than the text: each family needs one kind of evidence, and is not even imported without it.
_NEEDS = {"DG4": "catalog", "DG6": "earlier", "DG7": "measurements", "DG8": "previous"}


class RuleFile:
    """A rule as its file name tells it; what is inside the file is imported when it is asked for."""

    __slots__ = ("code", "module_name", "name")

    def __init__(self, code: str, name: str, module_name: str) -> None:
        self.code = code
        self.name = name
        self.module_name = module_name

    @property
    def description(self) -> RuleDescription:
        """What the rule says of itself."""
        description: RuleDescription = import_module(self.module_name).RULE
        return description

    def can_look(self, evidence: Evidence) -> bool:
        """Whether the evidence is there that the rule's family looks at."""
        needed = _NEEDS.get(self.code[:3])
        return needed is None or getattr(evidence, needed) is not None

    @property
    def check(self) -> Check | None:
        """The function that looks for mistakes in the graph, if it is a rule that looks."""
        if self.code.startswith(_REPORTING):
            return None
        check: Check | None = getattr(import_module(self.module_name), "check", None)
        return check

    def report(self, problem: Problem, ctx: Context) -> Diagnostic:
        """Put a problem that was found on a lower floor into words."""
        diagnostic: Diagnostic = import_module(self.module_name).report(problem, ctx)
        return diagnostic


@lru_cache(maxsize=1)
def all_rules() -> tuple[RuleFile, ...]:
    """All rules by code."""
    files = sorted(os.listdir(os.path.dirname(__file__)))
    found = [match for match in map(_FILE.fullmatch, files) if match]
    return tuple(
        RuleFile(match[1].upper(), match[2].replace("_", "-"), f"{__package__}.{match[0][:-3]}") for match in found
    )


@lru_cache(maxsize=1)
def _rules_by_name() -> Mapping[str, RuleFile]:
    return {key: rule for rule in all_rules() for key in (rule.code, rule.name)}


def rule_named(code_or_name: str) -> RuleFile | None:
    """The rule with a code (`DG201`, in any case) or a name (`unknown-entity`)."""
    rules = _rules_by_name()
    return rules.get(code_or_name) or rules.get(code_or_name.upper()) or rules.get(code_or_name.lower())
