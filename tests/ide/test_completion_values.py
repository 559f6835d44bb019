"""Values: words of closed sets, slugs, names, and how they are put between the quotes that are there."""

from __future__ import annotations

import pytest

from datagraph.catalog.measurements import Measurements, ProfileMeasurement
from datagraph.ide.completion import complete
from datagraph.rules import Evidence
from datagraph.view import view_of
from tests.ide.completing import CATALOG, completions, first_level, graph, labels, line_taken, nested, taken
from tests.ide.marked import at_cursor


def test_versions_have_the_current_one_first() -> None:
    assert labels(graph("").replace("v1.0.0", "‸v1")) == ["v1.0.0", "v0.0.6"]
    assert line_taken(graph("").replace("v1.0.0", "v‸1"), "v1.0.0") == 'version = "v1.0.0"'


def test_profile_types() -> None:
    text = graph('  profile {\n    type = "segment:‸mat"\n  }')
    assert labels(text) == ["segment:materialized", "segment:unmaterialized"]
    assert line_taken(text, "segment:unmaterialized") == 'type = "segment:unmaterialized"'


def test_materializations_of_old_files() -> None:
    text = graph('  profile {\n    materialization = "‸"\n  }').replace("v1.0.0", "v0.0.6")
    assert labels(text) == ["none", "segment", "dbt"]


def test_booleans_stand_without_quotes() -> None:
    assert line_taken(graph('  entity "x" {\n    enrichment_enabled = t‸\n  }'), "true") == "enrichment_enabled = true"
    assert labels(graph('  entity "x" {\n    enrichment_enabled = "‸"\n  }')) == []


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ('"‸"', '"cart-entity"'),
        ('"ca‸"', '"cart-entity"'),
        ('"ca‸rts"', '"cart-entity"'),
        ('"ca‸', '"cart-entity'),
        ('"ca‸ # why', '"cart-entity # why'),
        ("‸", '"cart-entity"'),
        ("ca‸rt", '"cart-entity"'),
        ("cart-‸", '"cart-entity"'),
    ],
)
def test_quotes_that_are_there_stay_and_others_come(typed: str, result: str) -> None:
    text = graph(f'  profile {{\n    relationship "x" {{\n      related_entity = {typed}\n    }}\n  }}')
    assert line_taken(text, "cart-entity") == f"related_entity = {result}"


def test_value_directly_behind_the_equals_sign_gets_a_blank() -> None:
    text = graph('  profile {\n    relationship "x" {\n      related_entity =‸\n    }\n  }')
    assert line_taken(text, "cart-entity") == 'related_entity = "cart-entity"'


def test_entities_tell_their_table_and_key() -> None:
    found = completions(graph('  profile {\n    relationship "x" {\n      related_entity = "‸"\n    }\n  }'))
    assert (found[0].label, found[0].detail) == ("account-entity", "PROD.CUST.ACCOUNT · ID")


def test_entities_without_a_use_come_first_and_the_parent_last() -> None:
    text = nested("").replace("cart-entity", "‸", 2).replace("‸", "cart-entity", 1)
    assert labels(text) == ["cart-entity", "product-entity", "account-entity"]


def test_entities_that_a_foreign_key_connects_come_first() -> None:
    inner = 'relationship "y" {\n          related_entity = "‸"\n        }'
    assert labels(nested(inner), CATALOG) == ["account-entity", "product-entity", "cart-entity"]


def test_external_ids_of_the_file_and_the_common_ones() -> None:
    text = first_level('      external_id {\n        type = "loyalty"\n      }').replace(
        "  entity",
        '  profile {\n    relationship "z" {\n      external_id {\n        type = "‸"\n      }\n    }\n  }\n  entity',
        1,
    )
    found = labels(text)
    assert {"user_id", "email", "phone", "group_id", "android.push_token"} <= set(found)


def test_external_ids_and_traits_that_were_counted_come_first() -> None:
    counted = ProfileMeasurement({"email": 5, "loyalty": 20}, {"tier": 3})
    for kind, name, expected in (
        ("external_id", "type", [("loyalty", "20 rows"), ("email", "5 rows")]),
        ("trait", "name", [("tier", "3 rows")]),
    ):
        text, offset = at_cursor(first_level(f'      {kind} {{\n        {name} = "‸"\n      }}'))
        evidence = Evidence(CATALOG, measurements=Measurements(profile=counted))
        found = complete(view_of(text, evidence=evidence), offset)
        assert [(it.label, it.detail) for it in found][: len(expected)] == expected


def test_traits_of_the_file() -> None:
    trait = '  relationship "{}" {{\n      trait {{\n        name = "{}"\n      }}\n    }}\n'
    text = graph("  profile {\n  " + trait.format("a", "household") + trait.format("b", "‸") + "  }")
    assert labels(text) == ["household"]


def test_names_are_titles_of_slugs_and_tables() -> None:
    body = '  entity "web-visit-entity" {{\n    name = "‸"\n    table_ref = "{}"\n  }}'
    assert labels(graph(body.format("PROD.CUST.PAGE_VIEWS"))) == ["Web Visit", "Page Views"]
    assert labels(graph(body.format(""))) == ["Web Visit"]


def test_name_of_a_relationship_may_be_that_of_its_entity() -> None:
    assert labels(nested("").replace('"Other"', '"‸"')) == ["Account Other", "Cart"]


def test_description_is_the_comment_of_the_table() -> None:
    body = '  entity "x" {\n    description = "‸"\n    table_ref = "PROD.CUST.Web Visits"\n  }'
    assert labels(graph(body.replace("Web Visits", "`Web Visits`")), CATALOG) == ["Pages, as they were seen per visit"]


def test_label_of_an_entity_is_made_of_its_table() -> None:
    body = '  entity "‸" {\n    table_ref = "PROD.CUST.WEB_VISITS"\n  }'
    assert labels(graph(body)) == ["web-visits-entity"]


def test_label_of_an_entity_takes_no_slug_twice() -> None:
    body = '  entity "‸" {\n    table_ref = "PROD.CUST.CART"\n  }'
    assert labels(graph(body)) == ["cart-entity-2"]


def test_labels_of_tables_that_are_no_entities_yet() -> None:
    assert labels(graph('  entity "‸" {\n  }'), CATALOG) == ["cart-product-entity", "web-visits-entity"]
    assert line_taken(graph("  entity c‸ {\n  }").replace("c‸", "‸"), "cart-product-entity", CATALOG) == (
        'entity "cart-product-entity" {'
    )


def test_label_without_a_body_brings_the_entity_with_it() -> None:
    text = taken(graph("  entity ‸"), "cart-product-entity", CATALOG)
    assert (
        '  entity "cart-product-entity" {\n    name        = "Cart Product"\n'
        '    table_ref   = "PROD.CUST.CART_PRODUCT"\n    primary_key = "ID"\n  }\n'
    ) in text


def test_labels_of_relationships_name_both_ends() -> None:
    assert labels(nested("").replace("account-other", "‸")) == ["account-cart"]
    assert labels(nested('relationship "‸" {\n        }')) == ["cart-product", "cart-account", "cart-cart"]


def test_odd_words_of_the_file_are_shown_on_one_line_and_blank_ones_not() -> None:
    trait = '    relationship "{}" {{\n      trait {{\n        name = "{}"\n      }}\n    }}\n'
    words = trait.format("a", "one\\ntwo") + trait.format("b", "  ") + trait.format("c", "‸")
    text = graph(f"  profile {{\n{words}  }}")
    assert labels(text) == ["one␊two"]
    assert line_taken(text, "one␊two") == 'name = "one\\ntwo"'
