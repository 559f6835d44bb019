"""Redshift: its own driver, against a PostgreSQL that is made to look like it from outside.

The door in front of PostgreSQL keeps the driver's own start-up parameters away from it, calls it PostgreSQL 8.0.2 and
answers a wrong password with Redshift's code; strings take backslashes, as Redshift's do. What Redshift has beyond
PostgreSQL's own catalog is made here, in SQL.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tests.warehouses.servers import postgres
from tests.warehouses.servers.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPES = {
    "integer": "integer",
    "text": "varchar(256)",
    "decimal": "numeric(12,2)",
    "float": "double precision",
    "timestamp": "timestamp",
    "boolean": "boolean",
}
# The views have the columns of https://docs.aws.amazon.com/redshift/latest/dg/svv_views.html that matter here.
# External tables and other databases are rows of a table: an external table is in no pg_ table of Redshift either.
_CATALOG = """
CREATE SCHEMA emulated;
CREATE TABLE emulated.elsewhere (
    database_name text, schema_name text, table_name text, table_type text, table_remarks text, column_name text,
    ordinal_position int, is_nullable text, data_type text, character_maximum_length int, numeric_precision int,
    numeric_scale int, remarks text
);
CREATE VIEW pg_catalog.svv_columns AS
SELECT current_database()::text AS table_catalog, n.nspname::text AS table_schema, c.relname::text AS table_name,
       a.attname::text AS column_name, a.attnum::int AS ordinal_position,
       CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable, format_type(a.atttypid, NULL) AS data_type,
       information_schema._pg_char_max_length(a.atttypid, a.atttypmod)::int AS character_maximum_length,
       information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)::int AS numeric_precision,
       information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::int AS numeric_scale,
       col_description(c.oid, a.attnum) AS remarks
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind IN ('r', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname <> 'emulated'
UNION ALL
SELECT database_name, schema_name, table_name, column_name, ordinal_position, is_nullable, data_type,
       character_maximum_length, numeric_precision, numeric_scale, remarks
FROM emulated.elsewhere WHERE database_name = current_database();
CREATE VIEW pg_catalog.svv_all_columns AS
SELECT table_catalog AS database_name, table_schema AS schema_name, table_name, column_name, ordinal_position,
       is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, remarks
FROM pg_catalog.svv_columns
UNION ALL
SELECT database_name, schema_name, table_name, column_name, ordinal_position, is_nullable, data_type,
       character_maximum_length, numeric_precision, numeric_scale, remarks
FROM emulated.elsewhere WHERE database_name <> current_database();
CREATE VIEW pg_catalog.svv_all_tables AS
SELECT current_database()::text AS database_name, n.nspname::text AS schema_name, c.relname::text AS table_name,
       CASE WHEN c.relkind = 'r' THEN 'TABLE' ELSE 'VIEW' END AS table_type,
       obj_description(c.oid, 'pg_class') AS remarks
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm') AND n.nspname <> 'emulated'
UNION ALL
SELECT DISTINCT database_name, schema_name, table_name, table_type, table_remarks FROM emulated.elsewhere;
CREATE VIEW pg_catalog.svv_all_schemas AS
SELECT current_database()::text AS database_name, nspname::text AS schema_name
FROM pg_namespace WHERE nspname <> 'emulated' AND has_schema_privilege(oid, 'USAGE')
UNION
SELECT database_name, schema_name FROM emulated.elsewhere;
GRANT USAGE ON SCHEMA emulated TO PUBLIC;
GRANT SELECT ON pg_catalog.svv_columns, pg_catalog.svv_all_columns, pg_catalog.svv_all_tables,
                pg_catalog.svv_all_schemas TO PUBLIC
"""
_KNOWN_WRONGS = frozenset(
    {
        # Redshift turns quoted names into lower case too, unless `enable_case_sensitive_identifier` is on; here a
        # quoted name keeps its case.
        "quoted names keep their case",
        # Redshift declares keys and lets duplicates in; here a second row with the same key is refused.
        "keys are enforced",
        # Redshift's planner refuses more than PostgreSQL's (FILTER, skip-level correlation); here such a query runs.
        "accepts more SQL",
        # Redshift lists every database of the cluster and reads `database.schema.table` across them; here other
        # databases have metadata and no rows.
        "other databases cannot be read",
        # Redshift hands out numerics, dates and the like in its binary protocol; here they come as text, as from a
        # Redshift that is too old for it.
        "text protocol",
    }
)

install = postgres.install
"""Redshift's emulator needs nothing but PostgreSQL."""


@contextlib.contextmanager
def start() -> Iterator[Server]:
    """A database that looks like Redshift with the shop in it, until the block ends."""
    with cluster() as running:
        yield server(running)


@contextlib.contextmanager
def cluster() -> Iterator[postgres.Cluster]:
    """What `start` runs, for those who need its insides."""
    # escape_string_warning would send a notice with every backslash.
    strings = ("standard_conforming_strings=off", "backslash_quote=on", "escape_string_warning=off")
    # The driver asks a PostgreSQL for SCRAM in vain; Redshift's own way is MD5, and a digest of its own.
    passwords = ("password_encryption=md5", "md5_password_warnings=off")
    with postgres.cluster(*strings, *passwords, "allow_system_table_mods=on", disguise=True) as running:
        for statement in _CATALOG.split(";"):
            running.execute(statement)
        postgres.load(running, TYPES)
        yield running


def server(running: postgres.Cluster) -> Server:
    """A loaded cluster as the tests of all kinds see it."""
    return Server(
        kind="redshift",
        # The door speaks no TLS, and the driver asks for it unless told not to.
        parameters={
            "host": "127.0.0.1",
            "port": running.port,
            "database": postgres.DATABASE,
            "user": postgres.USER,
            "password_env": "DATAGRAPH_TEST_REDSHIFT_PASSWORD",
            "ssl": False,
        },
        environment={"DATAGRAPH_TEST_REDSHIFT_PASSWORD": postgres.PASSWORD},
        database=postgres.DATABASE,
        name=str.lower,
        execute=running.execute,
        statements=running.statements,
        forget=running.forget,
        known_wrongs=_KNOWN_WRONGS,
    )
