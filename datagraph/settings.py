"""What a team has decided: which rules run, how grave they are, and for which warehouse the graph is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from datagraph.diagnostics import Diagnostic, RuleDescription, Severity


class Settings(NamedTuple):
    """Choices over the rules; a rule is chosen by its code, its name, or the beginning of its code (`DG5`, `DG`).

    `select` names the only rules that run (empty: all that are enabled by default); a rule that is off by default runs
    if `select` or `extend_select` names it. `ignore` wins over both. `severities` replaces severities by rule.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    warehouse: str = ""

    def runs(self, code: str, name: str, enabled: bool) -> bool:
        """Whether a rule runs; `enabled` is whether it does by default."""
        if _names(self.ignore, code, name):
            return False
        if self.select:
            return _names(self.select, code, name) or _names(self.extend_select, code, name)
        return enabled or _names(self.extend_select, code, name)

    def severity(self, rule: RuleDescription) -> Severity:
        """How grave a rule's diagnostics are."""
        return self.severities.get(rule.code, self.severities.get(rule.name, rule.severity))

    def apply(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics of rules that run, with the severities that were chosen."""
        chosen = []
        for it in diagnostics:
            if self.runs(it.code, it.name, True):
                severity = self.severities.get(it.code, self.severities.get(it.name, it.severity))
                chosen.append(it if severity == it.severity else it._replace(severity=severity))
        return chosen


def _names(selectors: tuple[str, ...], code: str, name: str) -> bool:
    return any(name == it.lower() or (code.startswith(it.upper()) and it.upper().startswith("DG")) for it in selectors)


DEFAULT_SETTINGS = Settings()
