"""`datagraph grants`: writes the script that gives Segment its rights in the warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.complaints import complain_of_configurations
from datagraph.cli.options import CATALOG, CONFIG, OUTPUT, PATHS, STDIN_FILENAME
from datagraph.cli.output import write_output
from datagraph.cli.terminal import complain
from datagraph.diagnostics import Severity
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices as NoChoices
from datagraph.project.configurations import Configurations
from datagraph.project.files import read_inputs
from datagraph.text import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.catalog import Catalog
    from datagraph.grants import Choices as GrantChoices
    from datagraph.project.files import Input

_NAMES = ("role", "user", "virtual_warehouse", "bookkeeping", "location")
_KINDS = ("snowflake", "bigquery", "redshift", "databricks")

COMMAND = Command(
    name="grants",
    summary="Write the script that gives Segment its rights in the warehouse.",
    details=(
        "It follows the vendor's set-up guide with as few rights as will do: one database or dataset to write to, and "
        "to read, exactly the tables that the graphs name and those that Profiles Sync writes into the profile's "
        "folder. Names are taken as they are written, capitals and small letters included. No warehouse is asked, and "
        "no password is in the script."
    ),
    examples=(
        ("datagraph grants --warehouse-type snowflake > setup.sql", "write the script for an administrator"),
        ("datagraph grants --warehouse-type snowflake --verify", "write queries that show whether it has worked"),
        ("datagraph grants graph.dg --warehouse-type databricks --user 1f2e…", "name the service principal"),
    ),
    exits=(
        (0, "the script is written"),
        (1, "the script is written, but something in the graphs could not be read and is left out"),
        (2, "no graph names a table, or a file cannot be read or written, or the call is wrong"),
    ),
    arguments=(PATHS,),
    options=(
        Option(
            "--warehouse-type",
            allowed=_KINDS,
            parameter="kind",
            help="The kind of warehouse. Default: `target-warehouse` in the configuration, or the catalog's kind.",
        ),
        Option(
            "--verify",
            kind="switch",
            help="Write the queries that show whether the rights are there, in place of the script; they only read.",
        ),
        Option(
            "--role",
            metavar="NAME",
            help="The role that holds the rights, on Snowflake and Redshift; SEGMENT_LINKED_ROLE is the default.",
        ),
        Option(
            "--user",
            metavar="NAME",
            help="Who logs in: a user with that role (SEGMENT_LINKED_USER), on BigQuery the service account's e-mail "
            "address, on Databricks the service principal's application ID.",
        ),
        Option(
            "--virtual-warehouse",
            metavar="NAME",
            help="The Snowflake warehouse that runs Segment's queries. Default: SEGMENT_LINKED_WH, which is created.",
        ),
        Option(
            "--bookkeeping",
            metavar="NAME",
            help="The database or catalog that Segment writes to (SEGMENT_LINKED_PROFILES_DB), on BigQuery the project "
            "(the profile's).",
        ),
        Option("--location", metavar="NAME", help="Where BigQuery keeps the data, such as EU."),
        Option(
            "--scope",
            allowed=("tables", "schemas"),
            help="Whether to open the tables that the graphs name, the default, or everything in their schemas, now "
            "and in future.",
        ),
        Option(
            "--events",
            kind="switch",
            help="Open everything in the profile's folder, for conditions on events: each event has a table there.",
        ),
        Option(
            "--reverse-etl",
            kind="switch",
            help="Open the schema that Reverse ETL has made in the database that Segment writes to.",
        ),
        CATALOG,
        OUTPUT,
        CONFIG,
        STDIN_FILENAME,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    paths: tuple[str, ...],
    kind: str,
    verify: bool,
    role: str,
    user: str,
    virtual_warehouse: str,
    bookkeeping: str,
    location: str,
    scope: str,
    events: bool,
    reverse_etl: bool,
    catalog: str,
    output: str,
    config: str,
    stdin_filename: str,
) -> int:
    """Write the script or the queries; returns the exit code."""
    from datagraph.grants import Choices, grants, queries

    choices = Choices(role, user, virtual_warehouse, bookkeeping, location, scope == "schemas", events, reverse_etl)
    configurations = Configurations(config, NoChoices(catalog=catalog))
    inputs = read_inputs(paths, configurations, stdin_filename)
    known = _read_catalog(inputs, configurations)
    kind, trouble = _kind(kind, known, inputs, configurations)
    # Only now, for each file's configuration has been read to know the kind.
    if complain_of_configurations(configurations):
        return 2
    trouble = trouble or _mistake(kind, choices)
    if trouble:
        return _refuse(trouble)
    findings = _read_graphs(inputs, kind, configurations)
    if not any(findings.objects):
        return _refuse("there is nothing to grant: no table and no profile folder is named in full")
    if verify:
        script = queries(findings.objects, kind, choices, notes=findings.notes)
    else:
        script = grants(findings.objects, kind, choices, catalog=known, notes=findings.notes)
    if not write_output(script.text, output):
        return 2
    return 0 if findings.is_complete else 1


def _refuse(trouble: str) -> int:
    complain(f"error: {visible(trouble)}")
    return 2


def _read_catalog(inputs: Sequence[Input], configurations: Configurations) -> Catalog | None:
    """The first catalog that the call or a file's configuration names, which tells views from tables."""
    paths = [configurations.of_file(it.path).catalog_path for it in inputs]
    path = next(filter(None, paths), "")
    if not path:
        return None
    from datagraph.project.evidence import read_catalog

    return read_catalog(path, configurations.reports)


def _kind(
    asked: str, catalog: Catalog | None, inputs: Sequence[Input], configurations: Configurations
) -> tuple[str, str]:
    """The kind of warehouse: what was asked for, else that of the configurations, else the catalog's."""
    configured = {configurations.of_file(it.path).configuration.settings.warehouse for it in inputs} - {""}
    kinds = [asked] if asked else sorted(configured) or ([catalog.warehouse] if catalog else [])
    advice = f"write `--warehouse-type {'|'.join(_KINDS)}`"
    if not kinds:
        return "", f"for which kind of warehouse? {advice}, or `target-warehouse` in datagraph.toml"
    if len(kinds) > 1:
        return "", f"the configurations say {' and '.join(f'`{it}`' for it in kinds)}: {advice}"
    if kinds[0] not in _KINDS:
        return "", f"Segment does not read `{kinds[0]}`: {advice}"
    return kinds[0], ""


def _mistake(kind: str, choices: GrantChoices) -> str:
    """What is wrong with the names for a kind of warehouse, or ""."""
    from datagraph.grants import VENDORS

    vendor = VENDORS[kind]
    for option in COMMAND.options:
        name = option.parameter
        if name in _NAMES and name not in vendor.names and getattr(choices, name):
            advice = "; the rights go to `--user`" if name == "role" else ""
            return f"`{option.word}` says nothing on {vendor.title}{advice}: leave it out"
    if kind == "bigquery" and choices.user and "@" not in choices.user:
        return f"no e-mail address in `--user {choices.user}`: write that of the service account"
    return ""


class _Findings:
    """What the files name, and what is to be said in the script of where it is from and what it lacks."""

    def __init__(self) -> None:
        from datagraph.grants import Objects

        self.objects = Objects()
        self.notes: list[str] = []
        self.is_complete = True


def _read_graphs(inputs: Sequence[Input], kind: str, configurations: Configurations) -> _Findings:
    """Read what the files name, and complain of what cannot be read."""
    from datagraph.engine import analyse
    from datagraph.grants import named_objects

    findings = _Findings()
    readable = [it for it in inputs if not it.trouble]
    findings.notes.append(f"It is made from {', '.join(it.path for it in readable)}.")
    for file in inputs:
        if file.trouble:
            complain(f"error: cannot read {visible(file.path)}: {file.trouble}")
            findings.is_complete = False
            continue
        analysis = analyse(file.text, configurations.of_file(file.path).configuration.settings)
        objects, remarks = named_objects(analysis.graph, kind)
        findings.objects |= objects
        lines = Source(file.path, file.text).lines
        said = [f"{file.path}:{lines.position(it.span.start)}: {it.text}: {it.help}" for it in remarks]
        # Families 0 and 1: text that cannot be read, and what is missing or out of place.
        if any(it.severity is Severity.ERROR and it.code < "DG2" for it in analysis.diagnostics):
            advice = f"`datagraph validate {file.path}` shows them"
            said.append(f"{file.path}: it has mistakes, and names in what cannot be read are left out: {advice}")
        for remark in said:
            complain(f"warning: {visible(remark)}")
            findings.notes.append(f"Beware: {remark}.")
            findings.is_complete = False
    return findings
