"""DG903: the configuration is not TOML."""

from __future__ import annotations

from datagraph.diagnostics import RuleDescription, Severity

RULE = RuleDescription(
    code="DG903",
    name="configuration-syntax",
    severity=Severity.ERROR,
    summary="The configuration file is not TOML.",
    why="None of its settings can be read, so everything is checked as if there were no configuration.",
    fact="Configuration files are TOML 1.0: strings stand in quotes, lists in brackets, and a key stands once.",
    bad="""\
fail-on = warning
""",
    good="""\
fail-on = "warning"
""",
)
