"""The table: every setting of `datagraph.toml`, and of `[tool.datagraph]` in `pyproject.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.configuration.key import Key
from datagraph.warehouse.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITIES = ("error", "warning", "info")
"""The words for a severity, the gravest first."""

WAREHOUSES = tuple(KINDS)
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
        # Not `warehouse`: in TOML no key is both a string and a table, and `[warehouse.NAME]` is a connection.
        name="target-warehouse",
        form="warehouse",
        documentation=(
            "The kind of warehouse that the graph is for; without it, the kind of the catalog. Some rules hold for one "
            "kind only: Redshift, for instance, takes no unmaterialized profile."
        ),
        example='target-warehouse = "redshift"',
        allowed=WAREHOUSES,
        synonyms=("target", "dialect", "database", "warehouse-type"),
    ),
    Key(
        name="catalog",
        form="path",
        documentation=(
            "The catalog file that `datagraph introspect` writes, from the configuration's directory on. "
            "`datagraph validate` then checks tables and columns against it, without a connection."
        ),
        example='catalog = "catalog.json"',
        synonyms=("catalog-file", "lockfile", "schema-file"),
    ),
    Key(
        name="default-warehouse",
        form="name",
        documentation=(
            "The connection that is meant where a call has no `--warehouse`. If no `catalog` is set, "
            "`datagraph validate` asks it for tables and columns."
        ),
        example='default-warehouse = "production"',
        synonyms=("default-connection", "connection", "default-target"),
    ),
    Key(
        name="consumers",
        form="path",
        documentation=(
            "The file that lists what is built on the graph in the vendor's app, from the configuration's directory "
            "on. `datagraph diff` then names whom a change hits, and `datagraph consumers` who uses what."
        ),
        example='consumers = "consumers.yaml"',
        synonyms=("consumers-file", "exposures", "audiences"),
    ),
    Key(
        name="accepted",
        form="acceptances",
        documentation=(
            "Changes that `datagraph diff` is not to report: the rule and the slug of each, why, and until which day, "
            "that day included; without one it is for good."
        ),
        example='[[accepted]]\nchange = "DG601:cart-entity"\nreason = "moved to another space"\nuntil = "2027-01-31"',
        synonyms=("accept", "acceptances", "allowed-changes", "baseline"),
    ),
    Key(
        name="notify",
        form="channels",
        documentation=(
            "Whom `datagraph monitor` tells: `slack` with `url_env`, `webhook` with `url_env` and perhaps "
            "`secret_env`, by which the body is signed, or `email` with `host`, `from`, `to`, and perhaps `port`, "
            "`security` (`starttls`, `tls` or `none`), `user` and `password_env`. What ends with `_env` names an "
            "environment variable."
        ),
        example='[[notify]]\ntype = "slack"\nurl_env = "SLACK_WEBHOOK_URL"',
        synonyms=("notifications", "alerts", "channels", "alert"),
    ),
    Key(
        name="warehouse",
        form="connections",
        documentation=(
            "Connections by name: `type`, and the parameters of the vendor's driver under their own names. A secret "
            "comes from an environment variable, which `password_env` names. `dbt_profile` takes all of it from dbt's "
            "`profiles.yml`; `timeout` is in seconds."
        ),
        example=(
            '[warehouse.production]\ntype = "snowflake"\naccount = "myorg-account"\nuser = "READER"\n'
            'password_env = "READER_PASSWORD"'
        ),
        synonyms=("warehouses", "connections"),
    ),
)

KEYS: Mapping[str, Key] = {row.name: row for row in _ROWS}
"""Every setting by its name, in the order in which they are documented."""
