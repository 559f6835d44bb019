"""PostgreSQL, through psycopg 3."""

from datagraph.warehouse.postgres.session import Postgres, connect

__all__ = ["Postgres", "connect"]
