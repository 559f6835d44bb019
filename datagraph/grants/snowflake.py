"""Snowflake's script: a role has the rights, and a user has the role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from datagraph.grants.choices import VENDORS
from datagraph.grants.words import EVENTS, NOTHING_ELSE, SYNCED, bookkeeping
from datagraph.warehouse.sql import quoted, table

if TYPE_CHECKING:
    from datagraph.grants.choices import Choices
    from datagraph.grants.reach import Reach, SchemaPath
    from datagraph.grants.script import Script

_KINDS = ("TABLES", "VIEWS", "EXTERNAL TABLES", "MATERIALIZED VIEWS")
# Reverse ETL writes the name without quotes, and Snowflake stores such in upper case.
_REVERSE_ETL = "__SEGMENT_REVERSE_ETL"


def write_grants(script: Script, extent: Reach, choices: Choices) -> None:
    """Add the role, the user, the virtual warehouse, the bookkeeping, and what may be read."""
    role = _name(choices.role)
    _write_user(script, choices)
    _write_warehouse(script, choices)
    _write_bookkeeping(script, extent, choices)
    script.section(
        "What Segment reads: first the databases and schemas. A database that another account shares with yours takes "
        "GRANT IMPORTED PRIVILEGES ON DATABASE in place of all that follows."
    )
    script.run(*(f"GRANT USAGE ON DATABASE {_name(it)} TO ROLE {role}" for it in extent.databases))
    script.run(*(f"GRANT USAGE ON SCHEMA {_name(*it)} TO ROLE {role}" for it in extent.schemas))
    if extent.named:
        script.section("The tables and views of the graph. Without the word TABLE or VIEW, a statement fits either.")
        script.run(*(f"GRANT SELECT ON {_name(*it)} TO ROLE {role}" for it in extent.named))
    if extent.synced:
        script.section(SYNCED, EVENTS)
        script.run(*(f"GRANT SELECT ON {_name(*it)} TO ROLE {role}" for it in extent.synced))
    for schema in extent.whole:
        script.section(f"All that is in {_name(*schema)}, now and later.")
        script.run(*_whole(schema, role))


def _write_user(script: Script, choices: Choices) -> None:
    role, user = _name(choices.role), _name(choices.user)
    script.section("The role that holds the rights, and the user that has it.")
    script.run(
        "USE ROLE ACCOUNTADMIN",
        f"CREATE ROLE IF NOT EXISTS {role} COMMENT = 'Segment Data Graph'",
        f"CREATE USER IF NOT EXISTS {user} TYPE = SERVICE DEFAULT_ROLE = {role} TIMEZONE = 'UTC' "
        "COMMENT = 'Segment Data Graph'",
        f"GRANT ROLE {role} TO USER {user}",
    )
    script.comment("The user logs in with a key pair, and only after you have given it the public key:")
    script.aside(f"ALTER USER {user} SET RSA_PUBLIC_KEY = '<public key>';")


def _write_warehouse(script: Script, choices: Choices) -> None:
    script.section("The virtual warehouse that runs Segment's queries.")
    warehouse = _name(choices.virtual_warehouse)
    # Another name than the default one is that of a warehouse which is there.
    if choices.virtual_warehouse == VENDORS["snowflake"].names["virtual_warehouse"]:
        script.run(
            f"CREATE WAREHOUSE IF NOT EXISTS {warehouse} WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60 "
            "AUTO_RESUME = TRUE INITIALLY_SUSPENDED = TRUE"
        )
    script.run(f"GRANT USAGE ON WAREHOUSE {warehouse} TO ROLE {_name(choices.role)}")


def _write_bookkeeping(script: Script, extent: Reach, choices: Choices) -> None:
    role, database = _name(choices.role), _name(choices.bookkeeping)
    script.section(bookkeeping("database"))
    if choices.bookkeeping not in extent.databases:
        script.run(f"CREATE DATABASE IF NOT EXISTS {database}")
    script.run(f"GRANT USAGE, CREATE SCHEMA ON DATABASE {database} TO ROLE {role}")
    if choices.reverse_etl:
        schema = _name(choices.bookkeeping, _REVERSE_ETL)
        script.section("The schema that Reverse ETL has made there belongs to another role.")
        script.run(
            f"GRANT USAGE, CREATE TABLE ON SCHEMA {schema} TO ROLE {role}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO ROLE {role}",
        )


def _whole(schema: SchemaPath, role: str) -> list[str]:
    return [
        f"GRANT SELECT ON {span} {kind} IN SCHEMA {_name(*schema)} TO ROLE {role}"
        for kind in _KINDS
        for span in ("ALL", "FUTURE")
    ]


def write_queries(script: Script, extent: Reach, choices: Choices) -> None:
    """Add who runs the queries, what the role may do, and a look into every table."""
    user, role = _name(choices.user), _name(choices.role)
    script.section(
        f"Log in as {user}. As another user that has the role, run USE ROLE {role} first, and USE SECONDARY ROLES NONE."
    )
    script.run("SELECT CURRENT_USER(), CURRENT_ROLE(), CURRENT_WAREHOUSE()")
    script.section(NOTHING_ELSE)
    script.run(f"SHOW GRANTS TO ROLE {role}")
    script.section("The databases.")
    databases = sorted({*extent.databases, choices.bookkeeping})
    script.run(*(f"SHOW SCHEMAS IN DATABASE {_name(it)}" for it in databases))
    script.section("The tables.")
    script.run(*(exp.select("*").from_(table(it)).limit(10).sql(dialect="snowflake") for it in extent.tables))


def _name(*names: str) -> str:
    return quoted("snowflake", *names)
