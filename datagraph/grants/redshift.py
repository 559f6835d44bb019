"""Redshift's script: a role has the rights, and a user has the role; each database is a connection of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from datagraph.grants.words import EVENTS, NOTHING_ELSE, SYNCED, bookkeeping
from datagraph.warehouse.sql import quoted, table

if TYPE_CHECKING:
    from datagraph.grants.choices import Choices
    from datagraph.grants.reach import Reach
    from datagraph.grants.script import Script

_REVERSE_ETL = "__segment_reverse_etl"


def write_grants(script: Script, extent: Reach, choices: Choices) -> None:
    """Add the role, the user, the bookkeeping, and what may be read in each database."""
    if any(name != name.lower() for path in extent.tables for name in path):
        script.comment(
            "Redshift takes capitals in these names for small letters. Where a name is stored with capitals, run this "
            "first:"
        )
        script.aside("SET enable_case_sensitive_identifier TO true;")
    _write_user(script, choices)
    _write_bookkeeping(script, extent, choices)
    for database in extent.databases:
        _write_database(script, extent.inside(database), choices)


def _write_user(script: Script, choices: Choices) -> None:
    role, user = _name(choices.role), _name(choices.user)
    script.section("The role that holds the rights, and the user that has it.")
    script.run(
        f"CREATE ROLE {role}",
        f"CREATE USER {user} PASSWORD DISABLE",
        f"GRANT ROLE {role} TO {user}",
    )
    script.comment("The user cannot log in before you choose its password:")
    script.aside(f"ALTER USER {user} PASSWORD '<password>';")


def _write_bookkeeping(script: Script, extent: Reach, choices: Choices) -> None:
    role, database = _name(choices.role), _name(choices.bookkeeping)
    script.section(
        bookkeeping("database"),
        "From there it reads the other databases, which takes RA3 nodes or Redshift Serverless.",
    )
    # There is no IF NOT EXISTS for databases.
    if choices.bookkeeping not in extent.databases and not choices.reverse_etl:
        script.comment("A database cannot be created inside a transaction: run the statement by itself.")
        script.run(f"CREATE DATABASE {database}")
    script.run(f"GRANT CREATE ON DATABASE {database} TO ROLE {role}")
    if choices.reverse_etl:
        schema = _name(_REVERSE_ETL)
        script.section(
            f"Connect to the database {database}. The schema that Reverse ETL has made there belongs to another user."
        )
        script.run(
            f"GRANT USAGE, CREATE, DROP ON SCHEMA {schema} TO ROLE {role}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE, DROP ON ALL TABLES IN SCHEMA {schema} TO ROLE {role}",
        )


def _write_database(script: Script, extent: Reach, choices: Choices) -> None:
    role = _name(choices.role)
    # Tables come first: outside of their database their names, which have three parts, are refused; schemas' are not.
    script.section(f"What Segment reads in one database. Connect to the database {_name(*extent.databases)}.")
    script.run(*(f"GRANT SELECT ON TABLE {_name(*it)} TO ROLE {role}" for it in extent.named))
    if extent.synced:
        script.section(SYNCED, EVENTS)
        script.run(*(f"GRANT SELECT ON TABLE {_name(*it)} TO ROLE {role}" for it in extent.synced))
    if extent.named or extent.synced:
        script.section(f"The schemas, still in the database {_name(*extent.databases)}.")
    script.run(*(f"GRANT USAGE ON SCHEMA {_name(it.name)} TO ROLE {role}" for it in extent.schemas))
    for schema in extent.whole:
        script.section(f"All tables and views in {_name(*schema)}: those that are there, then those to come.")
        script.run(
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {_name(schema.name)} TO ROLE {role}",
            f"GRANT SELECT FOR TABLES IN SCHEMA {_name(schema.name)} TO ROLE {role}",
        )


def write_queries(script: Script, extent: Reach, choices: Choices) -> None:
    """Add who runs the queries, what the role may do, and a look into every table."""
    script.section(f"Log in as {_name(choices.user)}, and connect to the database {_name(choices.bookkeeping)}.")
    script.run("SELECT CURRENT_USER, CURRENT_DATABASE()")
    script.section(NOTHING_ELSE)
    script.run(f"SHOW GRANTS FOR ROLE {_name(choices.role)}")
    script.section("The databases.")
    script.run(*(f"SHOW SCHEMAS FROM DATABASE {_name(it)}" for it in extent.databases))
    script.section("The tables.")
    script.run(*(exp.select("*").from_(table(it)).limit(10).sql(dialect="redshift") for it in extent.tables))


def _name(*names: str) -> str:
    return quoted("redshift", *names)
