"""What the rules of syntax say of one mistake in a graph that is otherwise right, where, and what their fixes make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

import datagraph
from datagraph.rules import all_rules
from datagraph.text import Span, apply_edits

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic

GRAPH = """\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    description = "A customer's account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name               = "Cart"
    description        = "A shopping cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "CART_ID"
    enrichment_enabled = true
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }

      relationship "account-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
"""

# A case: its name; `-` lines that stand in GRAPH; `+` lines in their place, ⟦ ⟧ around where the diagnostic is; what it
# says; `help:` and `fix:` as people see them; `=` lines for what the fix makes of it, unless that is GRAPH again.
CASES = """\
a type without quotes
- = "segment:materialized"
+ = ⟦segment:materialized⟧
DG002 no quotes around `segment:materialized` | a string stands in double quotes
fix: put it in double quotes

two words without quotes
- "Account"
+ ⟦Customer account⟧
DG002 no quotes around `Customer account` | a string stands in double quotes
fix: put it in double quotes
= "Customer account"

a string that is not closed
- "PROD.CUST.ACCOUNT"
+ ⟦"PROD.CUST.ACCOUNT⟧
DG003 no closing quote after `PROD.CUST.ACCOUNT` | a string ends on its own line
fix: add the closing quote

a string that is not opened
- "PROD.CUST.ACCOUNT"
+ ⟦PROD.CUST.ACCOUNT"⟧
DG004 no opening quote before `PROD.CUST.ACCOUNT` | a string begins with `"`
fix: add the opening quote

single quotes
- "Cart"
+ ⟦'Cart'⟧
DG005 `'Cart'` is in single quotes | a string stands in double quotes
fix: change to double quotes

single quotes around a slug
- entity "cart-entity" {
+ entity ⟦'cart-entity'⟧ {
DG005 `'cart-entity'` is in single quotes | a string stands in double quotes
fix: change to double quotes

smart quotes from a document
- "Account"
+ ⟦“Account”⟧
DG006 `“Account”` is in smart quotes | a string stands in straight quotes: `"`
fix: change to straight quotes

one smart quote
- "Account"
+ ⟦"Account”⟧
DG006 `"Account”` is in smart quotes | a string stands in straight quotes: `"`
fix: change to straight quotes

backticks
- "Account"
+ ⟦`Account`⟧
DG005 `` `Account` `` is in backticks | a string stands in double quotes
fix: change to double quotes

an unknown escape
- "A shopping cart"
+ "Shop⟦\\C⟧arts"
DG007 unknown escape `\\C` | no escape begins so
unsafe fix: write `\\\\` for a backslash
= "Shop\\\\Carts"

an escape with too few digits
- "A shopping cart"
+ "caf⟦\\ue9⟧"
DG007 unknown escape `\\ue9` | `\\u` takes 4 hexadecimal digits
unsafe fix: write `\\\\` for a backslash
= "caf\\\\ue9"

an escape for half a character
- "A shopping cart"
+ "⟦\\ud83d⟧"
DG007 unknown escape `\\ud83d` | no character has this number
unsafe fix: write `\\\\` for a backslash
= "\\\\ud83d"

an equals sign forgotten before a string
- name        = "Account"
+ ⟦name "Account"⟧
DG008 no `=` after `name` | an attribute is `name = value`
fix: insert `=`
= name = "Account"

a double equals sign
- name        = "Account"
+ name        ⟦==⟧ "Account"
DG009 `==` in place of `=` | an attribute is `name = value`
fix: change to `=`

an arrow
- name        = "Account"
+ name        ⟦=>⟧ "Account"
DG009 `=>` in place of `=` | an attribute is `name = value`
fix: change to `=`

a colon for an equals sign
- name        = "Account"
+ name⟦:⟧ "Account"
DG010 `:` in place of `=` after `name` | an attribute is `name = value`
fix: change to `=`
= name = "Account"

a colon before an equals sign
- name        = "Account"
+ name        ⟦:⟧= "Account"
DG010 `:` before the `=` of `name` | an attribute is `name = value`
fix: remove `:`

a value without a name
- description = "A customer's account"
+ ⟦=⟧ "A customer's account"
DG011 no name before `= "A customer's account"` | an attribute is `name = value`
help: write the name of the attribute before `=`, or remove the line

a name in quotes
- name        = "Account"
+ ⟦"name"⟧        = "Account"
DG012 `name` is in quotes | names and keywords have no quotes
fix: remove the quotes

a pair as JSON writes it
- name        = "Account"
+ ⟦"name"⟧: "Account"
DG012 `name` is in quotes | names and keywords have no quotes
fix: remove the quotes, and change `:` to `=`
= name = "Account"

a keyword in quotes
- entity "cart-entity" {
+ ⟦"entity"⟧ "cart-entity" {
DG012 `entity` is in quotes | names and keywords have no quotes
fix: remove the quotes

a quote too many
- "CART_ID"
+ ⟦"CART_ID""⟧
DG038 the quotes in `"CART_ID""` do not fit together | a string has one quote at each end
fix: change to `"CART_ID"`

words after a value
- "CART_ID"
+ "CART_ID" ⟦NOT NULL⟧
DG013 `NOT NULL` after a value | a value ends its line
help: remove it, put it inside the quotes, or make it a comment with `#`

quotes inside a string
- "A shopping cart"
+ ⟦"A "shopping" cart"⟧
DG038 the quotes in `"A "shopping" cart"` do not fit together | a string has one quote at each end
unsafe fix: change to `"A \\"shopping\\" cart"`
= "A \\"shopping\\" cart"

a value on the next line
- table_ref   = "PROD.CUST.ACCOUNT"
+ table_ref   =
+       ⟦"PROD.CUST.ACCOUNT"⟧
DG014 the value of `table_ref` is on the next line | it belongs behind `=`
fix: move it up

two attributes on a line
- "PROD.CUST.ACCOUNT"
-     primary_key = "ID"
+ "PROD.CUST.ACCOUNT" ⟦primary_key⟧ = "ID"
DG015 no line end before `primary_key` | it needs a line of its own
fix: give each a line of its own

a trailing comma
- "Account"
+ "Account"⟦,⟧
DG016 stray `,` | lines need no separator
fix: remove `,`

a semicolon behind a brace
- "CART_ID"
-     enrichment_enabled = true
-   }
+ "CART_ID"
+     enrichment_enabled = true
+   }⟦;⟧
DG016 stray `;` | lines need no separator
fix: remove `;`

an ellipsis left in from a template
-   entity "cart-entity" {
+   ⟦...⟧
+   entity "cart-entity" {
DG017 `...` left in from a template | it stands for lines that are not here
help: write the lines that it stands for, or remove it
fix: remove `...`

a comment as SQL writes it
-   entity "cart-entity" {
+   ⟦-- the carts⟧
+   entity "cart-entity" {
DG018 unexpected `-- the carts` | neither an attribute nor a block
fix: begin the comment with `#`
=   # the carts
=   entity "cart-entity" {

a line that is nothing
-   entity "cart-entity" {
+   ⟦"the entities that follow are for the shop, and for nothing else"⟧
+   entity "cart-entity" {
DG018 unexpected `"the entities that follow are for the sh…` | neither an attribute nor a block
help: write `name = value`, or make it a comment with `#`

a no-break space
- name        = "Account"
+ name       ⟦\u00a0⟧= "Account"
DG019 unknown character U+00A0 no-break space | it looks like a space, and is none
fix: change to a plain space

a zero-width space
- name        = "Account"
+ ⟦\u200b⟧name        = "Account"
DG019 unknown character U+200B zero width space | the language has no use for it
fix: remove it

a sign of no language
-   entity "cart-entity" {
+   ⟦§ 2⟧
+   entity "cart-entity" {
DG019 unknown character `§` U+00A7 section sign | the language has no use for it
help: remove it, or put it into a string

a NUL in a string
- "A shopping cart"
+ "A shopping⟦\0⟧cart"
DG019 unknown character U+0000 null | a string can't hold it
help: write it as `\\u0000`, or remove it

a comment without an end
- "CART_ID"
+ "CART_ID" ⟦/* unique⟧
DG020 no `*/` after `/*` | the comment does not end
help: close it with `*/`, or begin it with `#`

a colon after a keyword
- relationship "user-accounts" {
+ relationship⟦:⟧ "user-accounts" {
DG021 `:` after `relationship` | a keyword takes no colon
fix: remove `:`

an equals sign before a block
- profile {
+ profile ⟦=⟧ {
DG022 `=` in the header of `profile` | a block takes no `=`
fix: remove `=`

a slug without a keyword
- data_graph {
-   version = "v1.0.0"
+ data_graph {
+   version = "v1.0.0"
+
+   ⟦"store-entity"⟧ {
+   }
DG023 no keyword before `"store-entity"` | a block begins with a keyword
help: write `entity` or `relationship` before it

a header without its brace
- entity "cart-entity" {
+ ⟦entity "cart-entity"⟧
DG024 no `{` after `entity "cart-entity"` | a block opens on this line
fix: add `{`

a brace on the next line
- entity "cart-entity" {
+ entity "cart-entity"
+   ⟦{⟧
DG025 the `{` of `entity` is on the next line | it belongs behind the header
fix: move it up

a parenthesis for a brace
- entity "cart-entity" {
+ entity "cart-entity" ⟦(⟧
DG026 `(` in place of `{` | a block stands in braces
fix: change to `{`

a closing brace forgotten
- "ID"
-   }
+ "ID"⟦⟧
DG027 no `}` for `entity "account-entity"` | it belongs here
at `entity`: the block opens here
fix: add `}`

a closing brace too many
- enrichment_enabled = true
-   }
+ enrichment_enabled = true
+   }
+   ⟦}⟧
DG028 one `}` too many | no `{` belongs to it
fix: remove it

a block without its first line
-   profile {
-     profile_folder
+     ⟦profile_folder⟧
DG029 no block opens above `profile_folder` | a `}` below closes a block that has no first line
help: write the first line of the block above, such as `profile {`

a number
- "CART_ID"
+ ⟦1⟧
DG030 `1` is a number | no attribute takes a number
help: write a column name, such as "ID"

null for an attribute that may be left out
- "A shopping cart"
+ ⟦null⟧
DG031 `null` is no value here | an attribute that is there has a value
help: remove the line, or write a text, such as "A customer's billing account"

null for an attribute that must be there
- "CART_ID"
+ ⟦null⟧
DG031 `null` is no value here | an attribute that is there has a value
help: write a column name, such as "ID"

a list over several lines
- "CART_ID"
+ ⟦[
+       "CART_ID",
+       "REGION",
+     ]⟧
DG032 `[…` is a list | an attribute takes one value
help: write a column name, such as "ID"

an object
- "A shopping cart"
+ ⟦{ en = "A shopping cart" }⟧
DG033 `{ en = "A shopping cart" }` is an object | an attribute takes one value
help: write a text, such as "A customer's billing account"

a heredoc
- "A shopping cart"
+ ⟦<<-TEXT
+       A shopping cart
+     TEXT⟧
DG034 `<<-TEXT…` is a heredoc | a string stands on one line
help: write a text, such as "A customer's billing account"; a line end inside a string is `\\n`

a template
- "PROD.CUST.CART"
+ ⟦"${var.database}.CUST.CART"⟧
DG035 `"${var.database}.CUST.CART"` is a template | nothing is filled in for `${`
help: write a table name, such as "PROD.CUST.ACCOUNT"; `$${` stands for a plain `${`

a function call
- "PROD.CUST.CART"
+ ⟦upper("prod.cust.cart")⟧
DG036 `upper("prod.cust.cart")` is an expression | nothing is computed here
help: write a table name, such as "PROD.CUST.ACCOUNT"

a boolean in other letters
- true
+ ⟦TRUE⟧
DG037 `TRUE` is neither `true` nor `false` | `enrichment_enabled` is one of the two
fix: change to `true`

a word that is no boolean
- true
+ ⟦sometimes⟧
DG037 `sometimes` is neither `true` nor `false` | `enrichment_enabled` is one of the two
help: write `true` or `false`
"""


class Case(NamedTuple):
    """One mistake: the text with it, its place, what is expected of it, and the text after the fix."""

    text: str
    span: Span
    expected: str
    mended: str


def read_case(lines: list[str]) -> Case:
    def marked(sign: str) -> str:
        return "\n".join(line[2:] for line in lines if line[:1] == sign and line[1:2] in ("", " "))

    right, wrong = marked("-"), marked("+")
    assert right in GRAPH
    text = GRAPH.replace(right, wrong, 1)
    start, end = text.index("⟦"), text.index("⟧") - 1
    expected = "\n".join(line for line in lines if not re.match("[-+=]( |$)", line))
    mended = GRAPH.replace(right, marked("=") or right, 1)
    return Case(re.sub("[⟦⟧]", "", text), Span(start, end), expected, mended)


def spoken(text: str, diagnostic: Diagnostic) -> str:
    lines = [f"{diagnostic.code} {diagnostic.message} | {diagnostic.label}"]
    lines += [f"at `{label.span.text_of(text)}`: {label.text}" for label in diagnostic.labels]
    lines += [f"help: {advice}" for advice in diagnostic.help]
    for fix in diagnostic.fixes:
        lines.append(f"{'' if fix.applicability.value == 'safe' else fix.applicability.value + ' '}fix: {fix.title}")
    return "\n".join(lines)


EACH = {name: read_case(rest) for name, *rest in (block.splitlines() for block in CASES.rstrip().split("\n\n"))}


def test_the_graph_is_right() -> None:
    assert datagraph.validate(GRAPH) == []


@pytest.mark.parametrize("case", EACH.values(), ids=EACH)
def test_one_mistake_gives_one_message(case: Case) -> None:
    (diagnostic,) = datagraph.validate(case.text)
    assert spoken(case.text, diagnostic) == case.expected
    assert diagnostic.span == case.span


@pytest.mark.parametrize("case", [it for it in EACH.values() if "fix: " in it.expected])
def test_a_fix_mends_it(case: Case) -> None:
    (diagnostic,) = datagraph.validate(case.text)
    mended = apply_edits(case.text, diagnostic.fixes[0].edits)
    assert mended == case.mended
    assert datagraph.validate(mended) == []


def test_every_rule_of_syntax_has_a_case() -> None:
    known = {rule.code for rule in all_rules() if rule.code.startswith("DG0")} - {"DG001"}
    assert known == {case.expected[:5] for case in EACH.values()}
