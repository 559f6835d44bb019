"""A connection to BigQuery."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.bigquery.jobs import Jobs
from datagraph.warehouse.bigquery.login import log_in
from datagraph.warehouse.bigquery.metadata import COLUMNS, KEYS, ROW_COUNTS, column_rows, key_rows
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import Estimate, Rows
from datagraph.warehouse.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from google.cloud.bigquery import Client, QueryJob

    from datagraph.warehouse.bigquery.errors import Named
    from datagraph.warehouse.protocol import ColumnRow, KeyRow

# https://cloud.google.com/bigquery/docs/datasets#dataset-naming and
# https://cloud.google.com/resource-manager/docs/creating-managing-projects: nothing of another name can exist.
_DATASET = re.compile(r"[A-Za-z0-9_-]+")
_PROJECT = re.compile(r"[a-z0-9.:-]+")


def connect(parameters: Mapping[str, object], *, timeout: float) -> BigQuery:
    """Connect, and have one query estimated, which costs nothing, to learn whether queries can be run."""
    warehouse = BigQuery(*log_in(parameters, timeout))
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

    def __init__(self, new_client: Callable[[], Client], named: Named) -> None:
        self.database, self.schema = named.project, named.dataset
        self._new_client, self._named = new_client, named
        self._client = new_client()
        self._jobs = Jobs(self._client, named)

    def schemas(self) -> Iterable[tuple[str, str]]:
        """The datasets of the connection's own project: a user may see hundreds of projects."""
        self._jobs.begin()
        return [(self.database, it) for it in self._datasets(self.database)]

    def columns(self, database: str, schemas: Sequence[str]) -> Iterable[ColumnRow]:
        """The columns of all tables, by two queries for each dataset."""
        for schema, (columns, counts) in self._ask_each(database, schemas, COLUMNS, ROW_COUNTS).items():
            yield from column_rows(columns.rows, counts.rows, schema)

    def keys(self, database: str, schemas: Sequence[str]) -> Iterable[KeyRow]:
        """The declared keys, by one query for each dataset."""
        for schema, (found,) in self._ask_each(database, schemas, KEYS).items():
            yield from key_rows(found.rows, database, schema)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """The whole answer to one query."""
        self._jobs.begin()
        return self._jobs.rows(self._jobs.start(sql, parameters))

    def dry_run(self, sql: str, parameters: Sequence[object] = ()) -> Estimate:
        """The bytes that a query would read; BigQuery shows the plan of a query only after it ran."""
        self._jobs.begin()
        return Estimate(self._jobs.start(sql, parameters, dry_run=True).total_bytes_processed)

    def fork(self) -> BigQuery:
        """A client of its own, with the same credentials."""
        return BigQuery(self._new_client, self._named)

    def cancel(self) -> None:
        """Stop the jobs that run now."""
        self._jobs.cancel()

    def close(self) -> None:
        """Close the client's connections."""
        client: Any = self._client
        client.close()

    def _datasets(self, database: str) -> list[str]:
        with self._jobs.asking():
            found = self._client.list_datasets(database, retry=self._jobs.retry, timeout=self._named.seconds)
            return [it.dataset_id for it in found]

    def _ask_each(self, database: str, schemas: Sequence[str], *queries: str) -> dict[str, list[Rows]]:
        """The answers of each dataset; those that do not exist, or may not be read, are empty.

        All queries are started before the first answer is waited for.
        """
        self._jobs.begin()
        if not _PROJECT.fullmatch(database):
            return {}
        with self._passing_over_absence(database, ""):
            schemas = schemas or self._datasets(database)
        jobs: dict[tuple[str, str], QueryJob] = {}
        for schema in filter(_DATASET.fullmatch, schemas):
            for query in queries:
                with self._passing_over_absence(database, schema):
                    jobs[schema, query] = self._jobs.start(query.format(quoted("bigquery", database, schema)))
        answers = {schema: [Rows((), [])] * len(queries) for schema in schemas}
        for (schema, query), job in jobs.items():
            with self._passing_over_absence(database, schema):
                answers[schema][queries.index(query)] = self._jobs.rows(job)
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
            with self._jobs.asking():
                found = self._client.get_dataset(dataset, retry=self._jobs.retry, timeout=self._named.seconds)
                return str(found.location)
        except WarehouseError:
            return ""
