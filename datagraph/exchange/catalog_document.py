"""What a catalog file holds, as pydantic models; `datagraph.catalog.file` writes and reads it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from datagraph.catalog.table import TableKind, TypeKind
from datagraph.exchange.output import Count, Output

KindOfType = Annotated[TypeKind, Field(description="The type's normal form, which all warehouses share.")]
KindOfTable = Annotated[TableKind, Field(description="Whether it is a table, or a view of which kind.")]


class CatalogColumn(Output):
    """A column."""

    name: str
    """Its name as the warehouse stores it."""
    type: str
    """Its type in the vendor's words."""
    kind: KindOfType
    """The type's normal form."""
    nullable: bool = False
    """Whether it may be null; left out where the warehouse does not say."""
    comment: str = ""
    """The warehouse's comment; left out if there is none."""


class CatalogForeignKey(Output):
    """Columns that name a row of another table."""

    columns: list[str]
    """The columns here."""
    table: Annotated[list[str], Field(min_length=3, max_length=3)]
    """Database, schema and name of the other table."""
    references: list[str]
    """The columns there, in the same order."""


class CatalogTable(Output):
    """A table or view."""

    name: str
    """Its name as the warehouse stores it."""
    kind: KindOfTable
    """Whether it is a table, or a view of which kind."""
    comment: str = ""
    """The warehouse's comment; left out if there is none."""
    rows: Count = 0
    """How many rows the warehouse's metadata told, rounded to two digits; left out where it told none."""
    primary_key: list[str] = Field(default_factory=list)
    """The declared primary key; left out if there is none."""
    unique_keys: list[list[str]] = Field(default_factory=list)
    """The declared unique keys; left out if there are none."""
    columns: list[CatalogColumn]
    """Its columns in the warehouse's order."""
    foreign_keys: list[CatalogForeignKey] = Field(default_factory=list)
    """The declared foreign keys; left out if there are none."""


class CatalogSchema(Output):
    """A schema; on BigQuery a dataset."""

    database: str
    """The database; on BigQuery the project, on Databricks the catalog."""
    name: str
    """Its name as the warehouse stores it."""
    exists: bool = True
    """False if it was looked for and is not there; else left out."""
    complete: bool = False
    """Whether `tables` are all that it holds."""
    absent: list[str] = Field(default_factory=list)
    """Names of tables that were looked for and are not there; left out if there are none."""
    tables: list[CatalogTable]
    """The tables that were read, by name."""


class CatalogDocument(Output):
    """A catalog file, as `datagraph introspect` writes it and `datagraph validate --catalog` reads it."""

    version: Literal[1]
    """The version of this format."""
    warehouse: str
    """The kind of warehouse that was read."""
    database: str = ""
    """The database that names without one are looked up in."""
    schema_: Annotated[str, Field(alias="schema")] = ""
    """The schema that names without one are looked up in."""
    namespaces: dict[str, list[str]] = Field(default_factory=dict)
    """The schemas of every database; left out unless a name was looked for in vain."""
    schemas: list[CatalogSchema]
    """The schemas that were read, by name."""
