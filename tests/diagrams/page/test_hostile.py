"""Whatever a graph says, the page runs nothing of it and loads nothing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.diagrams.page.graphs import HOSTILE, hostile, page_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.browser import Browser

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("explorer")]
TEXTS = [
    HOSTILE,
    "]]></style></svg><script>alert(1)</script>",
    "javascript:alert(1)//\\u2028 مرحبا بالعالم <\\/script>",
]


@pytest.mark.parametrize("text", TEXTS, ids=["elements", "styles", "addresses"])
def test_text_of_the_graph_stays_text(browser: Browser, tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page_of(hostile(text), source=text).encode())
    browser.open(path.as_uri(), reducedMotion="reduce")
    scripts = browser.get("document.scripts.length")
    assert browser.get("document.documentElement.className") == "scripted"
    for kind in ("entity", "relationship"):
        browser.get(f"document.querySelector('#outline a[href^=\"#{kind}=\"]').click()")
        shown = browser.wait("document.querySelector('#panel:not([hidden]) h2')?.textContent")
        assert shown.startswith(text[:20].replace("\\u2028", "\u2028").replace("\\/", "/"))
    browser.press("/")
    browser.do("type", "wide label")
    assert browser.wait("document.querySelector('#hits [role=option] .title')?.textContent.length") > 10_000
    browser.press("Escape", "Escape")
    browser.do("click", "#tools [aria-controls=export]")
    browser.do("download", "#export-svg", str(tmp_path / "picture.svg"))
    assert browser.do("complaints") == []
    assert len(browser.do("requests")) == 1
    assert browser.get("document.scripts.length") == scripts
    assert browser.get("document.images.length") == 0
    assert "broken out" not in browser.get("document.title.slice(0, 10)")


def test_script_that_got_in_would_not_run(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    added = "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\"><b style='color:red'>"
    path.write_bytes(page_of(hostile("plain")).replace("<main>", f"<main>{added}").encode())
    browser.open(path.as_uri())
    assert browser.get("document.title") != "ran"
    assert sum("Content Security Policy" in it for it in browser.do("complaints")) >= 3
