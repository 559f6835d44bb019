"""What the rules of structure say of one mistake, where, and what their fixes make of the text."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

import datagraph
from datagraph.diagnostics import Applicability, Severity
from datagraph.text import LineIndex, TextEdit, apply_edits

ENTITY = """\
  entity "cart" {
    name               = "Cart"
    table_ref          = "PROD.CUST.CART"
    primary_key        = "ID"
    enrichment_enabled = true
  }
"""

STORE = ENTITY.replace("cart", "store").replace("Cart", "Store").replace("CART", "STORE")

GRAPH = f"""\
data_graph {{
  version = "v1.0.0"

{ENTITY}}}
"""

PROFILE = f"""\
data_graph {{
  version = "v1.0.0"

{ENTITY}
  profile {{
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-carts" {{
      name           = "Carts"
      related_entity = "cart"

      external_id {{
        type     = "email"
        join_key = "EMAIL"
      }}
    }}
  }}
}}
"""

NESTED = PROFILE.replace(
    """\
        join_key = "EMAIL"
      }
""",
    """\
        join_key = "EMAIL"
      }

      relationship "cart-stores" {
        name           = "Stores"
        related_entity = "store"
        join_on        = "cart.STORE = store.ID"
      }
""",
).replace(ENTITY, f"{ENTITY}\n{STORE}")

LEGACY = (
    PROFILE.replace("v1.0.0", "v0.0.6")
    .replace('type           = "segment:materialized"', 'materialization = "none"')
    .replace('"PROD.SEGMENT"', '"segment"')
)

Found = list[tuple[str, str, str]]


def errors(text: str) -> Found:
    lines = LineIndex(text)
    return [
        (it.code, str(lines.position(it.span.start)), it.message)
        for it in datagraph.validate(text)
        if it.severity is Severity.ERROR
    ]


def mutated(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return text.replace(old, new)


def fixed(text: str, *, unsafe: bool = False) -> str:
    """The text after the fixes of all errors of structure at once."""
    edits: list[TextEdit] = []
    for it in datagraph.validate(text):
        if it.severity is Severity.ERROR and it.code.startswith(("DG1", "DG304")):
            for fix in it.fixes:
                assert fix.title
                if fix.applicability is Applicability.SAFE or (unsafe and fix.applicability is Applicability.UNSAFE):
                    edits += fix.edits
    return apply_edits(text, edits)


def check(text: str, old: str, new: str, found: str) -> None:
    """One mistake, made by writing `new` for `old`, gives these errors and no others; safe fixes add none."""
    broken = mutated(text, old, new)
    assert "; ".join(map(" ".join, errors(broken))) == found
    before = Counter((it.code, it.message) for it in datagraph.validate(broken))
    for diagnostic in datagraph.validate(broken):
        for fix in diagnostic.fixes:
            if fix.applicability is Applicability.SAFE:
                after = Counter((it.code, it.message) for it in datagraph.validate(apply_edits(broken, fix.edits)))
                assert after <= before - Counter([(diagnostic.code, diagnostic.message)])


def rows(table: str) -> list[Any]:
    """The cases of a table: fields between `|`, ∅ for an empty one, and the texts above by their names in braces."""
    for name, piece in {"\\n": "\r", "∅": "", "{ENTITY}": ENTITY, "{STORE}": STORE, "{LEGACY}": LEGACY}.items():
        table = table.replace(name, piece.replace("\n", "\r"))
    graphs = {"GRAPH": GRAPH, "PROFILE": PROFILE, "NESTED": NESTED, "LEGACY": LEGACY}
    cases = [row.replace("\r", "\n").split(" | ") for row in table.strip("\n").replace("\n  | ", " | ").split("\n")]
    return [pytest.param(graphs[graph], *fields, id=name) for name, graph, *fields in cases]


# A case: its name, a graph, what is replaced in it, and by what mistake; the errors are all that there are.
CASES = r"""
misspelt block | PROFILE | external_id | externalid | DG101 19:7 unknown block `externalid`
plural block | PROFILE | external_id | external_ids | DG101 19:7 unknown block `external_ids`
misspelt entity | GRAPH | entity | entitiy | DG101 4:3 unknown block `entitiy`
misspelt graph | GRAPH | data_graph | datagraph | DG101 1:1 unknown block `datagraph`
graph under another word | GRAPH | data_graph | segment | DG101 1:1 unknown block `segment`
entity under another word | GRAPH | entity | table | DG101 4:3 unknown block `table`
entity under an attribute | GRAPH | entity | name | DG101 4:3 unknown block `name`
foreign block | GRAPH | {ENTITY} |   locals {\n    a = "b"\n  }\n{ENTITY} | DG101 4:3 unknown block `locals`
entity outside | GRAPH | {ENTITY}}\n | {ENTITY}}\n{STORE} | DG102 11:3 entity `store` stands outside of `data_graph`
entity in profile | PROFILE |   profile {\n
  |   profile {\n{STORE}
  | DG102 12:3 `entity` does not belong in `profile`
relationship called entity | PROFILE | relationship " | entity " | DG102 15:5 `entity` does not belong in `profile`
graph in graph | GRAPH | {ENTITY}} |   data_graph {\n    version = "v1.0.0"\n{ENTITY}  }\n}
  | DG102 4:3 `data_graph` does not belong in `data_graph`
misspelt attribute | GRAPH | primary_key  | primery_key  | DG103 7:5 unknown attribute `primery_key`
attribute with dash | GRAPH | table_ref  | table-ref  | DG103 6:5 unknown attribute `table-ref`
uppercase attribute | GRAPH | name  | NAME  | DG103 5:5 unknown attribute `NAME`
half an attribute | GRAPH | table_ref  | table  | DG103 6:5 unknown attribute `table`
block for attribute | PROFILE | related_entity | entity | DG103 17:7 unknown attribute `entity`
other word | GRAPH | table_ref  | source  | DG103 6:5 unknown attribute `source`
misspelt version | GRAPH | version | verison | DG103 2:3 unknown attribute `verison`
misspelt optional | GRAPH | enrichment_ | enrichement_ | DG103 8:5 unknown attribute `enrichement_enabled`
one too many | GRAPH | "Cart" | "Cart"\n    owner = "me" | DG103 6:5 unknown attribute `owner`
attribute of another block | PROFILE | type     = | name     = | DG104 20:9 `name` does not belong in `external_id`
key of another block | GRAPH | primary_key  | join_key  | DG104 7:5 `join_key` does not belong in `entity`
attribute outside | GRAPH | data_graph | name = "x"\ndata_graph | DG104 1:1 `name` stands outside of `data_graph`
missing in entity | GRAPH |     primary_key        = "ID"\n | ∅ | DG105 6:42 `cart` has no `primary_key`
missing first | GRAPH |     name               = "Cart"\n | ∅ | DG105 4:18 `cart` has no `name`
missing in profile | PROFILE |     profile_folder = "PROD.SEGMENT"\n | ∅
  | DG105 11:12 `profile` has no `profile_folder`
missing type | PROFILE |     type           = "segment:materialized"\n | ∅ | DG105 12:36 `profile` has no `type`
empty entity | GRAPH | {ENTITY} |   entity "cart" {\n  }\n
  | DG105 4:18 `cart` has no `name`; DG105 4:18 `cart` has no `primary_key`; DG105 4:18 `cart` has no `table_ref`
broken line for attribute | GRAPH | primary_key        = | = | DG011 7:5 no name before `= "ID"`
set twice | GRAPH | "ID" | "ID"\n    primary_key = "SKU" | DG106 8:5 `primary_key` is already set in this block
set three times | GRAPH | "ID" | "ID"\n    primary_key = "A"\n    primary_key = "B"
  | DG106 8:5 `primary_key` is already set in this block; DG106 9:5 `primary_key` is already set in this block
flag set twice | GRAPH | = true | = true\n    enrichment_enabled = true
  | DG106 9:5 `enrichment_enabled` is already set in this block
second profile | PROFILE |     }\n  }\n}\n
  |     }\n  }\n\n  profile {\n    profile_folder = "A.B"\n    type = "segment:materialized"\n  }\n}\n
  | DG107 26:3 second `profile` in one `data_graph`
second external id | PROFILE | "EMAIL"\n      }\n
  | "EMAIL"\n      }\n      external_id {\n        type = "phone"\n        join_key = "P"\n      }\n
  | DG107 23:7 second `external_id` in one `relationship`
second graph | GRAPH | {ENTITY}}\n | {ENTITY}}\ndata_graph {\n  version = "v1.0.0"\n{ENTITY}}\n
  | DG114 11:1 second `data_graph` in one file
second graph in the beta | GRAPH | {ENTITY}}\n | {ENTITY}}\n{LEGACY} | DG114 11:1 second `data_graph` in one file
boolean in quotes | GRAPH | = true | = "true" | DG108 8:26 `enrichment_enabled` holds a string
string for boolean | GRAPH | = true | = "enabled" | DG108 8:26 `enrichment_enabled` holds a string
boolean for string | GRAPH | "Cart" | true | DG108 5:26 `name` holds `true`, which is no string
boolean for version | GRAPH | "v1.0.0" | true | DG108 2:13 `version` holds `true`, which is no string
empty string | GRAPH | "Cart" | "" | DG109 5:26 `name` is empty
only spaces | GRAPH | "ID" | "  " | DG109 7:26 `primary_key` is empty
empty option | GRAPH | "Cart"\n | "Cart"\n    description        = ""\n | DG109 6:26 `description` is empty
empty version | GRAPH | "v1.0.0" | "" | DG109 2:13 `version` is empty
no slug | GRAPH | entity "cart" | entity | DG110 4:3 `entity` has no slug
empty slug | GRAPH | "cart" | "" | DG110 4:10 `entity` has an empty slug
label on profile | PROFILE | profile { | profile "users" { | DG111 11:11 `profile` takes no label
label on graph | GRAPH | data_graph | data_graph "mine" | DG111 1:12 `data_graph` takes no label
second label | GRAPH | "cart" | "cart" "table" | DG111 4:17 `entity` takes one label
bare slug | GRAPH | "cart" | cart | DG112 4:10 slug `cart` has no quotes
bare words | GRAPH | "cart" | shopping cart | DG112 4:10 slug `shopping cart` has no quotes
no version | GRAPH |   version = "v1.0.0"\n\n | ∅ | DG115 1:13 `data_graph` has no `version`
version without v | GRAPH | v1.0.0 | 1.0.0 | DG116 2:13 unknown version `1.0.0`
short version | GRAPH | v1.0.0 | v1 | DG116 2:13 unknown version `v1`
next version | GRAPH | v1.0.0 | v2.0.0 | DG116 2:13 unknown version `v2.0.0`
value with a space | PROFILE | segment:m | segment: m | DG117 13:22 unknown value `segment: materialized` for `type`
half a value | PROFILE | segment: | ∅ | DG117 13:22 unknown value `materialized` for `type`
other value | PROFILE | segment:materialized | dbt | DG117 13:22 unknown value `dbt` for `type`
old attribute | PROFILE | type           = "segment:materialized" | materialization = "segment"
  | DG118 13:5 `materialization` is not part of v1.0.0
old attribute beside the new | PROFILE | materialized" | materialized"\n    materialization = "segment"
  | DG118 14:5 `materialization` is not part of v1.0.0
old attribute from dbt | PROFILE | type           = "segment:materialized" | materialization = "dbt"
  | DG118 13:5 `materialization` is not part of v1.0.0
new attribute in the beta | LEGACY | materialization = "none" | type = "segment:materialized"
  | DG118 13:5 `type` is not part of v0.0.6
block as attribute | PROFILE | external_id {\n        type     = "email"\n        join_key = "EMAIL"\n      }
  | external_id = "email" | DG119 19:7 `external_id` is a block, not an attribute
attribute as block | GRAPH | name               = "Cart" | name {\n    }
  | DG120 5:5 `name` is an attribute, not a block
external id nested | NESTED | join_on        = "cart.STORE = store.ID"
  | trait {\n          name = "a"\n          join_key = "B"\n        } | DG304 34:9 `trait` in a nested relationship
join on first level | PROFILE | external_id {\n        type     = "email"\n        join_key = "EMAIL"\n      }
  | join_on = "cart.A = cart.B" | DG304 19:7 `join_on` directly under the profile
"""


@pytest.mark.parametrize("text", [GRAPH, PROFILE, NESTED, LEGACY], ids=["graph", "profile", "nested", "legacy"])
def test_the_graphs_of_these_tests_hold_no_mistake(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(("text", "old", "new", "found"), rows(CASES))
def test_one_mistake_gives_one_message(text: str, old: str, new: str, found: str) -> None:
    check(text, old, new, found)


# A case as above, but for the last: what the safe fix writes where the mistake was.
SAFE_FIXES = r"""
misspelt block | PROFILE | external_id | external-id | external_id
misspelt graph | GRAPH | data_graph | Data-Graph | data_graph
misspelt attribute | GRAPH |     primary_key |     primary_kye |     primary_key
same twice | GRAPH | "ID"\n | "ID"\n    primary_key = "ID"\n | "ID"\n
same twice with a comment | GRAPH | "ID"\n | "ID"\n    primary_key = "ID" # again\n | "ID"\n # again\n
boolean in quotes | GRAPH | = true | = "True" | = true
label on profile | PROFILE | profile { | profile "users" { | profile {
bare slug | GRAPH | "cart" | cart | "cart"
no version | GRAPH | \n  version = "v1.0.0"\n\n | \n | \n  version = "v1.0.0"\n\n
no version before a comment | GRAPH | {\n  version = "v1.0.0"\n | { # mine\n | { # mine\n  version = "v1.0.0"\n
nothing at all | GRAPH | {\n  version = "v1.0.0"\n\n{ENTITY}} | {} | {\n  version = "v1.0.0"\n}
version without v | GRAPH | "v1.0.0" | "1.0" | "v1.0.0"
value with a space | PROFILE | segment:m | Segment : m | segment:m
old name with the new value | PROFILE | type           = | materialization = | type =
old attribute | PROFILE | type           = "segment:materialized" | materialization = "none"
  | type = "segment:unmaterialized"
old attribute beside the new | PROFILE | materialized"\n | materialized"\n    materialization = "segment"\n
  | materialized"\n
"""


@pytest.mark.parametrize(("text", "old", "new", "written"), rows(SAFE_FIXES))
def test_safe_fix_writes_what_was_meant(text: str, old: str, new: str, written: str) -> None:
    assert fixed(mutated(text, old, new)) == text.replace(old, written)


# The same with fixes that are likely right, and no more.
UNSAFE_FIXES = r"""
entity under another word | GRAPH | entity "cart" | table "cart" | entity "cart"
relationship called entity | PROFILE | relationship " | entity " | relationship "
half an attribute | GRAPH |     table_ref |     table |     table_ref
other word for the only one missing | GRAPH |     table_ref |     source |     table_ref
attribute of another block | PROFILE | type     = | name     = | type     =
empty option | GRAPH | "Cart"\n | "Cart"\n    description = ""\n | "Cart"\n
boolean for string | GRAPH | "Cart" | false | "false"
second label | GRAPH | "cart" | "cart" "table" | "cart"
bare words | GRAPH | "cart" | shopping cart | "shopping-cart"
label in place of an attribute | PROFILE | external_id {\n        type     = "email" | external_id "email" {
  | external_id {
next version | GRAPH | v1.0.0 | v1.0.1 | v1.0.0
no version in the beta | LEGACY | \n  version = "v0.0.6"\n\n | \n | \n  version = "v0.0.6"\n\n
new attribute in the beta | LEGACY | materialization = "none" | type = "segment:unmaterialized"
  | materialization = "none"
"""


@pytest.mark.parametrize(("text", "old", "new", "written"), rows(UNSAFE_FIXES))
def test_likely_fix_is_left_to_the_author(text: str, old: str, new: str, written: str) -> None:
    broken = mutated(text, old, new)
    assert fixed(broken) == broken
    assert fixed(broken, unsafe=True) == text.replace(old, written)


def test_misplaced_entity_moves_into_the_graph_with_its_comments() -> None:
    outside = """\
# About stores.
entity "store" {
  name               = "Store"

  table_ref          = "PROD.CUST.STORE"
  primary_key        = "ID"
  enrichment_enabled = true
} # so much for stores

# The end.
"""
    moved = outside.removesuffix("\n# The end.\n").replace("\n", "\n  ").rstrip(" ").replace("  \n", "\n")
    broken = f"{GRAPH}\n{outside}"
    assert fixed(broken) == f"{GRAPH.removesuffix('}' + chr(10))}\n  {moved}}}\n\n\n# The end.\n"
    assert errors(fixed(broken)) == []
    assert errors(fixed(f"{outside}\n{GRAPH}")) == []
    assert fixed(broken.replace("\n", "\r\n")) == fixed(broken).replace("\n", "\r\n")
    assert fixed(broken.rstrip()) == fixed(broken).rstrip()


@pytest.mark.parametrize(
    "text", ['data_graph { }\nentity "a" {\n}\n', 'entity "a" {\n}\ndata_graph {\n', "}\nentity {\n data_graph {\n"]
)
def test_misplaced_entity_stays_where_it_may_not_be_sure(text: str) -> None:
    assert not [it for it in datagraph.validate(text) if it.code == "DG102" and it.fixes]


@pytest.mark.parametrize(
    ("text", "found", "after"),
    [
        pytest.param("", [("DG113", "1:1", "no `data_graph` block in this file")], "", id="empty"),
        pytest.param(
            "# nothing\n", [("DG113", "1:1", "no `data_graph` block in this file")], "# nothing\n", id="comment"
        ),
        pytest.param(
            f"# mine\n{ENTITY}# the end\n",
            [("DG113", "2:3", "no `data_graph` block in this file")],
            f'# mine\n  data_graph {{\n  version = "v1.0.0"\n\n{ENTITY.strip()}\n}}\n# the end\n',
            id="entity",
        ),
        pytest.param(
            f'version = "v1.0.0"\n{ENTITY}',
            [("DG113", "1:1", "no `data_graph` block in this file")],
            f'data_graph {{\nversion = "v1.0.0"\n{ENTITY.rstrip()}\n}}\n',
            id="version_and_entity",
        ),
    ],
)
def test_missing_graph_is_one_mistake(text: str, found: Found, after: str) -> None:
    assert errors(text) == found
    assert fixed(text) == after


def test_new_lines_end_as_those_of_the_file() -> None:
    for broken in (GRAPH.replace('  version = "v1.0.0"\n', ""), ENTITY):
        after = fixed(broken.replace("\n", "\r\n"))
        assert after == fixed(broken).replace("\n", "\r\n")
        assert errors(after) == []


def test_missing_attribute_shows_where_it_would_be_written() -> None:
    def shown(text: str, old: str, new: str) -> str:
        broken = mutated(text, old, new)
        (diagnostic,) = (it for it in datagraph.validate(broken) if it.code == "DG105")
        (fix,) = diagnostic.fixes
        assert fix.applicability is Applicability.DISPLAY_ONLY
        return apply_edits(broken, fix.edits)

    for name in ("name ", "table_ref ", "primary_key "):
        line = next(line for line in GRAPH.splitlines(keepends=True) if name in line)
        assert errors(shown(GRAPH, line, "")) == []
    assert '\n    name = "Name"\n' in shown(GRAPH, '    name               = "Cart"\n', "")
    one_line = shown(
        PROFILE,
        'external_id {\n        type     = "email"\n        join_key = "EMAIL"\n      }',
        'external_id { type = "email" }',
    )
    assert 'external_id {\n        type = "email"\n        join_key = "COLUMN"\n      }' in one_line


def test_labels_show_the_first_of_two() -> None:
    for old, new in (
        ('"ID"', '"ID"\n    primary_key = "SKU"'),
        (f"{ENTITY}}}\n", f'{ENTITY}}}\ndata_graph {{\n  version = "v1.0.0"\n{ENTITY}}}\n'),
    ):
        broken = mutated(GRAPH, old, new)
        (diagnostic,) = datagraph.validate(broken)
        (label,) = diagnostic.labels
        assert label.span < diagnostic.span
        assert label.span.text_of(broken) == diagnostic.span.text_of(broken)


def test_help_lists_what_may_stand_here() -> None:
    def helps(text: str, old: str, new: str) -> list[str]:
        return [help_text for it in datagraph.validate(mutated(text, old, new)) for help_text in it.help]

    assert helps(GRAPH, ENTITY, f"  wobble {{\n  }}\n{ENTITY}") == ["`data_graph` holds `entity` and `profile` blocks"]
    assert helps(GRAPH, "name ", "x = true\n    name ") == ["not set here yet: `description`"]
    assert helps(PROFILE, "type     =", "x = true\n        type     =") == [
        "this `external_id` has all its attributes; delete the line"
    ]
    assert helps(PROFILE, "related_entity =", "table_ref =") == ["this `relationship` still lacks `related_entity`"]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        pytest.param(GRAPH, '"ID"', '"ID"\n    primary_key = "SKU"', id="which_of_two_values"),
        pytest.param(PROFILE, "  profile {\n", "  profile {\n    entiy {\n    }\n", id="word_that_would_be_misplaced"),
        pytest.param(GRAPH, "v1.0.0", "v1.1.0", id="which_version"),
        pytest.param(GRAPH, "version ", "verison ", id="misspelt_version_of_the_beta"),
    ],
)
def test_nothing_is_fixed_that_is_not_sure(text: str, old: str, new: str) -> None:
    broken = mutated(text.replace("v1.0.0", "v0.0.6") if "verison" in new else text, old, new)
    assert fixed(broken) == broken


@pytest.mark.parametrize(
    ("text", "old", "new", "title"),
    [
        (PROFILE, "external_id", "externalid", "change to `external_id`"),
        (GRAPH, '  version = "v1.0.0"\n\n', "", 'add `version = "v1.0.0"`'),
        (LEGACY, '  version = "v0.0.6"\n\n', "", 'add `version = "v0.0.6"`'),
        (GRAPH, '    primary_key        = "ID"\n', "", 'add `primary_key = "ID"`'),
        (GRAPH, "= true", '= "TRUE"', "change to `true`"),
        (PROFILE, "segment:m", "segment: m", 'change to `"segment:materialized"`'),
        (
            PROFILE,
            'type           = "segment:m',
            'materialization = "segment:m',
            'change to `type = "segment:materialized"`',
        ),
        (
            PROFILE,
            'materialized"\n',
            'materialized"\n    materialization = "segment"\n',
            "delete `materialization`",
        ),
        (GRAPH, '"cart"', "cart", 'change to `"cart"`'),
    ],
)
def test_fix_says_what_it_does(text: str, old: str, new: str, title: str) -> None:
    titles = [fix.title for it in datagraph.validate(mutated(text, old, new)) for fix in it.fixes if it.code[2] == "1"]
    assert titles == [title]
