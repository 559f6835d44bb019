"""Scenes made by hand: one with everything in it, and some with the worst that a text can hold."""

from __future__ import annotations

from datagraph.diagrams.scene import Column, Edge, Group, Node, Remark, Scene

SHOP = Scene(
    title="Shop",
    source="graphs/shop.dg",
    nodes=(
        Node("profile", "profile", "", table="PROD.SEGMENT", depth=1, line=30),
        Node(
            "entity:account-entity",
            "entity",
            "account-entity",
            "Account",
            "A customer's account",
            table="PROD.CUST.ACCOUNT",
            primary_key="ID",
            schema="PROD.CUST",
            depth=2,
            branches=("user-accounts",),
            columns=(
                Column("ID", "NUMBER(38,0)", is_primary_key=True, keys=("user-carts",), is_shown=True),
                Column("EMAIL", "VARCHAR", keys=("user-accounts",), is_shown=True),
                Column("CREATED_AT", "TIMESTAMP"),
            ),
            line=4,
            figures=("1,200 rows",),
        ),
        Node(
            "entity:cart-entity",
            "entity",
            "cart-entity",
            "Cart",
            table="PROD.CUST.CART",
            primary_key="ID",
            schema="PROD.CUST",
            is_enriched=True,
            depth=3,
            branches=("user-accounts",),
            line=10,
        ),
        Node(
            "junction:products",
            "junction",
            "products",
            table="PROD.CUST.CART_PRODUCT",
            primary_key="ID",
            schema="PROD.CUST",
            depth=4,
            branches=("user-accounts",),
            line=60,
        ),
        Node(
            "entity:product-entity",
            "entity",
            "product-entity",
            "Product",
            table="PROD.SHOP.PRODUCT",
            primary_key="SKU",
            schema="PROD.SHOP",
            is_enriched=True,
            depth=5,
            branches=("user-accounts",),
            line=16,
            remarks=(Remark("warning", "DG504", "entity `product-entity` has no description", 16),),
        ),
        Node("missing:household", "missing", "household", depth=2, branches=("user-households",)),
        Node("entity:lead", "entity", "lead", "Lead", table="PROD.SALES.LEAD", primary_key="ID", schema="PROD.SALES"),
        Node("entity:visit", "entity", "visit", "Visit", table="PROD.WEB.VISIT", primary_key="ID", schema="PROD.WEB"),
    ),
    edges=(
        Edge(
            "relationship:user-accounts",
            "user-accounts",
            "profile",
            "entity:account-entity",
            "external id",
            "Accounts",
            "The accounts of a person",
            "email",
            "EMAIL",
            "one",
            "many",
            depth=2,
            line=34,
            figures=("98 % of rows match",),
        ),
        Edge(
            "relationship:user-carts",
            "user-carts",
            "entity:account-entity",
            "entity:cart-entity",
            "join",
            "Carts",
            left="ID",
            right="ACCOUNT_ID",
            source_many="one",
            target_many="many",
            parent="relationship:user-accounts",
            depth=3,
            line=44,
        ),
        Edge(
            "relationship:products",
            "products",
            "entity:cart-entity",
            "junction:products",
            "junction",
            "Products",
            left="ID",
            right="CART_ID",
            source_many="one",
            target_many="many",
            parent="relationship:user-carts",
            depth=4,
            line=58,
        ),
        Edge(
            "relationship:products/right",
            "products",
            "junction:products",
            "entity:product-entity",
            "junction",
            left="PRODUCT_ID",
            right="SKU",
            source_many="many",
            target_many="one",
            parent="relationship:user-carts",
            depth=5,
            line=58,
        ),
        Edge(
            "relationship:user-households",
            "user-households",
            "profile",
            "missing:household",
            "trait",
            "Households",
            left="household_id",
            right="ID",
            line=70,
            remarks=(Remark("error", "DG201", "no entity named `household`", 72),),
        ),
        Edge(
            "relationship:back",
            "back",
            "entity:product-entity",
            "entity:account-entity",
            "join",
            "Buyers",
            left="BUYER",
            right="ID",
            source_many="many",
            target_many="one",
            parent="relationship:products",
            depth=6,
            line=80,
        ),
    ),
    groups=(
        Group("PROD.CUST", ("entity:account-entity", "entity:cart-entity", "junction:products")),
        Group("PROD.SHOP", ("entity:product-entity",)),
        Group("PROD.SALES", ("entity:lead",)),
    ),
)

HOSTILE_TEXTS = {
    "quotes": 'a "quoted" \'name\' `with` \\"all\\\\" of them\\',
    "markup": "<b>bold</b> & <script>alert(1)</script> </TD></TABLE>> &lt; &#60; <img src=x onerror=alert(1)>",
    "dot": "} digraph { a -> b; // \\N \\G \\l <x> [label=x] :port:n",
    "mermaid": '%%{init: {"theme": "dark"}}%% end; subgraph x --> y "] click a href "javascript:alert(1)" style:#fff;',
    "numbers": "#quot; #35; #lt; &amp; style a:b#c;",
    "markdown": "`**bold** _it_` [link](javascript:alert(1)) - list\n1. one\n# head",
    "more markdown": "__strong__ _weak_ www.example.com a@example.com",
    "lines": "one\ntwo\r\nthree\tfour\u2028five\x00six\x1b[31m\x85",
    "right to left": "עגלת קניות \u202eevil\u2066 عربة التسوق",
    "emoji": "👩‍👩‍👧‍👦 🛒 e\u0301 日本語",
    "surrogate": "half \ud83d of one, \ufffe \uffff \ufeff",
    "long": "x" * 10_000,
    "keyword": "end",
    "html": "<",
    "empty": "",
    "blank": "   ",
    "frontmatter": "---\ntitle: x\n---\n",
}
"""What a name can be, by what is odd about it."""


def hostile(text: str) -> Scene:
    """A scene in which everything that comes from the graph, the warehouse or the call is this text."""
    remark = Remark("error", "DG201", text, 1)
    column = Column(text, text, text, is_primary_key=True, keys=(text,), is_shown=True)
    words = {"name": text, "description": text, "remarks": (remark,), "figures": (text,)}
    tables = {"table": text, "primary_key": text, "schema": text, "branches": (text,), "columns": (column,)}
    nodes = (
        Node("profile", "profile", "", table=text, depth=1, line=1),
        Node(f"entity:{text}", "entity", text, is_enriched=True, depth=2, line=2, **words, **tables),  # type: ignore[arg-type]
        Node(f"entity:{text}2", "entity", text, line=3, **words, **tables),  # type: ignore[arg-type]
        Node(f"junction:{text}", "junction", text, depth=3, line=4, **words, **tables),  # type: ignore[arg-type]
        Node(f"missing:{text}", "missing", text, depth=2),
    )
    sides = {"left": text, "right": text, "source_many": "one", "target_many": "many", "junction": text}
    edges = tuple(
        Edge(f"relationship:{text}{number}", text, source, target, "join", line=5, **words, **sides)  # type: ignore[arg-type]
        for number, (source, target) in enumerate(
            [
                ("profile", f"entity:{text}"),
                (f"entity:{text}", f"junction:{text}"),
                (f"junction:{text}", f"missing:{text}"),
                (f"entity:{text}", f"entity:{text}"),
            ]
        )
    )
    return Scene(text, text, nodes, edges, (Group(text, (f"entity:{text}",)),))
