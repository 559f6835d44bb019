"""BigQuery, through Google's own client: a database is a project, a schema is a dataset."""

from __future__ import annotations

import ast
import os
import re
import warnings
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.bigquery_client import Named, credentials_of, is_transient, translating
from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import ColumnRow, Estimate, KeyRow, Rows
from datagraph.warehouse.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from google.cloud.bigquery import Client, QueryJob

    from datagraph.catalog import TableKind

_CLIENT_OPTIONS = ("api_endpoint", "quota_project_id", "universe_domain")
_JOB_OPTIONS = ("maximum_bytes_billed", "labels", "priority", "use_query_cache", "job_timeout_ms")
_OPTIONS = ("project", "dataset", "location", "credentials_file", "anonymous", *_CLIENT_OPTIONS, *_JOB_OPTIONS)
# https://cloud.google.com/bigquery/docs/datasets#dataset-naming and
# https://cloud.google.com/resource-manager/docs/creating-managing-projects: nothing of another name can exist.
_DATASET = re.compile(r"[A-Za-z0-9_-]+")
_PROJECT = re.compile(r"[a-z0-9.:-]+")

# https://cloud.google.com/bigquery/docs/information-schema-intro: these views are of one dataset. Only
# COLUMN_FIELD_PATHS has descriptions, and only COLUMNS says what may be null; hidden columns are not in `SELECT *`.
_COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, p.description, t.table_type, o.option_value
FROM {0}.INFORMATION_SCHEMA.COLUMNS AS c
JOIN {0}.INFORMATION_SCHEMA.TABLES AS t ON t.table_name = c.table_name
LEFT JOIN {0}.INFORMATION_SCHEMA.COLUMN_FIELD_PATHS AS p
  ON p.table_name = c.table_name AND p.column_name = c.column_name AND p.field_path = c.column_name
LEFT JOIN {0}.INFORMATION_SCHEMA.TABLE_OPTIONS AS o
  ON o.table_name = c.table_name AND o.option_name = 'description'
WHERE c.is_hidden = 'NO'
ORDER BY c.table_name, c.ordinal_position
"""
# This reads no bytes, and asks for rights on the dataset only; INFORMATION_SCHEMA.TABLE_STORAGE asks for them on the
# project, and for the region. It is a query of its own, since who sees metadata only is refused it. Type 1 is a table.
_ROW_COUNTS = "SELECT table_id, row_count FROM {0}.__TABLES__ WHERE type = 1"
# https://cloud.google.com/bigquery/docs/information-schema-constraint-column-usage: of a foreign key, these are the
# columns that it refers to, in no order; position_in_unique_constraint is their place in the primary key there.
_KEYS = """
SELECT c.constraint_type, c.table_name, c.constraint_name, k.ordinal_position, k.column_name,
  k.position_in_unique_constraint, u.table_catalog, u.table_schema, u.table_name AS to_table, u.column_name AS to_column
FROM {0}.INFORMATION_SCHEMA.TABLE_CONSTRAINTS AS c
JOIN {0}.INFORMATION_SCHEMA.KEY_COLUMN_USAGE AS k
  ON k.constraint_name = c.constraint_name AND k.table_name = c.table_name
JOIN {0}.INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE AS u ON u.constraint_name = c.constraint_name
ORDER BY c.constraint_type DESC, c.table_name, c.constraint_name, k.ordinal_position
"""
# https://cloud.google.com/bigquery/docs/information-schema-tables#schema; clones and snapshots are tables to a reader.
_TABLE_KINDS: Mapping[str, TableKind]
_TABLE_KINDS = {"VIEW": "view", "MATERIALIZED VIEW": "materialized view", "EXTERNAL": "external table"}
_TYPES = {bool: "BOOL", int: "INT64", float: "FLOAT64", bytes: "BYTES", date: "DATE", time: "TIME"}


def connect(parameters: Mapping[str, object], *, timeout: float) -> BigQuery:
    """Connect, and have one query estimated, which costs nothing, to learn whether queries can be run."""
    try:
        with warnings.catch_warnings():
            # On import, Google's libraries warn of Pythons that they will soon not support.
            warnings.simplefilter("ignore")
            from google.cloud import bigquery
    except ImportError as error:
        raise missing_driver("bigquery") from error
    unknown = [it for it in parameters if it not in _OPTIONS]
    if unknown:
        raise WarehouseError("setting", f"BigQuery takes no `{unknown[0]}`", f"it takes {', '.join(_OPTIONS)}")
    project, dataset, location, file = (str(parameters.get(it) or "") for it in _OPTIONS[:4])
    # The variable is the client's own.
    endpoint = str(parameters.get("api_endpoint") or os.environ.get("BIGQUERY_EMULATOR_HOST") or "")
    with translating(Named(project, endpoint, file, timeout)):
        credentials, default = credentials_of(file, endpoint, is_anonymous=bool(parameters.get("anonymous")))
    project = project or default
    if not project:
        raise WarehouseError("setting", "no project is named", 'write `project = "…"`, the one that runs the queries')

    def client() -> Client:
        return bigquery.Client(
            project,
            credentials,
            location=location or None,
            default_query_job_config=job,
            client_options={it: parameters[it] for it in _CLIENT_OPTIONS if it in parameters},
        )

    try:
        job = bigquery.QueryJobConfig(**{it: parameters[it] for it in _JOB_OPTIONS if it in parameters})
        if dataset:
            job.default_dataset = bigquery.DatasetReference(project, dataset)
        warehouse = BigQuery(client, dataset, Named(project, endpoint, file, timeout))
    except (TypeError, ValueError) as error:
        message, detail = "Google's client does not take these parameters", str(error).partition("\n")[0]
        raise WarehouseError("setting", message, detail=detail) from error
    try:
        warehouse.dry_run("SELECT 1")
    except WarehouseError:
        warehouse.close()
        raise
    return warehouse


class BigQuery:
    """A connection to BigQuery; each query is a job of the project.

    Whoever pays by the byte pays for ten megabytes with each query, of metadata too.
    """

    kind = "bigquery"

    def __init__(self, client: Callable[[], Client], dataset: str, named: Named) -> None:
        from google.api_core.retry import Retry

        self.database, self.schema = named.project, dataset
        self._new_client, self._named = client, named
        self._jobs: set[QueryJob] = set()
        self._is_cancelled = False
        self._retry = Retry(lambda it: is_transient(it) and not self._is_cancelled, 0.2, 10, timeout=named.seconds)
        with translating(named):
            self._client = client()

    def schemas(self) -> Iterable[tuple[str, str]]:
        """The datasets of the connection's own project: a user may see hundreds of projects."""
        self._is_cancelled = False
        return [(self.database, it) for it in self._datasets(self.database)]

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of all tables, by two queries for each dataset."""
        answers = self._ask_each(database, schemas, _COLUMNS, _ROW_COUNTS)
        for schema, (found, counts) in answers.items():
            count = dict(counts.rows)
            for table, name, kind, nullable, comment, of_kind, described in found.rows:
                row = ColumnRow(schema, table, name, kind, nullable == "YES", comment or "")
                table_kind = _TABLE_KINDS.get(of_kind, "table")
                yield row._replace(table_kind=table_kind, table_comment=_text(described), rows=count.get(table))

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys, by one query for each dataset.

        No view orders the columns that a foreign key refers to in another dataset; there a key of several is left out.
        """
        for schema, (found,) in self._ask_each(database, schemas, _KEYS).items():
            primary: dict[tuple[str, str, str], tuple[str, ...]] = {}
            # Primary keys come first.
            for (kind, table, _), group in groupby(found.rows, key=itemgetter(0, 1, 2)):
                # A row for each pair of a column here and a column there.
                rows = {row[3]: row[4:] for row in group}
                columns = tuple(row[0] for row in rows.values())
                if kind == "PRIMARY KEY":
                    primary[database, schema, table] = columns
                    yield KeyRow(schema, table, "primary", columns)
                    continue
                to_database, to_schema, to_table, other = rows[1][2:]
                known = primary.get((to_database, to_schema, to_table), (other,))
                places = [row[1] - 1 for row in rows.values()]
                if max(places) < len(known):
                    others = tuple(known[it] for it in places)
                    yield KeyRow(schema, table, "foreign", columns, to_database, to_schema, to_table, others)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query."""
        self._is_cancelled = False
        return self._rows(self._start(sql, parameters))

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The bytes that a query would read; BigQuery shows the plan of a query only after it ran."""
        self._is_cancelled = False
        return Estimate(self._start(sql, parameters, dry_run=True).total_bytes_processed)

    def fork(self) -> BigQuery:
        """A client of its own, with the same credentials."""
        return BigQuery(self._new_client, self.schema, self._named)

    def cancel(self) -> None:
        """Stop the jobs that run now."""
        self._is_cancelled = True
        for job in tuple(self._jobs):
            with translating(self._named):
                job.cancel(retry=None, timeout=self._named.seconds)

    def close(self) -> None:
        """Close the client's connections."""
        client: Any = self._client
        client.close()

    def _datasets(self, database: str) -> list[str]:
        with self._asking():
            found = self._client.list_datasets(database, retry=self._retry, timeout=self._named.seconds)
            return [it.dataset_id for it in found]

    def _ask_each(self, database: str, schemas: Sequence[str], *queries: str) -> dict[str, list[Rows]]:
        """The answers of each dataset; those that do not exist, or may not be read, are empty.

        All queries are started before the first answer is waited for.
        """
        self._is_cancelled = False
        if not _PROJECT.fullmatch(database):
            return {}
        with self._passing_over_absence(database, ""):
            schemas = schemas or self._datasets(database)
        jobs: dict[tuple[str, str], QueryJob] = {}
        for schema in filter(_DATASET.fullmatch, schemas):
            for query in queries:
                with self._passing_over_absence(database, schema):
                    jobs[schema, query] = self._start(query.format(quoted("bigquery", database, schema)))
        answers = {schema: [Rows((), [])] * len(queries) for schema in schemas}
        for (schema, query), job in jobs.items():
            with self._passing_over_absence(database, schema):
                answers[schema][queries.index(query)] = self._rows(job)
        return answers

    @contextmanager
    def _passing_over_absence(self, database: str, schema: str) -> Iterator[None]:
        """Nothing, where there is no such dataset; but a dataset in another location than the connection's is told."""
        try:
            yield
        except WarehouseError as error:
            if error.trouble not in ("missing", "right"):
                raise
            location = self._client.location
            if error.trouble == "missing" and schema and location:
                place = self._location(f"{database}.{schema}")
                if place and place.lower() != location.lower():
                    message = f"the dataset `{schema}` is in `{place}`, not in `{location}`"
                    next_step = f'write `location = "{place}"`, or remove it'
                    raise WarehouseError("setting", message, next_step, detail=error.detail) from error

    def _location(self, dataset: str) -> str:
        try:
            with self._asking():
                return str(self._client.get_dataset(dataset, retry=self._retry, timeout=self._named.seconds).location)
        except WarehouseError:
            return ""

    def _start(self, sql: str, parameters: Sequence[object] = (), *, dry_run: bool = False) -> QueryJob:
        from google.cloud.bigquery import QueryJobConfig

        config = QueryJobConfig(query_parameters=[_parameter(it) for it in parameters])
        if dry_run:
            # A query whose answer is in the cache would read nothing.
            config.dry_run, config.use_query_cache = True, False
        seconds = self._named.seconds
        with self._asking():
            # The client's own retry of jobs would try for ten minutes to reach a host that does not exist.
            job = self._client.query(sql, job_config=config, retry=self._retry, job_retry=None, timeout=seconds)
            if not dry_run:
                self._jobs.add(job)
                if self._is_cancelled:
                    job.cancel(retry=None, timeout=seconds)
        return job

    def _rows(self, job: QueryJob) -> Rows:
        with self._asking():
            try:
                found = job.result(retry=self._retry)
                return Rows(tuple(it.name for it in found.schema), [row.values() for row in found])
            finally:
                self._jobs.discard(job)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            with translating(self._named):
                yield
        except WarehouseError as error:
            if self._is_cancelled:
                raise WarehouseError("cancelled", "the query was stopped", detail=error.detail) from error
            raise


def _parameter(value: Any) -> Any:
    from google.cloud.bigquery import ScalarQueryParameter

    kind = _TYPES.get(type(value), "STRING")
    if isinstance(value, datetime):
        kind = "TIMESTAMP" if value.tzinfo else "DATETIME"
    elif isinstance(value, Decimal):
        # NUMERIC has nine digits behind the point and 29 before it.
        exponent = value.as_tuple().exponent
        kind = "NUMERIC" if isinstance(exponent, int) and exponent >= -9 and value.adjusted() < 29 else "BIGNUMERIC"
    return ScalarQueryParameter(None, kind, value)


def _text(literal: str | None) -> str:
    """A string that TABLE_OPTIONS writes as a literal of GoogleSQL, which escapes as Python does."""
    try:
        return str(ast.literal_eval(literal or '""'))
    except (ValueError, SyntaxError):
        return literal or ""
