"""The pages in a browser: their looks, their links, and what axe-core, the checker of browsers' tools, finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.dictionary.graphs import HOSTILE, files
from tests.editors.node import npm_install

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.browser import Browser

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("explorer")]
VIOLATIONS = """axe.run(document, {resultTypes: ['violations'], preload: false}).then(it => it.violations.map(
    found => [found.id, ...found.nodes.slice(0, 3).map(node => node.html.slice(0, 120) + node.failureSummary)]))"""


def site(name: str, folder: Path) -> Path:
    for path, text in files(name, "html").items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Browser, tmp_path: Path, scheme: str) -> None:
    axe = npm_install("axe-core", "axe-core@4.14.1") / "axe-core" / "axe.min.js"
    folder = site("ecommerce", tmp_path)
    for path in ("index.html", "profile.html", "entities/cart-entity.html"):
        browser.open((folder / path).as_uri(), colorScheme=scheme)
        # The policy lets the style sheet through.
        ground = browser.get("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 23, 42)"}[scheme]
        if path != "profile.html":
            card = browser.get("getComputedStyle(document.querySelector('.entity .card')).fill")
            assert card == {"light": "rgb(255, 255, 255)", "dark": "rgb(30, 41, 59)"}[scheme]
        assert browser.do("complaints") == []
        browser.do("script", str(axe))
        assert browser.get(VIOLATIONS) == [], path


def test_cards_and_lines_of_the_picture_lead_to_what_they_show(browser: Browser, tmp_path: Path) -> None:
    browser.open((site("ecommerce", tmp_path) / "index.html").as_uri())
    browser.do("click", "[data-id='entity:cart-entity'] a")
    assert browser.wait("document.title === 'Cart' && location.pathname.endsWith('/entities/cart-entity.html')")
    browser.do("click", "[data-id='relationship:products'] a")
    assert browser.wait("document.title === 'Product' && location.hash === '#products'")
    assert browser.get("document.querySelector(':target strong').textContent") == "Purchased products"
    browser.do("click", "nav a")
    assert browser.wait("document.title === 'Data dictionary'")


@pytest.mark.parametrize("width", [1280, 400])
def test_pages_are_as_wide_as_the_window_whatever_is_on_them(browser: Browser, tmp_path: Path, width: int) -> None:
    for name, path in ((HOSTILE, "index.html"), (HOSTILE, "entities/known.html"), ("ecommerce", "index.html")):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        browser.open((site(name, folder) / path).as_uri(), viewport={"width": width, "height": 800})
        assert browser.get("document.documentElement.scrollWidth") <= width, path
        assert browser.do("complaints") == []
        assert {it.rpartition("/")[2] for it in browser.do("requests")} == {path.rpartition("/")[2], "style.css"}
