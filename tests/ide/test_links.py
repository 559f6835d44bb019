"""Document links."""

from __future__ import annotations

from itertools import pairwise

import pytest

from datagraph.ide.links import DOCUMENTATION, links
from datagraph.view import view_of
from tests.ide.shop import SHOP, shown
from tests.strategies import any_texts, often


def addresses(text: str) -> list[str]:
    """The addresses that a text leads to, but for the language's documentation."""
    found = [it for it in links(view_of(text)) if it.target != DOCUMENTATION]
    assert all(it.span.text_of(text) == it.target for it in found)
    return [it.target for it in found]


def test_version_and_profile_type_lead_to_the_documentation() -> None:
    found = [it.span for it in links(view_of(SHOP)) if it.target == DOCUMENTATION]
    assert shown(found) == ['«version» = "v1.0.0"', '«type»           = "segment:materialized"']


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("# see https://wiki.example/carts.", "https://wiki.example/carts"),
        ("// (https://wiki.example/a_(b))", "https://wiki.example/a_(b)"),
        ("/* http://wiki.example:80/?a=b#c*/", "http://wiki.example:80/?a=b#c"),
        ('description = "At https://wiki.example/carts, say"', "https://wiki.example/carts"),
        ('description = "https://wiki.example/ü"', "https://wiki.example/"),
    ],
)
def test_addresses_in_comments_and_descriptions_are_links(line: str, address: str) -> None:
    assert addresses(SHOP.replace('    name        = "Product"', f"    {line}")) == [address]


@pytest.mark.parametrize("line", ['name = "https://wiki.example"', "https://wiki.example", "# https:// and so on"])
def test_nothing_else_is_a_link(line: str) -> None:
    assert addresses(SHOP.replace('    name        = "Product"', f"    {line}")) == []


def _links_stand_in_the_text(text: str) -> None:
    commented = f"# https://a.example\n{text}"
    found = links(view_of(commented))
    assert found
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    for link in found:
        assert 0 <= link.span.start < link.span.end <= len(commented)


test_links_stand_in_the_text, test_links_stand_in_the_text_often = often(_links_stand_in_the_text, any_texts())
