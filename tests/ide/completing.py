"""Completions at a cursor: what is offered, and the text once one is taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.catalog import Catalog, Column, ForeignKey, Schema, Table, TablePath, Type
from datagraph.catalog.profiles import PROFILE_TABLES
from datagraph.ide.completion import complete
from datagraph.rules import Evidence
from datagraph.text import apply_edits
from datagraph.view import view_of
from tests.ide.marked import CURSOR, at_cursor

if TYPE_CHECKING:
    from datagraph.ide.completion import Completion

_TYPES = {
    "NUMBER": Type("NUMBER(38,0)", "integer"),
    "VARCHAR": Type("VARCHAR", "text"),
    "VARIANT": Type("VARIANT", "json"),
}
_PLACE = re.compile(r"\$\{\d+\|([^,|]*)[^|]*\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+|\\([\\$}])")

ENTITIES = """\
  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  entity "product-entity" {
    name        = "Product"
    table_ref   = "PROD.CUST.PRODUCT"
    primary_key = "SKU"
  }
"""


def graph(body: str) -> str:
    """A graph with three entities, and more in it."""
    return f'data_graph {{\n  version = "v1.0.0"\n\n{ENTITIES}\n{body}\n}}\n'


def first_level(body: str) -> str:
    """Such a graph, and in it text inside of a relationship on the first level, which leads to accounts."""
    return graph(f"""\
  profile {{
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {{
      name           = "Accounts"
      related_entity = "account-entity"
{body}
    }}
  }}""")


def nested(body: str, entity: str = "cart-entity") -> str:
    """Such a graph, and in it text inside of a relationship from accounts to another entity."""
    return first_level(f"""\
      external_id {{
        type     = "email"
        join_key = "EMAIL"
      }}

      relationship "account-other" {{
        name           = "Other"
        related_entity = "{entity}"
        {body}
      }}""")


def completions(text: str, catalog: Catalog | None = None) -> list[Completion]:
    """What is offered at the cursor."""
    plain, offset = at_cursor(text)
    return complete(view_of(plain, evidence=Evidence(catalog)), offset)


def labels(text: str, catalog: Catalog | None = None) -> list[str]:
    """The labels of what is offered, in order."""
    return [it.label for it in completions(text, catalog)]


def taken(text: str, label: str, catalog: Catalog | None = None) -> str:
    """The text when the completion of that label is taken, its places filled in with what they propose."""
    plain, offset = at_cursor(text)
    found = next(it for it in completions(text, catalog) if it.label == label)
    assert found.edit.span.start <= offset <= found.edit.span.end
    new_text = found.edit.new_text
    if found.is_snippet:
        line = plain[plain.rfind("\n", 0, offset) + 1 : offset]
        indent = line[: len(line) - len(line.lstrip())]
        new_text = expanded(new_text).replace("\n", f"\n{indent}")
    return apply_edits(plain, (found.edit._replace(new_text=new_text), *found.extra_edits))


def line_taken(text: str, label: str, catalog: Catalog | None = None) -> str:
    """The cursor's line when a completion is taken, without the blanks around it."""
    line = text[: text.index(CURSOR)].count("\n")
    return taken(text, label, catalog).split("\n")[line].strip()


def expanded(snippet: str) -> str:
    """A snippet with what it proposes, as an editor writes it."""
    return _PLACE.sub(_proposed, snippet)


def _proposed(place: re.Match[str]) -> str:
    choice, placeholder, escaped = place.groups()
    if placeholder is not None:
        return re.sub(r"\\([\\$}])", r"\1", placeholder)
    return str(choice if choice is not None else escaped or "")


def _table(schema: str, name: str, columns: str, key: str = "", refers: str = "", comment: str = "") -> Table:
    """A table of the test warehouse; `refers` has `COLUMN>TABLE.KEY` for each of its foreign keys."""
    pairs = [it.partition(":")[::2] for it in columns.split()]
    keys = [re.fullmatch(r"(\w+)>(\w+)\.(\w+)", it) for it in refers.split()]
    return Table(
        TablePath("PROD", schema, name),
        "table",
        tuple(Column(column, _TYPES[kind or "VARCHAR"]) for column, kind in pairs),
        (key,) if key else (),
        (),
        tuple(ForeignKey((it[1],), TablePath("PROD", "CUST", it[2]), (it[3],)) for it in keys if it),
        None,
        comment,
    )


_CUST = (
    _table("CUST", "ACCOUNT", "NOTE DATA:VARIANT ID:NUMBER EMAIL", "ID", comment="Billing accounts"),
    _table("CUST", "CART", "TOTAL:NUMBER ID:NUMBER ACCOUNT_ID:NUMBER", "ID", "ACCOUNT_ID>ACCOUNT.ID"),
    _table("CUST", "PRODUCT", "SKU TITLE", "SKU"),
    _table(
        "CUST", "CART_PRODUCT", "ID:NUMBER CART_ID:NUMBER PRODUCT_SKU", "ID", "CART_ID>CART.ID PRODUCT_SKU>PRODUCT.SKU"
    ),
    _table("CUST", "Web Visits", "VISIT_ID:NUMBER PAGE", "VISIT_ID", comment="Pages, as they were seen\nper visit"),
    _table("CUST", "STG_ORDERS", "A B"),
)
_SEGMENT = tuple(
    _table("SEGMENT", name.upper(), " ".join(columns).upper())
    for name, columns in PROFILE_TABLES["segment:materialized"].items()
)
CATALOG = Catalog(
    "snowflake",
    "PROD",
    "CUST",
    {
        ("PROD", "CUST"): Schema("PROD", "CUST", {it.path.name: it for it in _CUST}),
        ("PROD", "SEGMENT"): Schema("PROD", "SEGMENT", {it.path.name: it for it in _SEGMENT}),
        ("OTHER", "PUBLIC"): Schema("OTHER", "PUBLIC"),
    },
)
