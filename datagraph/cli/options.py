"""The options that several commands share."""

from __future__ import annotations

from datagraph.cli.command import Argument, Option
from datagraph.configuration.keys import SEVERITIES
from datagraph.diagnostics.render import FORMATS

PATHS = Argument(
    "paths",
    metavar="[PATHS]...",
    many=True,
    help="Files, or directories to search; `-` is standard input. Default: the files that the configuration names, "
    "else *.dg, *.datagraph, data_graph.hcl and data-graph.hcl in this directory and below.",
)

CONFIG = Option(
    "--config",
    metavar="FILE",
    help="The configuration, in place of the datagraph.toml or pyproject.toml found upward from each file.",
)

STDIN_FILENAME = Option(
    "--stdin-filename",
    metavar="NAME",
    help="What to call standard input; the configuration is looked for beside it.",
)

SELECT = Option(
    "--select",
    kind="list",
    metavar="RULES",
    help="The only rules to run: names, codes or beginnings of codes, separated by commas. Replaces the "
    "configuration's choice.",
)

EXTEND_SELECT = Option(
    "--extend-select", kind="list", metavar="RULES", help="Rules to run besides, such as those that are off by default."
)

IGNORE = Option(
    "--ignore", kind="list", metavar="RULES", help="Rules not to run, besides those the configuration ignores."
)

FAIL_ON = Option(
    "--fail-on",
    allowed=SEVERITIES,
    help="The least severity that makes the exit code 1; error is the default.",
)

FORMAT = Option(
    "--format",
    allowed=FORMATS,
    parameter="output_format",
    help="How to write the findings; text, the default, and concise are for people, the others for programs.",
)

OUTPUT = Option("--output", short="-o", metavar="FILE", help="Write to a file in place of standard output.")

DIFF = Option("--diff", kind="switch", help="Change nothing; show what would change, as a diff.")

WAREHOUSE = Option(
    "--warehouse",
    metavar="NAME",
    help="The warehouse, by the NAME of `[warehouse.NAME]` in the configuration. Default: `default-warehouse` there, "
    "or the only one.",
)

AGAINST_WAREHOUSE = Option(
    "--warehouse",
    metavar="NAME",
    help="Check tables and columns too, as this warehouse has them now: the NAME of `[warehouse.NAME]` in the "
    "configuration. Default: `default-warehouse` there, if no catalog is set.",
)

CONSUMERS = Option(
    "--consumers",
    metavar="FILE",
    help="The file that lists what is built on the graph. Default: `consumers` in the configuration.",
)

CATALOG = Option(
    "--catalog",
    metavar="FILE",
    help="The catalog file that `datagraph introspect` has written. Default: `catalog` in the configuration.",
)
