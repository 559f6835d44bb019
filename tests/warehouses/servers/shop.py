"""The tables that every server holds: a small shop with its profiles, and one table with a hostile name."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

HOSTILE_TABLE = "we;ird \"na`me'\n-- \\ %s ? $1 drop"
HOSTILE_COLUMN = "co;l \"u`mn'\n/* %s ? $1"


class ShopTable(NamedTuple):
    """`columns` are names with normal forms of types; `foreign` maps a column to `schema.table.column`.

    Names are written in capitals; a server whose warehouse stores lower case turns them into it, but for the hostile
    ones and those in lower case already.
    """

    schema: str
    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[object, ...], ...]
    primary_key: str = ""
    foreign: tuple[tuple[str, str], ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


_DAY = datetime(2024, 5, 1, 12, 30)

TABLES = (
    ShopTable(
        "CUST",
        "ACCOUNT",
        (("ID", "integer"), ("EMAIL", "text"), ("NAME", "text"), ("CREATED_AT", "timestamp")),
        tuple((n, f"person{n}@example.com", f"Person {n}", _DAY) for n in range(1, 21)),
        primary_key="ID",
        comments=(("NAME", "As it stands on invoices"),),
    ),
    ShopTable(
        "CUST",
        "CART",
        (("ID", "integer"), ("ACCOUNT_ID", "integer"), ("TOTAL", "decimal"), ("OPEN", "boolean")),
        tuple((100 + n, 1 + n % 15, Decimal(n) / 4, n % 2 == 0) for n in range(1, 41)),
        primary_key="ID",
        foreign=(("ACCOUNT_ID", "CUST.ACCOUNT.ID"),),
    ),
    ShopTable(
        "CUST",
        "CART_PRODUCT",
        (("ID", "integer"), ("CART_ID", "integer"), ("PRODUCT_ID", "text")),
        tuple((n, 101 + n % 40, f"SKU-{1 + n % 10}") for n in range(1, 81)),
        primary_key="ID",
        foreign=(("CART_ID", "CUST.CART.ID"), ("PRODUCT_ID", "PROD.PRODUCT.SKU")),
    ),
    ShopTable(
        "CUST",
        HOSTILE_TABLE,
        ((HOSTILE_COLUMN, "integer"), ("ACCOUNT_ID", "integer")),
        ((1, 1), (2, 2), (3, 2)),
    ),
    ShopTable(
        "PROD",
        "PRODUCT",
        (("SKU", "text"), ("TITLE", "text"), ("PRICE", "float")),
        tuple((f"SKU-{n}", f"Product {n}", n + 0.5) for n in range(1, 13)),
        primary_key="SKU",
    ),
    ShopTable(
        "SEGMENT",
        "user_identifiers",
        (
            ("canonical_segment_id", "text"),
            ("type", "text"),
            ("value", "text"),
            ("seq", "integer"),
            ("received_at", "timestamp"),
            ("uuid_ts", "timestamp"),
            ("timestamp", "timestamp"),
        ),
        tuple((f"p{n}", "email", f"person{n}@example.com", n, _DAY, _DAY, _DAY) for n in range(1, 19)),
    ),
    ShopTable(
        "SEGMENT",
        "user_traits",
        (
            ("canonical_segment_id", "text"),
            ("name", "text"),
            ("value", "text"),
            ("seq", "integer"),
            ("received_at", "timestamp"),
            ("uuid_ts", "timestamp"),
            ("timestamp", "timestamp"),
        ),
        tuple((f"p{n}", "favourite", f"SKU-{n}", n, _DAY, _DAY, _DAY) for n in range(1, 6)),
    ),
    ShopTable(
        "SEGMENT",
        "profile_merges",
        (
            ("canonical_segment_id", "text"),
            ("segment_id", "text"),
            ("seq", "integer"),
            ("received_at", "timestamp"),
            ("uuid_ts", "timestamp"),
            ("timestamp", "timestamp"),
        ),
        tuple((f"p{n}", f"p{n}", n, _DAY, _DAY, _DAY) for n in range(1, 19)),
    ),
)

VIEW = ("CUST", "OPEN_CART", "CART", "OPEN")
"""A view: its schema and name, the table whose rows it holds, and the boolean column that chooses them."""
