"""Snowflake, through its own connector."""

from datagraph.warehouse.snowflake.session import Snowflake, connect

__all__ = ["Snowflake", "connect"]
