"""BigQuery, through Google's own client: a database is a project, a schema is a dataset."""

from datagraph.warehouse.bigquery.session import BigQuery, connect

__all__ = ["BigQuery", "connect"]
