"""What is shown of the word under the pointer."""

from __future__ import annotations

import re

import pytest
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from datagraph.catalog import Catalog, Column, Schema, Table, TablePath, Type
from datagraph.ide.documentation import attribute_documentation, block_documentation
from datagraph.ide.hover import hover
from datagraph.language import BLOCKS
from datagraph.rules import Evidence
from datagraph.syntax import encode
from datagraph.view import view_of
from tests.ide.shop import CATALOG, EVIDENCE, SHOP, offsets_in, place, shown
from tests.strategies import any_texts, often


def said(piece: str, text: str = SHOP, *, catalog: bool = False) -> str:
    """The Markdown of a hover; "" if there is none."""
    found = hover(view_of(text, evidence=EVIDENCE) if catalog else view_of(text), place(piece, text))
    return found.markdown if found else ""


def on(piece: str, text: str = SHOP) -> str:
    """The line that a hover is on, where the catalog is known."""
    found = hover(view_of(text, evidence=EVIDENCE), place(piece, text))
    return shown([found.span], text)[0] if found else ""


ACCOUNT = r"""**entity** `account` – Account

A customer's \<billing\> account

- table `PROD.CUST.ACCOUNT`
- key `ID`
- used by `user-accounts`
- profile → `account` (depth 2 of 6)"""


@pytest.mark.parametrize(
    "piece", ['entity "acc‸ount"', 'Accounts"\n      related_entity = "‸account"', r'"\"acc‸ount\".ID = ']
)
def test_an_entity_says_the_same_wherever_it_is_named(piece: str) -> None:
    assert said(piece) == ACCOUNT


def test_the_catalog_adds_size_and_columns() -> None:
    text = said('entity "acc‸ount"', catalog=True)
    assert "- table `PROD.CUST.ACCOUNT`, about 12,000 rows\n" in text
    assert text.endswith(
        "\n\n| column | type | |\n|---|---|---|\n"
        "| `ID` | `NUMBER(38,0)` | key, not null |\n| `EMAIL` | `VARCHAR` | nullable |"
    )


def test_of_many_columns_the_first_are_shown() -> None:
    text = said('entity "ca‸rt"', catalog=True)
    assert len(re.findall("(?m)^\\| `", text)) == 20
    assert text.endswith("\n\n… 12 more")


def test_an_entity_says_where_it_is_used_and_how_it_is_reached() -> None:
    assert said('entity "ca‸rt"').endswith(
        "- for Linked Events\n- used by `user-carts`, `home-carts`\n"
        "- profile → `account` → `cart` (depth 3 of 6)\n- profile → `cart` (depth 2 of 6)"
    )
    text = SHOP.replace('related_entity = "product"', 'related_entity = "other"')
    assert said('entity "prod‸uct"', text).endswith("- used by no relationship")


def test_of_many_uses_the_first_are_shown() -> None:
    nested = "".join(f'relationship "r{it}" {{\nrelated_entity = "a"\n}}\n' for it in range(9))
    text = f'data_graph {{\nentity "a" {{\n}}\nprofile {{\n{nested}}}\n}}\n'
    assert said('entity "‸a"', text).endswith(
        "used by `r0`, `r1`, `r2`, `r3`, `r4`, …\n" + "- profile → `a` (depth 2 of 6)\n" * 3 + "- … 6 more"
    )


@pytest.mark.slow
def test_the_middle_of_a_long_path_is_left_out() -> None:
    deep = "".join(f'relationship "r{it}" {{\nrelated_entity = "e{it}"\n' for it in range(10_000))
    text = f'data_graph {{\nentity "e9999" {{\n}}\nprofile {{\n{deep}{"}" * 10_000}\n}}\n}}\n'
    assert said('entity "‸e9999"', text).endswith(
        "- profile → `e0` → `e1` → `e2` → … → `e9996` → `e9997` → `e9998` → `e9999` (depth 10001 of 6)"
    )


@pytest.mark.parametrize(
    ("piece", "lines"),
    [
        (
            'relationship "user-acc‸ounts"',
            [
                "**relationship** `user-accounts` – Accounts",
                "",
                "- first-level, 1:many: profile → `account`",
                "- external id `email` = column `EMAIL`",
                "- profile → `account` (depth 2 of 6)",
            ],
        ),
        (
            'relationship "home-‸carts"',
            [
                "**relationship** `home-carts` – Carts of the household",
                "",
                "- first-level, many:many: profile → `cart`",
                "- trait `household_id` = column `HOUSEHOLD_ID`",
                "- profile → `cart` (depth 2 of 6)",
            ],
        ),
        (
            'relationship "user-ca‸rts"',
            [
                "**relationship** `user-carts` – Carts",
                "",
                "- nested, 1:many: `account` → `cart`",
                '- on ``"account".ID = `cart`.ACCOUNT_ID``',
                "- profile → `account` → `cart` (depth 3 of 6)",
            ],
        ),
        (
            'relationship "user-prod‸ucts"',
            [
                "**relationship** `user-products` – Products",
                "",
                "- nested, many:many: `cart` → `product`",
                "- through `PROD.CUST.CART_PRODUCT`",
                "- on `cart.ID = CART_ID`",
                "- on `SKU = product.SKU`",
                "- profile → `account` → `cart` → `product` (depth 4 of 6)",
            ],
        ),
    ],
)
def test_a_relationship_says_what_it_joins(piece: str, lines: list[str]) -> None:
    assert said(piece).split("\n") == lines


def test_a_half_typed_relationship_says_what_is_known() -> None:
    text = 'data_graph {\nprofile {\nrelationship "x" {\nrelationship "y" {\n}\n}\n}\n}\n'
    assert said('relationship "‸y"', text) == (
        "**relationship** `y`\n\n- nested: ? → ?\n- profile → `?` → `?` (depth 3 of 6)"
    )


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ('"EM‸AIL"', "**column** `EMAIL` of `PROD.CUST.ACCOUNT`, the table of `account`"),
        (r"`c\u0061rt`.ACC‸OUNT_ID", "**column** `ACCOUNT_ID` of `PROD.CUST.CART`, the table of `cart`"),
        ('"cart.I‸D = CART_ID', "**column** `ID` of `PROD.CUST.CART`, the primary key of `cart`"),
        ("cart.ID = CART_‸ID", "**column** `CART_ID` of `PROD.CUST.CART_PRODUCT`"),
        ('"SK‸U = product.SKU', "**column** `SKU` of `PROD.CUST.CART_PRODUCT`"),
        ('primary_key = "SK‸U"', "**column** `SKU` of `PROD.CUST.PRODUCT`"),
    ],
)
def test_a_column_says_whose_it_is(piece: str, text: str) -> None:
    assert said(piece) == text


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ('"EM‸AIL"', "`VARCHAR`, nullable\n\nWhere \\*bills\\* go"),
        (r"\"account\".I‸D = ", "`NUMBER(38,0)`, key, not null"),
        (r"`c\u0061rt`.ACC‸OUNT_ID", "`NUMBER(38,0)`, refers to `PROD.CUST.ACCOUNT.ID`"),
        ('"HOUSEHOLD‸_ID"', "Not in the catalog."),
        ("cart.ID = CART_‸ID", "Not in the catalog."),
    ],
)
def test_the_catalog_says_what_a_column_is(piece: str, text: str) -> None:
    assert said(piece, catalog=True).partition("\n\n")[2] == text


def test_a_name_in_another_case_means_what_the_warehouse_stores() -> None:
    text = SHOP.replace('"PROD.CUST.ACCOUNT"', '"prod.cust.account"').replace('"EMAIL"', '"email_"')
    assert said('"prod.cust.acc‸ount"', text, catalog=True).startswith("**table** `PROD.CUST.ACCOUNT`\n")
    text = text.replace('"email_"', '"Email"')
    assert said('"Em‸ail"', text, catalog=True).startswith("**column** `EMAIL` of `PROD.CUST.ACCOUNT`")


@pytest.mark.parametrize(
    ("piece", "line", "text"),
    [
        ('"PR‸OD.CUST.ACCOUNT"', '"«PROD».CUST.ACCOUNT"', "**project** `PROD`\n\n2 datasets: `CUST`, `SEGMENT`"),
        ('"PROD.CU‸ST.ACCOUNT"', '"PROD.«CUST».ACCOUNT"', "**dataset** `PROD.CUST`\n\n2 tables: `ACCOUNT`, `CART`"),
        ('"PROD.CUST.PRO‸DUCT"', '"PROD.CUST.«PRODUCT»"', "**table** `PROD.CUST.PRODUCT`\n\nNot in the catalog."),
        ('"PROD.SEG‸MENT"', '"PROD.«SEGMENT»"', "**dataset** `PROD.SEGMENT`"),
        ('"PR‸OD.SEGMENT"', '"«PROD».SEGMENT"', "**project** `PROD`\n\n2 datasets: `CUST`, `SEGMENT`"),
    ],
)
def test_each_part_of_a_table_speaks_for_itself(piece: str, line: str, text: str) -> None:
    assert on(piece).partition("= ")[2] == line
    assert said(piece, catalog=True) == text


def test_a_table_shows_its_columns() -> None:
    assert said('"PROD.CUST.ACC‸OUNT"', catalog=True).startswith(
        "**table** `PROD.CUST.ACCOUNT`\n\nabout 12,000 rows, key `ID`\n\n| column |"
    )
    assert said('"PROD.CUST.CA‸RT"', catalog=True).startswith("**view** `PROD.CUST.CART`\n\n| column |")


def test_the_missing_part_of_a_table_and_what_is_behind_it() -> None:
    text = SHOP.replace('"PROD.CUST.ACCOUNT"', '"PROD.CUSTOM.ACCOUNT"')
    assert said('"PR‸OD.CUSTOM.ACCOUNT"', text, catalog=True).startswith("**project** `PROD`\n\n2 datasets")
    assert said('"PROD.CUS‸TOM.ACCOUNT"', text, catalog=True).endswith("\n\nNot in the catalog.")
    assert said('"PROD.CUSTOM.ACC‸OUNT"', text, catalog=True).endswith("\n\nNot in the catalog.")


@pytest.mark.parametrize("kind", BLOCKS)
def test_keywords_are_documented_from_the_table(kind: str) -> None:
    piece = f"{kind}‸ {{" if not BLOCKS[kind].label else f'‸{kind} "{"product" if kind == "entity" else "user-carts"}"'
    assert said(piece) == block_documentation(BLOCKS[kind])


@pytest.mark.parametrize("piece", ['primary‸_key = "SKU"', '"Shopping‸ cart"', "tru‸e"])
def test_attributes_and_plain_values_are_documented_from_the_table(piece: str) -> None:
    word = "primary_key" if "SKU" in piece else "name" if "cart" in piece else "enrichment_enabled"
    row = BLOCKS["entity"].attribute(word)
    assert row
    assert said(piece) == attribute_documentation(BLOCKS["entity"], row, "v1.0.0")


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ('version = "v1‸.0.0"', "**`v1.0.0`**: the current version of the language"),
        ('type     = "em‸ail"', "**`email`**: an external id that Segment collects by itself"),
        (
            '"segment:mat‸erialized"',
            "**`segment:materialized`**: profiles are read from `user_identifiers`, `user_traits`, `profile_merges`",
        ),
    ],
)
def test_a_value_of_the_language_says_what_it_means(piece: str, text: str) -> None:
    assert said(piece).split("\n")[0] == text


def test_a_custom_external_id_is_told_from_a_known_one() -> None:
    text = SHOP.replace('"email"', '"phone"')
    assert said('"ph‸one"', text).startswith(
        "**`phone`**: a custom external id of the space, one that many spaces have"
    )


def test_a_join_is_documented_between_its_sides() -> None:
    assert said('"cart.ID ‸= CART_ID"').startswith("**left_join_on**: required string")


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ("# datagraph: ignore[unused‸-entity]", "**DG501** unused-entity\n\n"),
        ("# datagraph: ignore-file[DG504, DG‸501]", "**DG501** unused-entity\n\n"),
        ("// datagraph: ignore[DG‸5]", "**DG5**: "),
        ("# datagraph: ignore[nothing‸-known]", ""),
        ("# datagraph‸: ignore[DG501]", ""),
    ],
)
def test_a_suppression_says_what_it_silences(comment: str, text: str) -> None:
    found = said(
        f'{comment}\n  entity "product"',
        SHOP.replace('entity "product"', f'{comment.replace("‸", "")}\n  entity "product"'),
    )
    assert found.startswith(text) if text else found == ""


def test_a_reference_to_nothing_is_documented() -> None:
    text = SHOP.replace('related_entity = "product"', 'related_entity = "produce"')
    assert said('"prod‸uce"', text).startswith("**related_entity**: required string")


def test_an_odd_slug_is_used_where_it_is_meant() -> None:
    text = SHOP.replace('entity "product"', 'entity "Product"')
    assert "- used by `user-products`\n" in said('entity "Prod‸uct"', text)


def test_the_version_of_the_beta() -> None:
    text = SHOP.replace("v1.0.0", "v0.0.6")
    assert said('"v0.0‸.6"', text).startswith("**`v0.0.6`**: the beta of the language\n")


def test_what_is_left_out_of_a_name_is_its_beginning() -> None:
    text = SHOP.replace('"PROD.CUST.ACCOUNT"', '"CUST.ACCOUNT"').replace("v1.0.0", "v0.0.6")
    view = view_of(text, evidence=Evidence(CATALOG._replace(database="PROD")))
    found = hover(view, place('"CU‸ST.ACCOUNT"', text))
    assert found
    assert found.markdown == "**dataset** `PROD.CUST`\n\n2 tables: `ACCOUNT`, `CART`"


def test_a_table_shows_comments_and_unique_columns_and_odd_names() -> None:
    path = TablePath("PROD", "CUST", "ACCOUNT")
    columns = (Column("A|B", Type("STRUCT<x|y>", "struct")), Column("U", Type("INT", "integer")))
    table = Table(path, columns=columns, unique_keys=(("U",),), comment="All *accounts*")
    catalog = Catalog("snowflake", schemas={("PROD", "CUST"): Schema("PROD", "CUST", {"ACCOUNT": table})})
    found = hover(view_of(SHOP, evidence=Evidence(catalog)), place('"PROD.CUST.ACC‸OUNT"'))
    assert found
    assert "\n\nAll \\*accounts\\*\n\n" in found.markdown
    assert found.markdown.endswith("\n| `A\\|B` | `STRUCT<x\\|y>` |  |\n| `U` | `INT` | unique |")


def test_nothing_is_said_of_what_nobody_knows() -> None:
    text = SHOP.replace('primary_key = "SKU"', 'colour = "SKU"')
    assert said("col‸our", text) == ""
    assert said('‸}\n\n  entity "cart"', text) == ""
    assert said('primary_key ‸= "SKU"') == ""


def _is_safe(slug: str, prose: str) -> None:
    """What users write is read by no Markdown renderer as Markdown."""
    text = SHOP.replace('"product"', encode(slug)).replace('"Product"', encode(prose))
    text = text.replace('    primary_key = "SKU"', f'    description = {encode(prose)}\n    primary_key = "SKU"')
    found = hover(view_of(text), text.index(encode(slug)) + 1)
    assert found
    blocks = MarkdownIt("commonmark").enable("table").parse(found.markdown)
    assert {it.type.rpartition("_")[0] or it.type for it in blocks} <= {
        "paragraph",
        "bullet_list",
        "list_item",
        "inline",
    }
    tokens = [it for block in blocks for it in block.children or ()]
    assert {it.type for it in tokens} <= {"text", "strong_open", "strong_close", "code_inline", "softbreak"}
    if slug.strip():
        shown = slug.replace("\n", " ")
        assert shown in [it.content for it in tokens if it.type == "code_inline"]
    if prose.strip():
        paragraphs = ["".join(it.content for it in block.children or () if it.type == "text") for block in blocks]
        assert paragraphs.count(" ".join(prose.split())) == 1
        assert f" – {' '.join(prose.split())}" in "".join(paragraphs)


def test_blank_lines_of_users_end_no_paragraph() -> None:
    _is_safe("a\n\nb", "c\n\n# d")
    _is_safe(" 1 ", "1. e")


_nasty = st.text(st.sampled_from('`*_[]()<>&|~#+-=1.\\!a b"$'), max_size=8)
test_markdown_of_users_is_text, test_markdown_of_users_is_always_text = often(_is_safe, _nasty, _nasty, examples=200)


def _check(text: str) -> None:
    for view in (view_of(text), view_of(text, evidence=EVIDENCE)):
        for offset in offsets_in(text):
            found = hover(view, offset)
            if found:
                assert 0 <= found.span.start <= offset <= found.span.end <= len(text)
                assert found.markdown.strip()


test_any_offset_of_any_text, test_any_offset_of_many_texts = often(_check, any_texts(), examples=40)
