"""The pages of a dictionary: what they tell, that their links lead somewhere, and that no text breaks them."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from urllib.parse import urldefrag
from xml.etree import ElementTree

import pytest

from datagraph.catalog.measurements import (
    EntityMeasurement,
    Link,
    Measurements,
    ProfileMeasurement,
    RelationshipMeasurement,
    Side,
    Spread,
)
from datagraph.dictionary import PLACES, is_ours
from datagraph.rules import Evidence
from datagraph.settings import DEFAULT_SETTINGS
from datagraph.view import view_of
from tests.cli.calls import environment
from tests.diagrams.scenes import HOSTILE_TEXTS
from tests.dictionary.graphs import GRAPHS, HOSTILE, LARGE, PIPES, TEXTS, files, text_of, written
from tests.dictionary.reader import Reader, read

INDEX = {"markdown": "README.md", "html": "index.html"}
SUFFIX = {"markdown": ".md", "html": ".html"}

formats = pytest.mark.parametrize("output_format", PLACES)
graphs = pytest.mark.parametrize("name", GRAPHS)


def pages(name: str, output_format: str) -> dict[str, Reader]:
    suffix = SUFFIX[output_format]
    return {path: read(path, text) for path, text in files(name, output_format).items() if path.endswith(suffix)}


def page(name: str, path: str, output_format: str) -> Reader:
    return read(path + SUFFIX[output_format], files(name, output_format)[path + SUFFIX[output_format]])


@formats
@graphs
def test_every_link_leads_to_a_place_that_is_there(name: str, output_format: str) -> None:
    known = pages(name, output_format)
    for path, shown in known.items():
        assert len(set(shown.places)) == len(shown.places), path
        for link in shown.links:
            address, place = urldefrag(link)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
            assert target in files(name, output_format), (path, link)
            assert not place or place in known[target].places, (path, link)


@formats
@graphs
def test_every_page_can_be_reached_from_the_index(name: str, output_format: str) -> None:
    known = pages(name, output_format)
    reached: set[str] = set()
    waiting = [INDEX[output_format]]
    while waiting:
        path = waiting.pop()
        reached.add(path)
        links = {
            posixpath.normpath(posixpath.join(posixpath.dirname(path), urldefrag(it)[0])) for it in known[path].links
        }
        waiting += [it for it in links if it in known and it not in reached]
    assert reached == known.keys()


@graphs
def test_both_formats_tell_the_same(name: str) -> None:
    markdown, html = pages(name, "markdown"), pages(name, "html")
    for path, shown in html.items():
        other = markdown[path.replace("index.html", "README.md").replace(".html", ".md")]
        # White space beside a name may be shown or not.
        assert "".join(shown.words) == "".join(other.words), path


@formats
def test_no_text_breaks_a_page(output_format: str) -> None:
    allowed = {
        "markdown": {"a", "br", "code", "em", "h1", "h2", "img", "li", "p", "pre", "strong", "ul"},
        "html": {"a", "bdi", "body", "code", "dd", "div", "dl", "dt", "h1", "h2", "head", "html", "li", "link", "main"}
        | {"meta", "nav", "p", "pre", "strong", "title", "ul"}
        | {"svg", "desc", "defs", "marker", "path", "rect", "g", "text", "line"},
    }[output_format] | {"table", "thead", "tbody", "tr", "th", "td"}
    for path, shown in pages(HOSTILE, output_format).items():
        assert shown.tags <= allowed, path
        assert shown.open == []
        for rows in shown.tables:
            assert set(rows) == {rows[0]}, path


@formats
def test_texts_are_shown_as_they_are(output_format: str) -> None:
    index = page(HOSTILE, INDEX[output_format].partition(".")[0], output_format).text
    for name in ("markup", "quotes", "numbers", "markdown", "more markdown", "mermaid", "dot", "emoji"):
        assert index.count(" ".join(HOSTILE_TEXTS[name].split())) >= 2, name
    assert index.count(PIPES) >= 4
    assert "\u202e" not in index
    assert "עגלת קניות \\u{202e}evil\\u{2066} عربة التسوق" in index


def test_html_asks_for_nothing_that_its_policy_forbids() -> None:
    for path, shown in pages(HOSTILE, "html").items():
        text = files(HOSTILE, "html")[path]
        assert text.count("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'") == 1
        assert not {it for it in shown.attributes if it.startswith("on") or it in ("style", "src")}


def test_the_diagram_beside_markdown_is_well_formed() -> None:
    ElementTree.fromstring(files(HOSTILE, "markdown")["graph.svg"])


@formats
def test_names_of_files_clash_on_no_system(output_format: str) -> None:
    paths = list(files(HOSTILE, output_format))
    # One page for each text and each odd slug, those declared twice too.
    assert len({it.casefold() for it in paths if it.startswith("entities/")}) == len(TEXTS) + 9
    for it in paths:
        assert re.fullmatch(r"(README|(entities/)?[a-z0-9][a-z0-9_-]{0,79}(\.2)?)\.(md|html|svg|css)", it), it
        assert not it.startswith(("entities/con.", "entities/_"))


@formats
def test_the_page_of_an_entity_tells_what_is_known(output_format: str) -> None:
    text = page("ecommerce", "entities/cart-entity", output_format).text
    for words in (
        "A shopping cart, open or checked out",
        "Table PRODUCTION.CUST.CART",
        "Primary key ID",
        "Linked Audiences reach it by external id email, over 2 relationships",
        "Linked Events may be enriched with it, found by its ID",
        "Shopping carts user-carts The carts filled from an account Account 1 : many",
        "A row of account-entity leads to any number of rows of cart-entity.",
        "account-entity.ID = cart-entity.ACCOUNT_ID",
        "cart-entity.ID = CART_ID in PRODUCTION.CUST.CART_PRODUCT PRODUCT_ID = product-entity.SKU",
        "Profile → Premium accounts (Account) → Shopping carts (Cart), depth 3 of at most 6",
        "These are the columns that the graph names",
        "enrichment_enabled = true }",
    ):
        assert words in text, words
    assert "Linked Audiences do not reach it" in page("linked-events", "entities/store", output_format).text


@formats
def test_the_page_of_the_profile_tells_what_is_matched_and_where_that_leads(output_format: str) -> None:
    text = page("ecommerce", "profile", output_format).text
    for words in (
        "Profiles Sync writes its tables into PRODUCTION.SEGMENT",
        "External id Leads to email Account",
        "Trait Leads to household_id Household",
        "Households → Household, many : 1 Subscriptions → Subscription, 1 : many",
        'type = "segment:materialized" … }',
    ):
        assert words in text, words


def test_what_is_added_elsewhere_changes_only_the_index() -> None:
    text = text_of("ecommerce")
    added = (
        'entity "store" {\n    name = "Store"\n    table_ref = "A.B.C"\n    primary_key = "ID"\n  }\n\n  # The profile:'
    )
    for output_format in PLACES:
        before = written(view_of(text), output_format)
        after = written(view_of(text.replace("# The profile:", added)), output_format)
        changed = {path for path, it in after.items() if before.get(path) != it}
        assert changed <= {INDEX[output_format], "graph.svg", f"entities/store{SUFFIX[output_format]}"}


def test_problems_are_told_on_request_only_and_on_one_page_each() -> None:
    asked = pages("broken", "markdown")
    shown = [it.text for it in asked.values()]
    assert sum("error DG201: no entity named carts-entity" in it for it in shown) == 1
    view = view_of(text_of("broken"))
    for it in {(it.code, it.message) for it in view.analysis.diagnostics}:
        assert any(f"{it[0]}: {' '.join(it[1].replace('`', '').split())}" in text.replace("`", "") for text in shown), (
            it
        )
    assert "Problems" not in "".join(written(view).values())


def test_figures_are_told() -> None:
    link = Link(Side(20, 0, 20, matched=15), Side(40, 0, 40, matched=40))
    measured = Measurements(
        {"cart-entity": EntityMeasurement(1234, 2, 1232, repeated=3, repeats=7)},
        {"user-carts": RelationshipMeasurement((link,), Spread(2, 5, 7, 15, 40), Spread(1, 1, 1, 40, 40))},
        ProfileMeasurement({"email": 4321}),
    )
    found = written(view_of(text_of("ecommerce"), DEFAULT_SETTINGS, Evidence(measurements=measured)))
    cart = found["entities/cart-entity.md"]
    assert "| 1,234 | 2 | 3 |" in cart
    assert "| `user-carts` | 75% | 100% | 2 / 5 / 7 | 1:many |" in cart
    assert "Counted in the data." in cart
    assert "| `email` | [Account](entities/account-entity.md) | 4,321 |" in found["profile.md"]


def test_of_what_is_too_large_to_be_seen_there_is_no_picture() -> None:
    found = files(LARGE, "markdown")
    assert "graph.svg" not in found
    assert "too large to be read" in found["README.md"]
    assert sum("```mermaid" in it for it in found.values()) == 200
    step = 'relationship "r{0}" {{\n name = "R{0}"\n related_entity = "missing-{0}"\n join_on = "a.b = c.d"\n}}\n'
    steps = "".join(step.format(it) for it in range(40))
    first = 'relationship "user-carts" {'
    hub = view_of(text_of("ecommerce").replace(first, steps + first))
    assert "```mermaid" not in written(hub)["entities/account-entity.md"]


@pytest.mark.slow
def test_relationships_may_be_nested_deeper_than_any_picture_or_list() -> None:
    entity = 'entity "a" {\nname = "A"\ntable_ref = "A.B.C"\nprimary_key = "ID"\n}\n'
    step = 'relationship "r{0}" {{\nname = "R"\nrelated_entity = "a"\njoin_on = "a.ID = a.ID"\n'
    steps = "".join(step.format(it) for it in range(1100))
    deep = view_of(f"data_graph {{\n{entity}profile {{\n{steps}{'}' * 1102}\n")
    for output_format in PLACES:
        found = written(deep, output_format)
        assert max(map(len, found["entities/a" + SUFFIX[output_format]].splitlines())) < 1000
        assert "r1099" in found["entities/a" + SUFFIX[output_format]]


@formats
def test_every_file_says_that_it_is_ours(output_format: str) -> None:
    assert all(is_ours(it) for it in files("ecommerce", output_format).values())
    assert not is_ours("# Data dictionary\n")


def test_the_same_graph_gives_the_same_files() -> None:
    script = (
        "import hashlib, json; from tests.dictionary.graphs import files;"
        "told = [files(name, it) for name in ('ecommerce', 'hostile') for it in ('markdown', 'html')];"
        "print(hashlib.sha256(json.dumps(told).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**environment(), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(told) == 1
