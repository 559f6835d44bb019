"""DG902: a setting of the configuration has a value that means nothing."""

from __future__ import annotations

from datagraph.diagnostics import RuleDescription, Severity

RULE = RuleDescription(
    code="DG902",
    name="wrong-setting",
    severity=Severity.ERROR,
    summary="A setting has a value of the wrong type, or names a rule, a severity or a warehouse that does not exist.",
    why="The setting counts as left out, so the rules do not run as the team decided.",
    fact=(
        "Rules are named by name, code or beginning of a code, severities are `error`, `warning` and `info`, and lists "
        "stand in brackets."
    ),
    bad="""\
ignore = ["unusedentity"]
""",
    good="""\
ignore = ["unused-entity"]
""",
)
