"""BigQuery's script: a service account has the rights itself, as roles on projects, datasets and tables."""

from __future__ import annotations

import re
from shlex import join
from typing import TYPE_CHECKING

from sqlglot import exp

from datagraph.grants.words import EVENTS, SYNCED
from datagraph.warehouse.sql import quoted, table

if TYPE_CHECKING:
    from datagraph.catalog import TableKind, TablePath
    from datagraph.grants.choices import Choices
    from datagraph.grants.reach import Reach
    from datagraph.grants.script import Script

_REVERSE_ETL = "__segment_reverse_etl"
_ACCOUNT = re.compile(r"([^@]+)@(.+)\.iam\.gserviceaccount\.com")
_PREFIXES = ("serviceAccount:", "user:", "group:")


def write_grants(script: Script, extent: Reach, choices: Choices) -> None:
    """Add what is to be done by hand, the bookkeeping, and what may be read."""
    project = _project(extent, choices)
    member = _member(project, choices)
    _write_account(script, project, member, choices)
    _write_bookkeeping(script, project, member, choices)
    if extent.named or extent.synced:
        _write_tables(script, extent, member)
    if extent.whole:
        script.section("What Segment reads as a whole: a role on a dataset holds for all that is in it, now and later.")
        script.run(*(_grant("dataViewer", "SCHEMA", _name(*it), member) for it in extent.whole))


def _write_tables(script: Script, extent: Reach, member: str) -> None:
    script.section("What Segment reads: first the datasets, to see which tables there are and what columns they have.")
    datasets = (it for it in extent.schemas if it not in extent.whole)
    script.run(*(_grant("metadataViewer", "SCHEMA", _name(*it), member) for it in datasets))
    if extent.named:
        script.section(
            "The tables and views of the graph. A view over tables in another dataset has to be an authorized view "
            "there."
        )
        if any(it not in extent.kinds for it in extent.named):
            script.comment(
                "Where one is a view, write VIEW in place of TABLE; `datagraph grants --catalog FILE` does it for you."
            )
        script.run(*(_grant("dataViewer", _kind(it, extent), _name(*it), member) for it in extent.named))
    if extent.synced:
        script.section(SYNCED, EVENTS)
        script.run(*(_grant("dataViewer", _kind(it, extent), _name(*it), member) for it in extent.synced))


def _project(extent: Reach, choices: Choices) -> str:
    """The project that is connected to Segment: unless it is named, that of the profile, or else the first."""
    return choices.bookkeeping or next((it.database for it in extent.folders), extent.databases[0])


def _member(project: str, choices: Choices) -> str:
    # The account of a project in a domain, `example.com:shop`, is in `shop.example.com`.
    home = ".".join(reversed(project.split(":")))
    user = choices.user or f"segment-linked@{home}.iam.gserviceaccount.com"
    return user if user.startswith(_PREFIXES) else f"serviceAccount:{user}"


def _write_account(script: Script, project: str, member: str, choices: Choices) -> None:
    script.section("The service account, and its right to run queries, which this project pays for.")
    email = member.partition(":")[2]
    found = _ACCOUNT.fullmatch(email)
    if found:
        home = found[2] if choices.user else project
        accounts = ["gcloud", "iam", "service-accounts"]
        script.comment("SQL cannot make the account. Unless it exists, run:")
        script.aside(join([*accounts, "create", found[1], f"--project={home}"]))
        script.comment("Segment wants its key, in JSON:")
        script.aside(join([*accounts, "keys", "create", "key.json", f"--iam-account={email}"]))
    script.run(_grant("user", "PROJECT", _name(project), member))


def _write_bookkeeping(script: Script, project: str, member: str, choices: Choices) -> None:
    dataset = _name(project, _REVERSE_ETL)
    script.section("The dataset that Segment keeps its books in, the only one that it writes to.")
    if not choices.reverse_etl:
        options = f" OPTIONS (location = {_text(choices.location)})" if choices.location else ""
        if not options:
            script.comment(
                "It has to be where the data is, which is the US unless you say otherwise: `datagraph grants "
                "--location EU`."
            )
        script.run(f"CREATE SCHEMA IF NOT EXISTS {dataset}{options}")
    script.run(_grant("dataEditor", "SCHEMA", dataset, member))


def write_queries(script: Script, extent: Reach, choices: Choices) -> None:
    """Add who runs the queries, and a look into every dataset and every table."""
    project = _project(extent, choices)
    member = _member(project, choices)
    script.section(f"Run them as {member.partition(':')[2]}, in the project {project}.")
    script.run("SELECT SESSION_USER()")
    script.section("The datasets.")
    datasets = sorted({*extent.schemas, (project, _REVERSE_ETL)})
    names = "SELECT table_name FROM {}.INFORMATION_SCHEMA.TABLES"
    script.run(*(names.format(_name(*it)) for it in datasets))
    script.section("The tables. No column is read, so that it costs nothing.")
    one = exp.select("1 AS readable").limit(1)
    script.run(*(one.from_(table(it)).sql(dialect="bigquery") for it in extent.tables))


def _kind(path: TablePath, extent: Reach) -> str:
    kind: TableKind = extent.kinds.get(path, "table")
    return kind.upper()


def _grant(role: str, kind: str, name: str, member: str) -> str:
    return f"GRANT `roles/bigquery.{role}` ON {kind} {name} TO {_text(member)}"


def _text(value: str) -> str:
    return exp.Literal.string(value).sql(dialect="bigquery")


def _name(*names: str) -> str:
    return quoted("bigquery", *names)
