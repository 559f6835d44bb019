"""The table: every setting of `datagraph.toml`, and of `[tool.datagraph]` in `pyproject.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.configuration.key import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITIES = ("error", "warning", "info")
"""The words for a severity, the gravest first."""

WAREHOUSES = ("snowflake", "bigquery", "redshift", "databricks", "duckdb", "postgres")
"""The kinds of warehouse: the four that Segment reads, then the two that stand in for them locally."""

_ROWS = (
    Key(
        name="select",
        form="rules",
        documentation=(
            "The only rules that run, by name, code or beginning of a code: `DG5` is the whole family of advice, `DG` "
            "are all rules. Without it, all run that are on by default."
        ),
        example='select = ["DG0", "DG1", "unknown-entity"]',
        synonyms=("enable", "rules", "only", "include-rules"),
    ),
    Key(
        name="extend-select",
        form="rules",
        documentation="Rules that run besides: those that are off by default, or that `select` leaves out.",
        example='extend-select = ["missing-description"]',
        default="[]",
        synonyms=("add", "extend", "extend-enable"),
    ),
    Key(
        name="ignore",
        form="rules",
        documentation="Rules that do not run, by name, code or beginning of a code. It wins over `select`.",
        example='ignore = ["unused-entity"]',
        default="[]",
        synonyms=("disable", "skip", "extend-ignore", "suppress", "exclude-rules"),
    ),
    Key(
        name="severity",
        form="severities",
        documentation="How grave the findings of a rule are, in place of its own severity.",
        example='[severity]\nunused-entity = "info"\nDG502 = "error"',
        allowed=SEVERITIES,
        synonyms=("severities", "level", "levels", "rule"),
    ),
    Key(
        name="paths",
        form="patterns",
        documentation=(
            "The files that hold Data Graphs, as globs from the configuration's directory on; `**` is any number of "
            "directories, and a directory means the graph files below it. They are what is checked when a command "
            "names no file. Without it, these are `*.dg`, `*.datagraph`, `data_graph.hcl` and `data-graph.hcl`, "
            "in the current directory and below."
        ),
        example='paths = ["graphs/**/*.hcl"]',
        synonyms=("files", "include", "src", "source", "sources"),
    ),
    Key(
        name="exclude",
        form="patterns",
        documentation=(
            "Files and directories that a search leaves out, as globs from the configuration's directory on; one "
            "without a `/` fits at any depth. A file that a command names itself is checked all the same."
        ),
        example='exclude = ["archive", "graphs/draft-*.dg"]',
        default="[]",
        synonyms=("extend-exclude", "exclude-files", "ignore-files", "ignore-paths"),
    ),
    Key(
        name="fail-on",
        form="severity",
        documentation="The least severity of a finding for which `datagraph validate` and `datagraph fix` exit with 1.",
        example='fail-on = "warning"',
        default='"error"',
        allowed=SEVERITIES,
        synonyms=("fail-level", "exit-on", "minimum-severity", "threshold"),
    ),
    Key(
        # Not `warehouse`: in TOML no key is both a string and a table, and `[warehouse.NAME]` is kept for connections.
        name="target-warehouse",
        form="warehouse",
        documentation=(
            "The kind of warehouse that the graph is for. Some rules hold for one kind only: Redshift, for instance, "
            "takes no unmaterialized profile."
        ),
        example='target-warehouse = "redshift"',
        allowed=WAREHOUSES,
        synonyms=("warehouse", "target", "dialect", "database"),
    ),
)

KEYS: Mapping[str, Key] = {row.name: row for row in _ROWS}
"""Every setting by its name, in the order in which they are documented."""
