"""DG905: the catalog file is none."""

from __future__ import annotations

from datagraph.diagnostics import RuleDescription, Severity

RULE = RuleDescription(
    code="DG905",
    name="unreadable-catalog",
    severity=Severity.ERROR,
    summary="The catalog file is not one that `datagraph introspect` has written.",
    why="Without it, nobody knows which tables and columns there are, so the graph is not checked against them.",
    fact="A catalog file is JSON with a version; `datagraph schema catalog` describes it.",
    bad="""\
{"tables": []}
""",
    good="""\
{"version": 1, "warehouse": "duckdb", "schemas": []}
""",
)
