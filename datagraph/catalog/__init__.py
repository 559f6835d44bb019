"""What a warehouse holds, as plain data that is saved and read as JSON."""

from datagraph.catalog.catalog import Catalog, Schema
from datagraph.catalog.reference import schema_path, table_path
from datagraph.catalog.table import Column, ForeignKey, Table, TableKind, TablePath, Type, TypeKind

__all__ = [
    "Catalog",
    "Column",
    "ForeignKey",
    "Schema",
    "Table",
    "TableKind",
    "TablePath",
    "Type",
    "TypeKind",
    "schema_path",
    "table_path",
]
