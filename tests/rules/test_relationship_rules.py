"""What the rules about relationships say of one mistake, where, and what their fixes make of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import datagraph
from datagraph.diagnostics import Severity
from datagraph.rules import all_rules
from tests.rules.mistakes import SHOP, Case, mend, read_cases, said

EXAMPLES = Path(__file__).parents[2] / "examples"

CASES = read_cases("""\
the sides are swapped
- account-entity.ID = cart-entity.ACCOUNT_ID
+ cart-entity.ACCOUNT_ID = account-entity.ID
DG306 «cart-entity.ACCOUNT_ID = account-entity.ID» the sides of the join of `user-carts` are swapped | left is `account-entity`, right is `cart-entity`
fix: swap the sides

swapped, and the left one has no entity
- account-entity.ID = cart-entity.ACCOUNT_ID
+ ACCOUNT_ID = account-entity.ID
DG306 «ACCOUNT_ID = account-entity.ID» the sides of the join of `user-carts` are swapped | left is `account-entity`, right is `cart-entity`
fix: swap the sides
DG313 «ACCOUNT_ID» no entity before `ACCOUNT_ID` | a column of `cart-entity`?
fix: write `cart-entity.` before it

swapped, and one slug is misspelt
- account-entity.ID = cart-entity.ACCOUNT_ID
+ cart-entity.ACCOUNT_ID = accounts-entity.ID
DG306 «cart-entity.ACCOUNT_ID = accounts-entity.ID» the sides of the join of `user-carts` are swapped | left is `account-entity`, right is `cart-entity`
fix: swap the sides
DG305 «accounts-entity» no entity named `accounts-entity` | did you mean `account-entity`?
fix: change to `account-entity`

a near miss on the left
- account-entity.ID = cart-entity.ACCOUNT_ID
+ accounts-entity.ID = cart-entity.ACCOUNT_ID
DG305 «accounts-entity» no entity named `accounts-entity` | the left one is `account-entity`
at «account-entity»: `user-accounts` leads to it
fix: change to `account-entity`

a near miss on the right
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID = cart_entity.ACCOUNT_ID
DG305 «cart_entity» no entity named `cart_entity` | the right one is `cart-entity`
at «cart-entity»: `user-carts` leads to it
fix: change to `cart-entity`

an uppercase slug in a join
- account-entity.ID = cart-entity.ACCOUNT_ID
+ Account-Entity.ID = cart-entity.ACCOUNT_ID
DG305 «Account-Entity» no entity named `Account-Entity` | the left one is `account-entity`
at «account-entity»: `user-accounts` leads to it
fix: change to `account-entity`

a slug in quotes
- account-entity.ID = cart-entity.ACCOUNT_ID
+ `account-entity`.ID = cart-entity.ACCOUNT_ID
DG210 info «`account-entity`» quotes around `account-entity` are not needed | a plain name
unsafe fix: take off the quotes

an entity that nobody declares
- account-entity.ID = cart-entity.ACCOUNT_ID
+ wishlist.ID = cart-entity.ACCOUNT_ID
DG305 «wishlist» no entity named `wishlist` | the left one is `account-entity`
at «account-entity»: `user-accounts` leads to it
unsafe fix: change to `account-entity`

another entity on the left
- account-entity.ID = cart-entity.ACCOUNT_ID
+ product-entity.ID = cart-entity.ACCOUNT_ID
DG305 «product-entity» `product-entity` is not the entity on the left of this join | the left one is `account-entity`
at «account-entity»: `user-accounts` leads to it
unsafe fix: change to `account-entity`

another entity on the right
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID = product-entity.ACCOUNT_ID
DG305 «product-entity» `product-entity` is not the entity on the right of this join | the right one is `cart-entity`
at «cart-entity»: `user-carts` leads to it
unsafe fix: change to `cart-entity`

one entity on both sides
- account-entity.ID = cart-entity.ACCOUNT_ID
+ cart-entity.ID = cart-entity.ACCOUNT_ID
DG305 «cart-entity» `cart-entity` is not the entity on the left of this join | the left one is `account-entity`
at «account-entity»: `user-accounts` leads to it
unsafe fix: change to `account-entity`

the related entity is another one than all joins say
- related_entity = "cart-entity"
+ related_entity = "household-entity"
DG305 «household-entity» `user-carts` leads to `household-entity`, its joins to `cart-entity` | 2 joins say `cart-entity`
at «account-entity.ID = cart-entity.ACCOUNT_ID»: the first of them
unsafe fix: change to `cart-entity`

the related entity is another one than its join says
- related_entity = "subscription-entity"
+ related_entity = "product-entity"
= ?
DG501
DG305 «subscription-entity» `subscription-entity` is not the entity on the right of this join | the right one is `product-entity`
at «product-entity»: `user-subscriptions` leads to it
unsafe fix: change to `product-entity`

a misspelt related entity leaves its joins alone
- related_entity = "cart-entity"
+ related_entity = "carts-entity"
DG201 «carts-entity» no entity named `carts-entity` | not declared in this graph
at «cart-entity»: did you mean `cart-entity`, declared here?
fix: change to `cart-entity`

an unknown related entity leaves its joins alone
- related_entity = "cart-entity"
+ related_entity = "wishlist"
DG201 «wishlist» no entity named `wishlist` | not declared in this graph
help: declare it, or use one that is: `account-entity`, `product-entity`, `cart-entity`, `household-entity`, `subscription-entity`

a missing related entity leaves its joins alone
- related_entity = "cart-entity"
+ # gone
DG105

a misspelt declaration is one mistake of its own
- entity "cart-entity"
+ entity "kart-entity"
DG201 «kart-entity» no entity named `cart-entity`, but one named `kart-entity` | used nowhere, while 3 places use `cart-entity`
at «cart-entity»: the first of them
fix: change to `cart-entity`

table names
- account-entity.ID = cart-entity.ACCOUNT_ID
+ ACCOUNT.ID = CART.ACCOUNT_ID
DG307 «ACCOUNT» `ACCOUNT` and `CART` are tables, not entities | the slug of its entity is `account-entity`
at «CART»: the slug of its entity is `cart-entity`
fix: use the slugs

one table name, in lower case
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account.ID = cart-entity.ACCOUNT_ID
DG307 «account» `account` is a table, not an entity | the slug of its entity is `account-entity`
fix: change to `account-entity`

a table with its schema and database
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID = PRODUCTION.CUST.CART.ACCOUNT_ID
DG307 «PRODUCTION.CUST.CART» `PRODUCTION.CUST.CART` is a table, not an entity | the slug of its entity is `cart-entity`
fix: change to `cart-entity`

swapped table names
- account-entity.ID = cart-entity.ACCOUNT_ID
+ CART.ACCOUNT_ID = ACCOUNT.ID
DG306 «CART.ACCOUNT_ID = ACCOUNT.ID» the sides of the join of `user-carts` are swapped | left is `account-entity`, right is `cart-entity`
fix: swap the sides
DG307 «CART» `CART` and `ACCOUNT` are tables, not entities | the slug of its entity is `cart-entity`
at «ACCOUNT»: the slug of its entity is `account-entity`
fix: use the slugs

the table of a third entity
- account-entity.ID = cart-entity.ACCOUNT_ID
+ HOUSEHOLD.ID = cart-entity.ACCOUNT_ID
DG305 «HOUSEHOLD» `HOUSEHOLD` is not the entity on the left of this join | the left one is `account-entity`
at «account-entity»: `user-accounts` leads to it
unsafe fix: change to `account-entity`

two equals signs
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID == cart-entity.ACCOUNT_ID
DG308 «==» `==` in place of `=` | a join compares with `=`
fix: write `=`

an arrow
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID -> cart-entity.ACCOUNT_ID
DG308 «->» `->` in place of `=` | a join compares with `=`
unsafe fix: write `=`

nothing between the sides
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID cart-entity.ACCOUNT_ID
DG308 «account-entity.ID cart-entity.ACCOUNT_ID» no `=` in the join `account-entity.ID cart-entity.ACCOUNT_ID` | a join is `left = right`
unsafe fix: write `=`

a space behind a dot
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity. ID = cart-entity.ACCOUNT_ID
DG308 «account-entity. ID = cart-entity.ACCOUNT_ID» spaces around a dot | an entity and its column are written together
fix: take out the spaces

no equals sign
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID
DG308 «account-entity.ID» no `=` in the join `account-entity.ID` | a join is `left = right`
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

nothing on the right
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID =
DG308 «=» nothing on the right of `=` | two columns are compared
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

nothing on the left
- account-entity.ID = cart-entity.ACCOUNT_ID
+ = cart-entity.ACCOUNT_ID
DG308 «=» nothing on the left of `=` | two columns are compared
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

a second equals sign
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID = cart-entity.ACCOUNT_ID = product-entity.ID
DG308 «=» a second `=` in the join `account-entity.ID = cart-entity.ACCOUNT_…` | a join compares two columns
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

a dot without a column
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity. = cart-entity.ACCOUNT_ID
DG308 «account-entity.» no column after the dot in `account-entity.` | an entity and its column
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

a dot without an entity
- account-entity.ID = cart-entity.ACCOUNT_ID
+ .ID = cart-entity.ACCOUNT_ID
DG308 «.ID» no entity before the dot in `.ID` | an entity and its column
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

a slug without a column
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity = cart-entity.ACCOUNT_ID
DG308 «account-entity» no column after `account-entity` | a side is `entity.COLUMN`
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

two dots
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.CORE.ID = cart-entity.ACCOUNT_ID
DG308 «.ID» more than one dot in `account-entity.CORE.ID` | a side is `entity.COLUMN`
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

a function
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID = LOWER(cart-entity.ACCOUNT_ID)
DG308 «LOWER(cart-entity.ACCOUNT_ID)» `LOWER(cart-entity.ACCOUNT_ID)` is no column | a side is `entity.COLUMN`
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`

a quote that is not closed in a join
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID = cart-entity.`ACCOUNT_ID
DG208 «`» a quote without its partner in `` account-entity.ID = cart-entity.`ACCOUNT… `` | not closed
fix: take it out

less than
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID < cart-entity.ACCOUNT_ID
DG309 «<» `<` in a join | columns are compared with `=` only
help: compare two equal columns with `=`, or make a view that has only the rows you need

a second condition
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID = cart-entity.ACCOUNT_ID AND account-entity.EU = cart-entity.EU
DG309 «AND» a second condition after `AND` | a join is one comparison
help: compare the pair that identifies a row, or make a view that has both in one column

the right side without its entity
- account-entity.ID = cart-entity.ACCOUNT_ID
+ account-entity.ID = ACCOUNT_ID
DG313 «ACCOUNT_ID» no entity before `ACCOUNT_ID` | a column of `cart-entity`?
fix: write `cart-entity.` before it

both sides without their entities
- account-entity.ID = cart-entity.ACCOUNT_ID
+ ID = ACCOUNT_ID
DG313 «ID» no entity before `ID` and `ACCOUNT_ID` | a column of `account-entity`?
at «ACCOUNT_ID»: a column of `cart-entity`?
unsafe fix: write `account-entity.` and `cart-entity.` before them

the sides of a junction's join swapped
- cart-entity.ID = CART_ID
+ CART_ID = cart-entity.ID
DG310 «CART_ID = cart-entity.ID» the sides of `left_join_on` are swapped | the entity is on the left, the junction's column on the right
fix: change to `cart-entity.ID = CART_ID`

the junction's table before its column
- cart-entity.ID = CART_ID
+ cart-entity.ID = CART_PRODUCT.CART_ID
DG310 «CART_PRODUCT» `CART_PRODUCT` in front of a junction's column | the junction's column stands alone
fix: change to `cart-entity.ID = CART_ID`

the junction's table before its column, swapped
- PRODUCT_ID = product-entity.SKU
+ product-entity.SKU = PRODUCTION.CUST.CART_PRODUCT.PRODUCT_ID
DG310 «product-entity.SKU = PRODUCTION.CUST.CART_PRODUCT.PRODUCT_ID» the sides of `right_join_on` are swapped | the entity is on the right, the junction's column on the left
fix: change to `PRODUCT_ID = product-entity.SKU`

an unknown word before the junction's column
- cart-entity.ID = CART_ID
+ cart-entity.ID = cp.CART_ID
DG310 «cp» `cp` in front of a junction's column | the junction's column stands alone
unsafe fix: change to `cart-entity.ID = CART_ID`

another entity before the junction's column
- cart-entity.ID = CART_ID
+ cart-entity.ID = product-entity.SKU
DG310 «product-entity» `product-entity` in front of a junction's column | the junction's column stands alone

no entity in a junction's join
- cart-entity.ID = CART_ID
+ ID = CART_ID
DG310 «ID» no entity before `ID` | on the left stands a column of `cart-entity`
fix: change to `cart-entity.ID = CART_ID`

no entity in a junction's other join
- PRODUCT_ID = product-entity.SKU
+ PRODUCT_ID = ID
= PRODUCT_ID = product-entity.ID
DG310 «ID» no entity before `ID` | on the right stands a column of `product-entity`
unsafe fix: change to `PRODUCT_ID = product-entity.ID`

a near miss in a junction's join
- PRODUCT_ID = product-entity.SKU
+ PRODUCT_ID = products-entity.SKU
DG305 «products-entity» no entity named `products-entity` | the right one is `product-entity`
at «product-entity»: `products` leads to it
fix: change to `product-entity`

a table name in a junction's join
- PRODUCT_ID = product-entity.SKU
+ PRODUCT_ID = PRODUCT_SKUS.SKU
DG307 «PRODUCT_SKUS» `PRODUCT_SKUS` is a table, not an entity | the slug of its entity is `product-entity`
fix: change to `product-entity`

another entity in a junction's join
- PRODUCT_ID = product-entity.SKU
+ PRODUCT_ID = household-entity.SKU
DG305 «household-entity» `household-entity` is not the entity on the right of this join | the right one is `product-entity`
at «product-entity»: `products` leads to it
unsafe fix: change to `product-entity`

a junction's joins exchanged
- left_join_on  = "cart-entity.ID = CART_ID"
+ left_join_on  = "PRODUCT_ID = product-entity.SKU"
- right_join_on = "PRODUCT_ID = product-entity.SKU"
+ right_join_on = "cart-entity.ID = CART_ID"
DG310 «PRODUCT_ID = product-entity.SKU» `left_join_on` and `right_join_on` are exchanged | `product-entity` is the entity on the right
at «cart-entity.ID = CART_ID»: `cart-entity` is the one on the left
fix: exchange the two

a junction's joins name each other's entity
- left_join_on  = "cart-entity.ID = CART_ID"
+ left_join_on  = "product-entity.SKU = PRODUCT_ID"
- right_join_on = "PRODUCT_ID = product-entity.SKU"
+ right_join_on = "CART_ID = cart-entity.ID"
DG310 «product-entity.SKU = PRODUCT_ID» `left_join_on` and `right_join_on` are exchanged | `product-entity` is the entity on the right
at «CART_ID = cart-entity.ID»: `cart-entity` is the one on the left
fix: exchange the two

a comparison in a junction's join
- cart-entity.ID = CART_ID
+ cart-entity.ID >= CART_ID
DG309 «>=» `>=` in a join | columns are compared with `=` only
help: compare two equal columns with `=`, or make a view that has only the rows you need

no join in a nested relationship
-         join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
+         # none
DG302 «relationship "user-carts"» no join in `user-carts` | a relationship under another one has `join_on` or `junction_table`
help: write `join_on = "account-entity.COLUMN = cart-entity.COLUMN"`, with the two columns to compare

no join under the profile
-       external_id {
-         type     = "email"
-         join_key = "EMAIL_ID"
-       }
+       # none
DG302 «relationship "user-accounts"» no join in `user-accounts` | a relationship under the profile has `external_id` or `trait`
help: add an `external_id` block with the `type` of the id and its `join_key`, a column of the entity

both joins of the first level
-       external_id {
+       trait {
+         name     = "email"
+         join_key = "EMAIL_ID"
+       }
+
+       external_id {
DG303 «external_id» `user-accounts` has both `trait` and `external_id` | a relationship has one of the two
at «trait»: the other one
help: delete the `trait` or the `external_id`

both joins of a nested relationship
-         related_entity = "product-entity"
+         related_entity = "product-entity"
+         join_on        = "cart-entity.ID = product-entity.CART_ID"
DG303 «junction_table» `products` has both `join_on` and `junction_table` | a relationship has one of the two
at «join_on»: the other one
help: delete the `join_on` or the `junction_table`

a relationship to the parent's entity
-         related_entity = "subscription-entity"
-         join_on        = "household-entity.HOUSEHOLD_ID = subscription-entity.HOUSEHOLD_ID"
+         related_entity = "household-entity"
+         join_on        = "household-entity.HOUSEHOLD_ID = household-entity.PARENT_ID"
DG501
DG312 warning «household-entity» `user-subscriptions` leads from `household-entity` to itself | both sides of the join have this name
at «household-entity»: the parent leads to it already
help: declare a second entity, on a view of the table if need be

a path that comes back
-           related_entity = "product-entity"
+           related_entity = "account-entity"
- PRODUCT_ID = product-entity.SKU
+ PRODUCT_ID = account-entity.SKU
DG311 warning «account-entity» `account-entity` comes twice on one path | `products` leads back to it
at «account-entity»: the path has passed it here
""")  # noqa: E501 - one line of a case is one line of the report


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_one_mistake_gives_one_message(case: Case) -> None:
    assert said(case.text) == case.expected


@pytest.mark.parametrize("case", [it for it in CASES.values() if "fix: " in it.expected and it.mended])
def test_a_fix_mends_it(case: Case) -> None:
    assert mend(case.text) == case.mended


def test_every_rule_of_the_family_has_a_case() -> None:
    codes = {rule.code for rule in all_rules() if rule.code.startswith("DG3")}
    assert codes - {line[:5] for case in CASES.values() for line in case.expected.splitlines()} == {"DG301", "DG304"}


LEGACY = (EXAMPLES / "legacy-v0.0.6/graph.dg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("join", "expected"),
    [
        ("ACCOUNT.ID = CART.ACCOUNT_ID", []),
        ("CUST.ACCOUNT.ID = CUST.CART.ACCOUNT_ID", []),
        ("account.ID = cart.ACCOUNT_ID", []),
        ("CART.ACCOUNT_ID = ACCOUNT.ID", ["DG306 swap the sides"]),
        ("ACCOUNTS.ID = CART.ACCOUNT_ID", ["DG305 change to `ACCOUNT`"]),
        ("ACCOUNT.ID = ACCOUNT.PARENT_ID", ["DG305 change to `CART`"]),
        ("ID = CART.ACCOUNT_ID", ["DG313 write `ACCOUNT.` before it"]),
    ],
)
def test_the_beta_names_tables(join: str, expected: list[str]) -> None:
    found = datagraph.validate(LEGACY.replace("ACCOUNT.ID = CART.ACCOUNT_ID", join))
    assert [f"{it.code} {it.fixes[0].title}" for it in found if it.code.startswith("DG3")] == expected


def test_the_profile_tells_the_beta_where_the_version_does_not() -> None:
    found = datagraph.validate(LEGACY.replace('version = "v0.0.6"', ""))
    assert not [it for it in found if it.code.startswith(("DG2", "DG3"))]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/graph.dg")), ids=lambda it: it.parent.name)
def test_examples_have_no_mistake(path: Path) -> None:
    if path.parent.name != "broken":
        found = datagraph.validate(path.read_text(encoding="utf-8"))
        assert [it.code for it in found if it.severity >= Severity.WARNING and it.code != "DG505"] == []


def nested(depth: int, related_entity: str = "e", more: str = "") -> str:
    """A chain of relationships, one in the other."""
    lines = [
        "data_graph {",
        'version = "v1.0.0"',
        "profile {",
        'profile_folder = "A.B"',
        'type = "segment:materialized"',
    ]
    for number in range(depth):
        lines += [f'relationship "r{number}" {{', f'name = "R{number}"', f'related_entity = "{related_entity}"', more]
    return "\n".join([*lines, *["}"] * (depth + 2), ""])


def test_only_the_first_relationship_that_is_too_deep_is_reported() -> None:
    (found,) = [it for it in datagraph.validate(nested(50)) if it.code == "DG301"]
    assert found.message == "`r5` is node 7 of its path"
    assert found.notes == ("the path is profile → r0 → r1 → r2 → r3 → r4 → r5",)


def test_every_branch_that_is_too_deep_is_reported() -> None:
    deep = nested(6)
    last = deep[deep.index('relationship "r5"') : deep.index("}")] + "}\n"
    text = deep.replace(last, last + last.replace("r5", "r6"))
    assert [it.message for it in datagraph.validate(text) if it.code == "DG301"] == [
        "`r5` is node 7 of its path",
        "`r6` is node 7 of its path",
    ]


@pytest.mark.slow
def test_ten_thousand_nested_relationships_take_a_moment() -> None:
    begin = time.perf_counter()
    datagraph.validate(nested(10_000, more='join_on = "a.X = b.Y"'))
    assert time.perf_counter() - begin < 20


def test_all_joins_of_a_wide_relationship_that_agree_are_one_mistake() -> None:
    old, new = 'related_entity = "account-entity"', 'related_entity = "household-entity"'
    cart = SHOP[SHOP.index('      relationship "user-carts"') : SHOP.index("        # many:many")] + "      }\n"
    more = "".join(cart.replace("user-carts", f"carts-{it}").replace("Shopping", str(it)) for it in range(20))
    text = SHOP.replace("      # 1:many", more + "      # 1:many").replace(old, new)
    found = [it for it in datagraph.validate(text) if it.code.startswith("DG3")]
    assert [it.message for it in found] == [
        "`user-accounts` leads to `household-entity`, its joins to `account-entity`"
    ]


@pytest.mark.parametrize(
    "text", ["\ud800", "a\0b", "=", "a.b.c = {}", "%s = {0}", "`", ". = .", "=" * 999, " " * 9_999]
)
def test_any_text_can_be_a_join(text: str) -> None:
    for join in (
        "account-entity.ID = cart-entity.ACCOUNT_ID",
        "cart-entity.ID = CART_ID",
        "PRODUCT_ID = product-entity.SKU",
    ):
        for it in datagraph.validate(SHOP.replace(join, text)):
            assert it.message
