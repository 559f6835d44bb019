"""Amazon Redshift, through AWS's own redshift_connector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.protocol import ColumnRow, Estimate, KeyRow, Rows
from datagraph.warehouse.redshift_errors import broken, refused
from datagraph.warehouse.sqlstate import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from redshift_connector.core import Connection

    from datagraph.catalog import TableKind

# https://docs.aws.amazon.com/redshift/latest/dg/svv_views.html: SVV_ALL_… list every database of the cluster.
# Names that begin with `pg_` are Redshift's own.
_OWN = "{0} !~ '^pg_' AND {0} NOT IN ('information_schema', 'catalog_history')"
_SCHEMAS = "SELECT database_name, schema_name FROM svv_all_schemas WHERE {chosen} ORDER BY 1, 2"
_COLUMNS = """
SELECT {schema}, table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,
       is_nullable, remarks
FROM {view} WHERE {chosen} ORDER BY {schema}, table_name, ordinal_position
"""
# SVV_COLUMNS has what no pg_ table has: the columns of late-binding views and of external tables.
_HERE = ("table_schema", "svv_columns")
_ELSEWHERE = ("schema_name", "svv_all_columns")
# A materialized view is a view there, which only its definition tells; an external table is not there at all.
# SVV_TABLE_INFO would know the rows better, and is for superusers alone; `reltuples` is 0 or 0.001 until ANALYZE.
_RELATIONS = """
SELECT n.nspname, c.relname,
       CASE WHEN c.relkind = 'm' OR pg_get_viewdef(c.oid) ILIKE '%create materialized view%' THEN 'materialized view'
            WHEN c.relkind = 'v' THEN 'view' ELSE 'table' END,
       d.description, CASE WHEN c.relkind = 'r' AND c.reltuples >= 1 THEN CAST(c.reltuples AS bigint) END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0
     AND d.classoid = (SELECT oid FROM pg_class WHERE relname = 'pg_class')
WHERE c.relkind IN ('r', 'v', 'm') AND {chosen}
"""
_RELATIONS_ELSEWHERE = """
SELECT schema_name, table_name, lower(table_type), remarks, NULL FROM svv_all_tables WHERE {chosen}
"""
# As AWS's drivers ask for keys: no array functions on the leader node, and a key has at most 32 columns.
_KEYS = """
SELECT n.nspname, c.relname, k.contype, k.oid, a.attname, o.nspname, r.relname, b.attname
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN generate_series(1, 32) AS place (number)
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[place.number]
LEFT JOIN pg_class r ON r.oid = k.confrelid
LEFT JOIN pg_namespace o ON o.oid = r.relnamespace
LEFT JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[place.number]
WHERE k.contype IN ('p', 'u', 'f') AND {chosen}
ORDER BY n.nspname, c.relname, k.oid, place.number
"""
_KEY_KINDS = {"p": "primary", "u": "unique", "f": "foreign"}
_TABLE_KINDS = ("view", "materialized view", "external table")


def connect(parameters: Mapping[str, object], *, timeout: float) -> Redshift:
    """Log in; a server that stays silent for `timeout` seconds meanwhile is given up.

    How long a query runs is not limited. The driver knows no read-only session. With `iam` the login is AWS's, by its
    own files and variables.
    """
    try:
        import redshift_connector  # noqa: F401
    except ImportError as error:
        raise missing_driver("redshift") from error
    return Redshift(parameters, timeout)


class Redshift:
    """A connection to one database of a cluster or workgroup."""

    kind = "redshift"

    def __init__(self, parameters: Mapping[str, object], timeout: float) -> None:
        self._parameters = parameters
        self._timeout = timeout
        self._place = Place(
            "Redshift",
            str(parameters.get("host") or parameters.get("cluster_identifier") or "localhost"),
            str(parameters.get("user") or parameters.get("db_user") or "you"),
            str(parameters.get("database") or ""),
        )
        self._is_running = False
        self._connection = self._opened()
        ((self.database, schema, self._process),) = self.run(
            "SELECT current_database(), current_schema(), pg_backend_pid()"
        ).rows
        self.schema = schema or ""

    def schemas(self) -> Iterable[tuple[str, str]]:
        """The schemas of every database of the cluster, those of datashares and external ones too."""
        return [(it[0], it[1]) for it in self.run(*_chosen(_SCHEMAS, "schema_name", ())).rows]

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of everything in a database; two queries. Another database than the own has no estimates."""
        is_here = database == self.database
        schema, view = _HERE if is_here else _ELSEWHERE
        if is_here:
            found = self.run(*_chosen(_RELATIONS, "n.nspname", schemas))
        else:
            found = self.run(*_chosen(_RELATIONS_ELSEWHERE, "schema_name", schemas, database))
        relations = {(it[0], it[1]): it[2:] for it in found.rows}
        sql = _COLUMNS.replace("{schema}", schema).replace("{view}", view)
        for row in self.run(*_chosen(sql, schema, schemas, "" if is_here else database)).rows:
            kind, comment, rows = relations.get((row[0], row[1]), ("external table", "", None))
            table_kind = cast("TableKind", kind) if kind in _TABLE_KINDS else "table"
            # A view's columns all say that they take nulls; an external table's may say nothing at all.
            nullable = str(row[7]).upper() == "YES" if table_kind == "table" else None
            yield ColumnRow(
                row[0], row[1], row[2], _type(*row[3:7]), nullable, row[8] or "", table_kind, comment or "", rows
            )

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys of the own database, one query; of others, no view of Redshift's tells them."""
        if database != self.database:
            return
        found: dict[int, list[tuple[Any, ...]]] = {}
        for row in self.run(*_chosen(_KEYS, "n.nspname", schemas)).rows:
            found.setdefault(row[3], []).append(row)
        for rows in found.values():
            schema, table, kind, _, _, other_schema, other, _ = rows[0]
            key = KeyRow(schema, table, _KEY_KINDS[kind], tuple(it[4] for it in rows))
            yield KeyRow(*key[:4], database, other_schema, other, tuple(it[7] for it in rows)) if other else key

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query; a VARBYTE is the driver's string of hexadecimal digits."""
        self._is_running = True
        try:
            cursor = self._connection.cursor()
            cursor.paramstyle = "qmark"
            # Without parameters `?` is left alone; an empty list would have it replaced.
            cursor.execute(sql, list(parameters) or None)
            names = tuple(str(it[0]) for it in cursor.description or ())
            return Rows(names, [tuple(it) for it in cursor.fetchall()] if names else [])
        except KeyboardInterrupt:
            self.cancel()
            self.close()
            raise
        except Exception as error:  # the driver lets through whatever its sockets and its decoding raise
            trouble = broken(error, self._place)
            if trouble.trouble == "connection":
                # Half an answer may still be on its way, and the next query would take it for its own.
                self.close()
            raise trouble from error
        finally:
            self._is_running = False

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The plan of a query; Redshift does not tell bytes."""
        return Estimate(plan="\n".join(str(it[0]) for it in self.run(f"EXPLAIN {sql}", parameters).rows))

    def fork(self) -> Redshift:
        """A further session."""
        return Redshift(self._parameters, self._timeout)

    def cancel(self) -> None:
        """Stop the query that runs now, from a session of its own: the driver has no request for it."""
        # https://docs.aws.amazon.com/redshift/latest/dg/PG_CANCEL_BACKEND.html: everyone may stop their own.
        if self._is_running:
            other = self.fork()
            try:
                other.run("SELECT pg_cancel_backend(?)", (self._process,))
            finally:
                other.close()

    def close(self) -> None:
        """End the session."""
        from redshift_connector.error import InterfaceError

        try:
            self._connection.close()
        except InterfaceError:
            return  # it is closed already

    def _opened(self) -> Connection:
        import redshift_connector

        settings: dict[str, Any] = {
            "timeout": self._timeout,
            "tcp_keepalive_idle": max(1, int(self._timeout)),
            "application_name": "datagraph",
            # Statements without names: the server has nothing to keep.
            "max_prepared_statements": 0,
            **self._parameters,
        }
        try:
            connection = redshift_connector.connect(**settings)
        except Exception as error:  # the AWS library and the driver's own slips come through as they are
            raise refused(error, self._place, self._parameters, self._timeout) from error
        # The driver would hold every answer to that time; from here on TCP's keep-alive finds a network that is gone.
        connection._usock.settimeout(None)  # noqa: SLF001 the driver has no public way
        connection.autocommit = True
        return connection


def _chosen(sql: str, schema: str, schemas: Sequence[str], database: str = "") -> tuple[str, list[str]]:
    """A query for some schemas, or for all but Redshift's own, with the values for its placeholders."""
    condition = f"{schema} IN ({', '.join('?' * len(schemas))})" if schemas else _OWN.format(schema)
    if database:
        condition = f"database_name = ? AND {condition}"
    return sql.replace("{chosen}", condition), [*([database] if database else []), *schemas]


def _type(word: str, length: int | None, precision: int | None, scale: int | None) -> str:
    """A type as Redshift's DDL writes it; the types of external tables have their sizes in them."""
    if "(" in word:
        return word
    if word in ("numeric", "decimal") and precision:
        return f"{word}({precision},{scale or 0})"
    return f"{word}({length})" if length and word.startswith(("char", "varchar", "bpchar")) else word
