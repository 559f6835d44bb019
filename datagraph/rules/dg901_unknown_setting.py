"""DG901: the configuration sets something that does not exist."""

from __future__ import annotations

from datagraph.diagnostics import RuleDescription, Severity

RULE = RuleDescription(
    code="DG901",
    name="unknown-setting",
    severity=Severity.ERROR,
    summary="The configuration has a key that is not a setting.",
    why="What the key was meant to decide is not decided: a misspelt `ignore` ignores nothing, and nobody notices.",
    fact=(
        "The settings are those of the table in `datagraph.toml`, or under `[tool.datagraph]` in `pyproject.toml`; "
        "their names are lower case with dashes."
    ),
    bad="""\
select = ["DG0", "DG1"]
ignored = ["unused-entity"]
""",
    good="""\
select = ["DG0", "DG1"]
ignore = ["unused-entity"]
""",
)
