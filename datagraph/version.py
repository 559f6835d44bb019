"""The version of the toolkit, and the name under which it is installed."""

__version__ = "0.1.0"

DISTRIBUTION = "datagraph-toolkit"
