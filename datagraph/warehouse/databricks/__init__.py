"""Databricks SQL warehouses, through the vendor's own connector."""

from datagraph.warehouse.databricks.session import Databricks, connect

__all__ = ["Databricks", "connect"]
