"""What is told of a completion."""

from __future__ import annotations

from datagraph.ide.completion import complete, document
from datagraph.language import BLOCKS
from datagraph.rules import Evidence
from datagraph.view import view_of
from tests.ide.completing import CATALOG, graph, nested
from tests.ide.marked import at_cursor


def _told(text: str, label: str) -> str:
    plain, offset = at_cursor(text)
    view = view_of(plain, evidence=Evidence(CATALOG))
    return document(view, next(it.topic for it in complete(view, offset) if it.label == label))


def test_block_tells_what_it_needs() -> None:
    told = _told(graph("  ent‸"), "entity")
    assert BLOCKS["entity"].documentation in told
    assert "- Required: `name`, `table_ref`, `primary_key`" in told


def test_attribute_tells_what_it_may_hold() -> None:
    told = _told(graph("  profile {\n    ‸\n  }"), "type")
    assert "**type**: required string of `profile`" in told
    assert "- One of: `segment:materialized`, `segment:unmaterialized`" in told


def test_attribute_that_has_an_alternative_names_it() -> None:
    told = _told(nested("‸"), "join_on")
    assert "**join_on**: required string" in told
    assert "- In place of `junction_table`" in told


def test_attribute_of_another_version_says_so() -> None:
    view = view_of('data_graph {\n  version = "v0.0.6"\n}\n')
    assert "Since `v1.0.0`; the file is written in `v0.0.6`" in document(view, ("attribute", "profile", "type"))
    assert "`type` came after it" in document(view, ("attribute", "profile", "materialization"))


def test_entity_tells_its_columns() -> None:
    told = _told(nested('relationship "y" {\n  related_entity = "‸"\n}'), "product-entity")
    assert "`PROD.CUST.PRODUCT`" in told
    assert "`TITLE`" in told


def test_table_and_column_and_schema_tell_what_the_catalog_knows() -> None:
    entity = '  entity "x" {{\n    table_ref = "{}"\n    primary_key = "{}"\n  }}'
    assert "Billing accounts" in _told(graph(entity.format("PROD.CUST.‸", "")), "ACCOUNT")
    assert "`NUMBER(38,0)`" in _told(graph(entity.format("PROD.CUST.ACCOUNT", "‸")), "ID")
    assert "6 tables" in _told(graph(entity.format("PROD.‸", "")), "CUST")
    assert "2 schemas" in _told(graph(entity.format("‸", "")), "PROD")
    assert "`VISIT_ID`" in _told(graph("  ‸"), "entity from PROD.CUST.`Web Visits`")


def test_rule_tells_its_reason() -> None:
    assert "DG201" in _told("# datagraph: ignore[‸", "unknown-entity")


def test_what_is_gone_is_told_nothing_of() -> None:
    view = view_of("")
    for topic in ((), ("entity", "gone"), ("table", "a", "b", "c"), ("block",), ("block", "x"), ("else", "x")):
        assert document(view, topic) == ""
    assert document(view, ("attribute", "entity", "gone")) == document(view, ("rule", "gone")) == ""
