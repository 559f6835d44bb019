"""The page as axe-core, the checker of browsers' developer tools, finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.diagrams.page.graphs import SHOP, page_of
from tests.editors.node import npm_install

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.browser import Browser

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("explorer")]
VIOLATIONS = """axe.run(document, {resultTypes: ['violations']}).then(it => it.violations.map(
    found => [found.id, ...found.nodes.slice(0, 3).map(node => node.html.slice(0, 120) + node.failureSummary)]))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Browser, tmp_path: Path, scheme: str) -> None:
    axe = npm_install("axe-core", "axe-core@4.14.1") / "axe-core" / "axe.min.js"
    path = tmp_path / "page.html"
    path.write_bytes(page_of(SHOP).encode())
    browser.open(path.as_uri(), colorScheme=scheme, reducedMotion="reduce")
    browser.do("script", str(axe))
    assert browser.get(VIOLATIONS) == []
    browser.get("location.hash = '#relationship=account-shops'")
    browser.wait("document.querySelector('#panel:not([hidden])')")
    browser.do("click", "#tools [aria-controls=outline]")
    browser.press("/")
    browser.do("type", "cart")
    assert browser.get(VIOLATIONS) == []
    for menu in ("problems", "filters", "export", "help"):
        browser.do("click", f"#tools [aria-controls={menu}]")
        assert browser.get(VIOLATIONS) == [], menu
