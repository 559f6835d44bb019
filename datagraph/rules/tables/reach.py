"""Which databases one connection can reach at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.rules.tables.references import TableReference

_BOUNDED = ("bigquery", "postgres")


def is_on_another_account(reference: TableReference, warehouse: str) -> bool:
    """Whether a database that is missing, and like none that is seen, can only be one of another account.

    That is so where a connection has bounds of its own: a BigQuery project is anybody's, and Postgres connects to one
    database. Elsewhere nobody can tell it from a database that does not exist.
    """
    return reference.reading.status == "database" and not reference.reading.is_near and warehouse in _BOUNDED
