"""What the rules about names say of one mistake, where, and what their fixes make of it."""

from __future__ import annotations

import pytest

import datagraph
from datagraph.rules import all_rules
from tests.rules.mistakes import Case, mend, read_cases, said

CASES = read_cases("""\
a misspelt entity
- related_entity = "subscription-entity"
+ related_entity = "subscriptions-entity"
DG201 «subscriptions-entity» no entity named `subscriptions-entity` | not declared in this graph
at «subscription-entity»: did you mean `subscription-entity`, declared here?
fix: change to `subscription-entity`

an entity in another case
- related_entity = "account-entity"
+ related_entity = "Account-Entity"
DG201 «Account-Entity» no entity named `Account-Entity` | not declared in this graph
at «account-entity»: did you mean `account-entity`, declared here?
fix: change to `account-entity`

an entity by its table
- related_entity = "account-entity"
+ related_entity = "PRODUCTION.CUST.ACCOUNT"
DG501
DG201 «PRODUCTION.CUST.ACCOUNT» no entity named `PRODUCTION.CUST.ACCOUNT` | not declared in this graph
at «account-entity»: did you mean `account-entity`, declared here?
fix: change to `account-entity`

an entity by the last part of its table
- related_entity = "account-entity"
+ related_entity = "ACCOUNT"
DG501
DG201 «ACCOUNT» no entity named `ACCOUNT` | not declared in this graph
at «account-entity»: did you mean `account-entity`, declared here?
unsafe fix: change to `account-entity`

an entity by a relationship that leads to it
- related_entity = "product-entity"
+ related_entity = "user-subscriptions"
= ?
DG201 «user-subscriptions» no entity named `user-subscriptions` | not declared in this graph
at «subscription-entity»: did you mean `subscription-entity`, declared here?
unsafe fix: change to `subscription-entity`

an entity that nobody declares
- related_entity = "household-entity"
+ related_entity = "wishlist"
DG501
DG201 «wishlist» no entity named `wishlist` | not declared in this graph
help: declare it, or use one that is: `account-entity`, `product-entity`, `cart-entity`, `household-entity`, `subscription-entity`

a slip that the joins repeat
- related_entity = "household-entity"
+ related_entity = "Household-Entity"
- household-entity.HOUSEHOLD_ID = sub
+ Household-Entity.HOUSEHOLD_ID = sub
DG201 «Household-Entity» no entity named `Household-Entity` | not declared in this graph
at «household-entity»: did you mean `household-entity`, declared here?
fix: change to `household-entity`, also in the joins

an uppercase slug of a relationship
- relationship "user-carts"
+ relationship "User-Carts"
DG202 «User-Carts» uppercase letters in the slug `User-Carts` | a slug is made of lowercase letters, digits, `-` and `_`
fix: change to `user-carts`

an uppercase slug of an entity, whose uses are right
- entity "cart-entity"
+ entity "Cart-Entity"
DG202 «Cart-Entity» uppercase letters in the slug `Cart-Entity` | a slug is made of lowercase letters, digits, `-` and `_`
fix: change to `cart-entity`

an uppercase slug of an entity, used as it is
- entity "cart-entity"
+ entity "CART-entity"
- related_entity = "cart-entity"
+ related_entity = "CART-entity"
- = cart-entity.ACCOUNT_ID
+ = CART-entity.ACCOUNT_ID
- "cart-entity.ID
+ "CART-entity.ID
DG202 «CART-entity» uppercase letters in the slug `CART-entity` | a slug is made of lowercase letters, digits, `-` and `_`
fix: change to `cart-entity` everywhere

an uppercase slug where the lowercase one is taken
- relationship "user-carts"
+ relationship "Products"
DG202 «Products» uppercase letters in the slug `Products` | a slug is made of lowercase letters, digits, `-` and `_`

a space in a slug
- relationship "user-carts"
+ relationship "user carts"
DG202 « » a space in the slug `user carts` | a slug is made of lowercase letters, digits, `-` and `_`
unsafe fix: change to `user-carts`

a space around a slug
- relationship "user-carts"
+ relationship " user-carts"
DG202 « » a space in the slug ` user-carts` | a slug is made of lowercase letters, digits, `-` and `_`
fix: change to `user-carts`

a foreign character in a slug
- relationship "user-carts"
+ relationship "user/carts!"
DG202 «/» `/` in the slug `user/carts!` | a slug is made of lowercase letters, digits, `-` and `_`
unsafe fix: change to `user-carts`

a slug of foreign characters only
- relationship "user-carts"
+ relationship "!?"
DG202 «!?» `!` in the slug `!?` | a slug is made of lowercase letters, digits, `-` and `_`

a slug of an entity twice
- entity "cart-entity"
+ entity "account-entity"
DG203 «account-entity» the slug `account-entity` is taken | one slug, one entity
at «account-entity»: first declared here
unsafe fix: change to `cart-entity`, which is used and not declared

a slug of a relationship twice
- relationship "user-subscriptions"
+ relationship "products"
DG203 «products» the slug `products` is taken | one slug, one relationship
at «products»: first declared here
help: give one of them a slug of its own

a relationship with the slug of an entity
- relationship "user-subscriptions"
+ relationship "cart-entity"
DG203 «cart-entity» the slug `cart-entity` is taken | entities and relationships share their slugs
at «cart-entity»: first declared here
help: give one of them a slug of its own

an entity twice
-   entity "household-entity" {
+   entity "cart-entity" {
+     name               = "Cart"
+     description        = "A shopping cart, open or checked out"
+     table_ref          = "PRODUCTION.CUST.CART"
+     primary_key        = "ID"
+     enrichment_enabled = true
+   }
+
+   entity "household-entity" {
DG203 «cart-entity» the slug `cart-entity` is taken | one slug, one entity
at «cart-entity»: first declared here
fix: delete this copy

a name twice
-     name        = "Household"
+     name        = "account"
DG204 warning «account» another entity is named `account` | people cannot tell the two apart
at «Account»: `account-entity` has the name already

a name of two relationships at one place
- name           = "Households"
+ name           = "premium Accounts"
DG204 warning «premium Accounts» another relationship beside it is named `premium Accounts` | people cannot tell the two apart
at «Premium accounts»: `user-accounts` has the name already

a name of two relationships at different places
- name           = "Subscriptions"
+ name           = "Shopping carts"

a table without its database
- "PRODUCTION.CUST.CART"
+ "CUST.CART"
DG205 «CUST.CART» two parts in `CUST.CART` | the database is missing
unsafe fix: add `PRODUCTION`, as in the other tables

a table alone
- "PRODUCTION.CUST.CART"
+ "CART"
DG205 «CART» one part in `CART` | the database and the schema are missing
help: write `database.schema.table`

a table of four parts
- "PRODUCTION.CUST.CART"
+ "PRODUCTION.EU.CUST.CART"
DG205 «.CART» four parts in `PRODUCTION.EU.CUST.CART` | a table is `database.schema.table`
help: write quotes around a part that holds a dot

an empty part
- "PRODUCTION.CUST.CART"
+ "PRODUCTION..CART"
DG205 «..» an empty part in `PRODUCTION..CART` | a name is missing here

a dot too many
- "PRODUCTION.CUST.CART"
+ "PRODUCTION.CUST..CART"
DG205 «..» an empty part in `PRODUCTION.CUST..CART` | a name is missing here
fix: take out the extra dot

a dot at the end
- "PRODUCTION.CUST.CART"
+ "PRODUCTION.CUST.CART."
DG205 «.» an empty part in `PRODUCTION.CUST.CART.` | a name is missing here
fix: take out the extra dot

slashes for dots
- "PRODUCTION.CUST.CART"
+ "PRODUCTION/CUST/CART"
DG205 «PRODUCTION/CUST/CART» no dots between the parts of `PRODUCTION/CUST/CART` | written `database.schema.table`, quotes around a part only
fix: write dots

a colon for a dot
- "PRODUCTION.CUST.CART"
+ "PRODUCTION:CUST.CART"
DG205 «PRODUCTION:CUST.CART» no dots between the parts of `PRODUCTION:CUST.CART` | written `database.schema.table`, quotes around a part only
fix: write dots

spaces around parts
- "PRODUCTION.CUST.CART"
+ " PRODUCTION. CUST.CART"
DG205 « PRODUCTION. CUST.CART» spaces around the parts of `PRODUCTION. CUST.CART` | written `database.schema.table`, quotes around a part only
fix: take out the spaces

a space in a part
- "PRODUCTION.CUST.CART"
+ "PRODUCTION.CUST.MY CART"
= "PRODUCTION.CUST.`MY CART`"
DG205 «MY CART» `MY CART` is no plain name | spaces and signs need quotes around them
unsafe fix: put it in backticks

a quoted part with a dot is right
- "PRODUCTION.CUST.CART"
+ "PRODUCTION.`CUST.EU`.\\"MY CART\\""

quotes around all of a table
- "PRODUCTION.CUST.CART"
+ "`PRODUCTION.CUST.CART`"
DG205 «`PRODUCTION.CUST.CART`» quotes around all of `` `PRODUCTION.CUST.CART` `` | written `database.schema.table`, quotes around a part only
fix: take off the quotes

a quote that is not closed
- "PRODUCTION.CUST.CART"
+ "PRODUCTION.\\"CUST.CART"
DG208 «\\"» a quote without its partner in `PRODUCTION."CUST.CART` | not closed
fix: take it out

quotes around a plain part
- "PRODUCTION.CUST.CART"
+ "PRODUCTION.\\"CUST\\".CART"
DG210 info «\\"CUST\\"» quotes around `CUST` are not needed | a plain name
unsafe fix: take off the quotes

a junction's table without its database
- "PRODUCTION.CUST.CART_PRODUCT"
+ "CUST.CART_PRODUCT"
DG205 «CUST.CART_PRODUCT» two parts in `CUST.CART_PRODUCT` | the database is missing
unsafe fix: add `PRODUCTION`, as in the other tables

a folder without its database
- "PRODUCTION.SEGMENT"
+ "SEGMENT"
DG206 «SEGMENT» no database in `SEGMENT` | the schema alone cannot be found
unsafe fix: add `PRODUCTION`, as in the tables

a folder with a table
- "PRODUCTION.SEGMENT"
+ "PRODUCTION.SEGMENT.USER_TRAITS"
DG206 «.USER_TRAITS» too many parts in `PRODUCTION.SEGMENT.USER_TRAITS` | the folder is a schema, without a table in it
help: write `database.schema`

a folder with a slash
- "PRODUCTION.SEGMENT"
+ "PRODUCTION/SEGMENT"
DG206 «PRODUCTION/SEGMENT» `PRODUCTION/SEGMENT` is not `database.schema` | one dot between the two
fix: change to `PRODUCTION.SEGMENT`

a folder with an empty part
- "PRODUCTION.SEGMENT"
+ "PRODUCTION..SEGMENT"
DG206 «PRODUCTION..SEGMENT» `PRODUCTION..SEGMENT` is not `database.schema` | one dot between the two
fix: change to `PRODUCTION.SEGMENT`

two columns
- primary_key = "SUB_ID"
+ primary_key = "SUB_ID, REGION"
DG207 «SUB_ID, REGION» `SUB_ID, REGION` is not one column | a key is a single column
help: name the one column that identifies a row, or make a view that has one

a column with its table
- primary_key = "SUB_ID"
+ primary_key = "SUBSCRIPTION.SUB_ID"
DG207 «SUBSCRIPTION.SUB_ID» more than a column in `SUBSCRIPTION.SUB_ID` | the table goes without saying; a dot in a name needs quotes
fix: change to `SUB_ID`

a column with its entity
- primary_key = "SUB_ID"
+ primary_key = "subscription-entity.SUB_ID"
DG207 «subscription-entity.SUB_ID» more than a column in `subscription-entity.SUB_ID` | the table goes without saying; a dot in a name needs quotes
fix: change to `SUB_ID`

a column with something else
- join_key = "EMAIL_ID"
+ join_key = "c.EMAIL_ID"
DG207 «c.EMAIL_ID» more than a column in `c.EMAIL_ID` | the table goes without saying; a dot in a name needs quotes
unsafe fix: change to `EMAIL_ID`

a join key with its table
- join_key = "EMAIL_ID"
+ join_key = "CUST.ACCOUNT.EMAIL_ID"
DG207 «CUST.ACCOUNT.EMAIL_ID» more than a column in `CUST.ACCOUNT.EMAIL_ID` | the table goes without saying; a dot in a name needs quotes
fix: change to `EMAIL_ID`

an expression for a column
- join_key = "EMAIL_ID"
+ join_key = "LOWER(EMAIL_ID)"
DG207 «LOWER(EMAIL_ID)» `LOWER(EMAIL_ID)` is an expression | a key is a column's name
help: make a view that has the value as a column

a space in a column
- primary_key = "SUB_ID"
+ primary_key = "SUB ID"
= primary_key = "`SUB ID`"
DG207 «SUB ID» `SUB ID` is no plain name | spaces and signs need quotes around them
unsafe fix: put it in backticks

a space around a column
- primary_key = "SUB_ID"
+ primary_key = "SUB_ID "
DG207 «SUB_ID » spaces around `SUB_ID` | a column's name stands alone
fix: take out the spaces

a quoted column with a space is right
- primary_key = "SUB_ID"
+ primary_key = "\\"SUB ID\\""

slugs that look alike
- relationship "products"
+ relationship "product_entity"
DG209 warning «product_entity» the slug `product_entity` looks like `product-entity` | they differ only in `-` and `_`
at «product-entity»: the other one

a slug that is a word of the language
- relationship "products"
+ relationship "profile"
DG209 warning «profile» `profile` is a word of the language | easily mistaken for a keyword
""")  # noqa: E501 - one line of a case is one line of the report


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_one_mistake_gives_one_message(case: Case) -> None:
    assert said(case.text) == case.expected


@pytest.mark.parametrize("case", [it for it in CASES.values() if "fix: " in it.expected and it.mended])
def test_a_fix_mends_it(case: Case) -> None:
    assert mend(case.text) == case.mended


def test_every_rule_of_the_family_has_a_case() -> None:
    codes = {rule.code for rule in all_rules() if rule.code.startswith("DG2")}
    assert codes - {line[:5] for case in CASES.values() for line in case.expected.splitlines()} == set()


def entity(slug: str, table: str = "", name: str = "") -> str:
    table = table or f"A.B.{slug.upper()}"
    return (
        f'entity "{slug}" {{\nname = "{name or slug}"\ntable_ref = "{table}"\nprimary_key = "ID"\n'
        "enrichment_enabled = true\n}\n"
    )


def relationship(slug: str, related_entity: str) -> str:
    return (
        f'relationship "{slug}" {{\nname = "{slug}"\nrelated_entity = "{related_entity}"\n'
        'external_id {\ntype = "email"\njoin_key = "E"\n}\n}\n'
    )


def graph(*parts: str, version: str = "v1.0.0") -> str:
    return f'data_graph {{\nversion = "{version}"\n{"".join(parts)}}}\n'


def profile(*parts: str, more: str = 'type = "segment:materialized"', folder: str = "A.B") -> str:
    return f'profile {{\nprofile_folder = "{folder}"\n{more}\n{"".join(parts)}}}\n'


def codes(text: str) -> list[str]:
    return [it.code for it in datagraph.validate(text) if it.code.startswith("DG2")]


def test_an_unreadable_slug_may_be_what_a_reference_means() -> None:
    for label in ("", '" "'):
        text = graph(entity("cart").replace('"cart"', label, 1), profile(relationship("carts", "cart")))
        assert codes(text) == []


def test_only_the_first_hundred_unknown_slugs_get_a_suggestion() -> None:
    many = range(150)
    entities = [entity(f"some-entity-number-{it:04}") for it in many]
    text = graph(*entities, profile(*(relationship(f"r-{it}", f"sone-entitty-number-{it:04}") for it in many)))
    found = [it for it in datagraph.validate(text) if it.code == "DG201"]
    assert [bool(it.fixes) for it in found] == [True] * 100 + [False] * 50


def test_a_word_as_long_as_a_book_is_compared_with_none() -> None:
    text = graph(entity("a" * 1_000_000), profile(relationship("r", "a" * 999_999 + "b")))
    assert codes(text) == ["DG201"]


def test_slugs_that_mend_to_the_same_are_left_to_people() -> None:
    text = graph(entity("Cart", "A.B.C", "C"), entity("CART", "A.B.D", "D"))
    assert [(it.code, it.fixes) for it in datagraph.validate(text)] == [("DG202", ()), ("DG202", ())]


def test_a_copied_relationship_is_reported_without_what_it_holds() -> None:
    inner = 'relationship "inner" {\nname = "I"\nrelated_entity = "b"\njoin_on = "a.X = b.Y"\n}\n'
    outer = relationship("outer", "a")[:-2] + inner + "}\n"
    text = graph(entity("a"), entity("b"), profile(outer, outer))
    assert codes(text) == ["DG203"]


def test_a_copied_profile_is_not_a_matter_of_slugs() -> None:
    both = profile(relationship("r", "a"))
    assert codes(graph(entity("a"), both, both)) == []


def test_the_beta_may_leave_out_databases() -> None:
    parts = (
        entity("cart", "CUST.CART"),
        profile(relationship("carts", "cart"), more='materialization = "none"', folder="S"),
    )
    assert codes(graph(*parts, version="v0.0.6")) == []
    assert codes(graph(*parts).replace('version = "v1.0.0"\n', "")) == []
    assert codes(graph(entity("cart", "CART"), version="v0.0.6")) == ["DG205"]


def test_a_stray_quote_may_stay_where_the_rest_needs_it() -> None:
    (found,) = datagraph.validate(graph(entity("cart", "A.`B.C")))
    assert (found.code, found.fixes[0].title) == ("DG208", "take it out")
    (found,) = datagraph.validate(graph(entity("cart", "A.`B C.D")))
    assert (found.code, found.fixes) == ("DG208", ())


@pytest.mark.parametrize("text", ["\ud800", "a\0b", "{}", "%s", "\u2028", "`", "``", "..", "x" * 10_000, '\\"', "é-ü"])
def test_any_text_can_be_a_name(text: str) -> None:
    whole = graph(entity(text, text, text), entity("a"), profile(relationship(text, text), folder=text))
    for it in datagraph.validate(whole):
        assert it.message
