"""The jobs of BigQuery: each query is one."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from datagraph.warehouse.bigquery.errors import Named, is_transient, translating
from datagraph.warehouse.errors import WarehouseError
from datagraph.warehouse.protocol import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from google.cloud.bigquery import Client, QueryJob

_TYPES = {bool: "BOOL", int: "INT64", float: "FLOAT64", bytes: "BYTES", date: "DATE", time: "TIME"}


class Jobs:
    """The jobs of one client: started, waited for, asked about again where that may help, and cancelled."""

    def __init__(self, client: Client, named: Named) -> None:
        from google.api_core.retry import Retry

        self._client, self._named = client, named
        self._running: set[QueryJob] = set()
        self._is_cancelled = False
        self.retry = Retry(lambda it: is_transient(it) and not self._is_cancelled, 0.2, 10, timeout=named.seconds)

    def begin(self) -> None:
        """Forget a cancellation: it is for what was asked before."""
        self._is_cancelled = False

    def start(self, sql: str, parameters: Sequence[object] = (), *, dry_run: bool = False) -> QueryJob:
        """The job of a query, which runs from now on; `dry_run` is for an estimate only."""
        from google.cloud.bigquery import QueryJobConfig

        config = QueryJobConfig(query_parameters=[_parameter(it) for it in parameters])
        if dry_run:
            # A query whose answer is in the cache would read nothing.
            config.dry_run, config.use_query_cache = True, False
        seconds = self._named.seconds
        with self.asking():
            # The client's own retry of jobs would try for ten minutes to reach a host that does not exist.
            job = self._client.query(sql, job_config=config, retry=self.retry, job_retry=None, timeout=seconds)
            if not dry_run:
                self._running.add(job)
                if self._is_cancelled:
                    job.cancel(retry=None, timeout=seconds)
        return job

    def rows(self, job: QueryJob) -> Rows:
        """The whole answer, when there is one."""
        with self.asking():
            try:
                found = job.result(retry=self.retry)
                return Rows(tuple(it.name for it in found.schema), [row.values() for row in found])
            finally:
                self._running.discard(job)

    def cancel(self) -> None:
        """Stop the jobs that run now."""
        self._is_cancelled = True
        for job in tuple(self._running):
            with translating(self._named):
                job.cancel(retry=None, timeout=self._named.seconds)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """What Google's libraries raise comes as WarehouseError, and as `cancelled` if that is why."""
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
