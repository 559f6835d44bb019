"""Amazon Redshift, through AWS's own redshift_connector."""

from datagraph.warehouse.redshift.session import Redshift, connect

__all__ = ["Redshift", "connect"]
