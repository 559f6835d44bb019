"""The tables and columns that a graph names, looked up in the catalog; helpers of the rules over it."""

from datagraph.rules.tables.names import Reading
from datagraph.rules.tables.readings import JoinedColumns, TableReadings
from datagraph.rules.tables.references import ColumnReference, TableReference

__all__ = ["ColumnReference", "JoinedColumns", "Reading", "TableReadings", "TableReference"]
