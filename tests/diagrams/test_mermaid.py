"""Mermaid: what is in it, and that Mermaid itself draws it, with every text as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.mermaid import MOST_CHARACTERS, write_mermaid
from datagraph.diagrams.scene import Node, Scene
from datagraph.diagrams.words import cut
from tests.browser.browser import browsing
from tests.diagrams.scenes import HOSTILE_TEXTS, SHOP, hostile
from tests.editors.node import npm_install

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.browser import Browser

_MERMAID = "mermaid@11.17.2"
# As forges do it: no scripts, no links but safe ones, the limits as they are.
_DRAW = """
(async (text) => {
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
  try {
    const { svg } = await mermaid.render("picture", text);
    document.body.innerHTML = svg;
  } catch (error) {
    return { error: String(error) };
  }
  const texts = (selector) => [...document.querySelectorAll(selector)].map((it) => it.innerText ?? it.textContent);
  return {
    nodes: texts("g.node .nodeLabel"),
    edges: texts("g.edgeLabel .edgeLabel").filter(Boolean),
    frames: texts("g.cluster .nodeLabel"),
    lines: document.querySelectorAll("path.flowchart-link:not(.edge-thickness-invisible)").length,
    title: texts(".flowchartTitleText"),
    strange: document.querySelectorAll("script, img, a, svg svg").length,
  };
})"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    script = npm_install("mermaid", _MERMAID) / "mermaid" / "dist" / "mermaid.min.js"
    with browsing(tmp_path_factory.mktemp("browser")) as browser:
        browser.open("about:blank")
        browser.do("script", str(script))
        yield browser


def drawn(page: Browser, scene: Scene, **look: str) -> dict[str, Any]:
    found: dict[str, Any] = page.get(f"{_DRAW}({json.dumps(write_mermaid(scene, **look))})")
    assert "error" not in found, found
    return found


def test_the_text_reads_well() -> None:
    lines = write_mermaid(
        SHOP._replace(nodes=SHOP.nodes[:3], edges=SHOP.edges[:2], groups=SHOP.groups[:0])
    ).splitlines()
    assert lines == [
        "---",
        'title: "Shop"',
        'config: {"flowchart": {"wrappingWidth": 400}}',
        "---",
        "flowchart LR",
        '  profile(["<b>Profile</b><br/><code>PROD.SEGMENT</code>"])',
        '  entity_account_entity["<b>Account</b><br/>account-entity<br/><code>PROD.CUST.ACCOUNT</code><br/>'
        'key <code>ID</code> NUMBER(38,0)<br/><code>EMAIL</code> VARCHAR<br/>1,200 rows"]',
        '  entity_cart_entity["<b>Cart</b><br/>cart-entity<br/><code>PROD.CUST.CART</code><br/>key <code>ID</code><br/>'
        '<i>enriches events</i>"]',
        '  profile -->|"<b>Accounts</b><br/><code>external id email</code><br/><code>= EMAIL</code><br/>1 : many<br/>'
        '98 % of rows match"| entity_account_entity',
        '  entity_account_entity -->|"<b>Carts</b><br/><code>ID = ACCOUNT_ID</code><br/>1 : many"| entity_cart_entity',
        "  classDef profile stroke-width:3px",
        "  class profile profile",
    ]


def test_a_theme_is_named_only_if_it_is_wanted() -> None:
    assert '"theme": "dark"' in write_mermaid(SHOP, theme="dark")
    assert '"theme": "neutral"' in write_mermaid(SHOP, theme="print")
    assert "theme" not in write_mermaid(SHOP, theme="auto")
    assert "\nflowchart TB\n" in write_mermaid(SHOP, direction="TB")


def test_words_for_nodes_are_unlike_each_other_and_the_words_of_the_language() -> None:
    slugs = ["a-b", "a_b", "a b", "A-b", "end", "日本", "日本語", "", "x" * 100, "x" * 101]
    scene = Scene("", "", tuple(Node(f"entity:{n}{it}"[:7] + it, "entity", it) for n, it in enumerate(slugs)), ())
    words = re.findall(r"^ +(\w+)\[", write_mermaid(scene), re.MULTILINE)
    assert len(set(words)) == len(words) == len(slugs)
    assert all(it.startswith("entity") for it in words)


@pytest.mark.slow
@pytest.mark.xdist_group("mermaid")
def test_mermaid_draws_all_of_it(page: Browser) -> None:
    found = drawn(page, SHOP)
    assert len(found["nodes"]) == len(SHOP.nodes)
    assert "Cart\ncart-entity\nPROD.CUST.CART\nkey ID\nenriches events" in found["nodes"]
    assert "household\nnot declared" in found["nodes"]
    assert "PRODUCT_ID = SKU\nmany : 1" in found["edges"]
    assert sorted(found["frames"]) == ["Not reached from the profile", "PROD.CUST", "PROD.SHOP"]
    assert found["lines"] == len(SHOP.edges)
    assert found["title"] == ["Shop"]


@pytest.mark.slow
@pytest.mark.xdist_group("mermaid")
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_mermaid_knows_the_themes_and_directions(page: Browser, theme: str) -> None:
    for direction in ("LR", "RL", "TB", "BT"):
        assert drawn(page, SHOP, theme=theme, direction=direction)["lines"] == len(SHOP.edges)


@pytest.mark.slow
@pytest.mark.xdist_group("mermaid")
@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_mermaid_shows_every_text_as_it_is(page: Browser, text: str) -> None:
    scene = hostile(text)
    found = drawn(page, scene)
    assert (len(found["nodes"]), found["lines"]) == (len(scene.nodes), len(scene.edges))
    assert found["strange"] == 0
    expected = _squeezed(cut(text, 60))
    if expected:
        assert _squeezed(next(it for it in found["nodes"] if "enriches events" in it)).startswith(
            f"{expected} {expected}"
        )
        assert expected in map(_squeezed, found["frames"])
        assert [_squeezed(it) for it in found["title"]] == [_squeezed(visible(text).replace("<", "‹"))]


def _squeezed(text: str) -> str:
    """With one space for any number, as HTML shows it."""
    return " ".join(text.split())


@pytest.mark.slow
@pytest.mark.xdist_group("mermaid")
def test_mermaid_refuses_what_is_larger_than_we_say(page: Browser) -> None:
    lone = tuple(Node(f"entity:e{n}", "entity", f"e{n}", "A name", depth=1) for n in range(2000))
    text = write_mermaid(Scene("", "", lone, ()))
    assert len(text) > MOST_CHARACTERS
    assert "Maximum text size" in str(page.get(f"{_DRAW}({json.dumps(text)})"))
