"""Databricks' script, for Unity Catalog: a service principal has the rights itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from datagraph.grants.choices import VENDORS
from datagraph.grants.words import EVENTS, SYNCED, bookkeeping
from datagraph.warehouse.sql import quoted, table

if TYPE_CHECKING:
    from datagraph.grants.choices import Choices
    from datagraph.grants.reach import Reach
    from datagraph.grants.script import Script

_REVERSE_ETL = "__segment_reverse_etl"


def write_grants(script: Script, extent: Reach, choices: Choices) -> None:
    """Add what is to be done by hand, the bookkeeping, and what may be read."""
    user = _name(choices.user)
    script.section(
        "The service principal. SQL cannot make it: add one in the workspace's settings under Identity and access, "
        "generate an OAuth secret for it, and let it use the SQL warehouse (Permissions, Can use)."
    )
    _write_placeholder(script, choices)
    _write_bookkeeping(script, extent, choices)
    script.section("What Segment reads: first the catalogs and schemas.")
    script.run(*(f"GRANT USE CATALOG ON CATALOG {_name(it)} TO {user}" for it in extent.databases))
    script.run(*(f"GRANT USE SCHEMA ON SCHEMA {_name(*it)} TO {user}" for it in extent.schemas))
    if extent.named:
        script.section("The tables and views of the graph; Unity Catalog says TABLE for either.")
        script.run(*(f"GRANT SELECT ON TABLE {_name(*it)} TO {user}" for it in extent.named))
    if extent.synced:
        script.section(SYNCED, EVENTS)
        script.run(*(f"GRANT SELECT ON TABLE {_name(*it)} TO {user}" for it in extent.synced))
    if extent.whole:
        script.section("A right on a schema holds for all that is in it, now and later.")
        script.run(*(f"GRANT SELECT ON SCHEMA {_name(*it)} TO {user}" for it in extent.whole))


def _write_placeholder(script: Script, choices: Choices) -> None:
    placeholder = VENDORS["databricks"].names["user"]
    if choices.user == placeholder:
        script.comment(
            f"Put its application ID in place of {placeholder} everywhere below, or make this script with "
            "`datagraph grants --user APPLICATION_ID`."
        )


def _write_bookkeeping(script: Script, extent: Reach, choices: Choices) -> None:
    user, catalog = _name(choices.user), _name(choices.bookkeeping)
    script.section(bookkeeping("catalog"))
    if choices.bookkeeping not in extent.databases:
        script.run(f"CREATE CATALOG IF NOT EXISTS {catalog}")
    # The vendor's guide says USAGE, CREATE and SELECT, which are the names from before Unity Catalog.
    script.run(f"GRANT USE CATALOG, USE SCHEMA, CREATE SCHEMA, CREATE TABLE, SELECT ON CATALOG {catalog} TO {user}")
    if choices.reverse_etl:
        script.section("The schema that Reverse ETL has made there belongs to another user.")
        script.run(f"GRANT ALL PRIVILEGES ON SCHEMA {_name(choices.bookkeeping, _REVERSE_ETL)} TO {user}")


def write_queries(script: Script, extent: Reach, choices: Choices) -> None:
    """Add who runs the queries, what that one may do, and a look into every table."""
    user = _name(choices.user)
    script.section("Run them as the service principal, on the SQL warehouse that it may use.")
    _write_placeholder(script, choices)
    script.run("SELECT CURRENT_USER()")
    script.section("The catalogs, and what may be done there.")
    for catalog in sorted({*extent.databases, choices.bookkeeping}):
        script.run(f"SHOW GRANTS {user} ON CATALOG {_name(catalog)}", f"SHOW SCHEMAS IN {_name(catalog)}")
    script.section("The tables.")
    script.run(*(exp.select("*").from_(table(it)).limit(10).sql(dialect="databricks") for it in extent.tables))


def _name(*names: str) -> str:
    return quoted("databricks", *names)
