"""The pages of a dictionary: what they tell, that their links lead somewhere, and that no text breaks them."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from datagraph.dictionary import FORMATS, is_ours
from tests.cli.calls import environment
from tests.diagrams.scenes import HOSTILE_TEXTS
from tests.dictionary.graphs import EXAMPLES, HOSTILE, files
from tests.editors.node import npm_install

if TYPE_CHECKING:
    from tests.browser.browser import Browser

GRAPHS = [*EXAMPLES, HOSTILE]
INDEX = {"markdown": "README.md", "html": "index.html"}


class Reader(HTMLParser):
    """What a page holds: its links, its tags, the cells of its rows, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.rows: list[int] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += 1

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def shown(path: str, text: str) -> Reader:
    """A page as it is shown: Markdown as forges make HTML of it."""
    if path.endswith(".md"):
        text = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    return Reader(text)


def of_pages(name: str, output_format: str) -> dict[str, Reader]:
    pages = {path: text for path, text in files(name, output_format).items() if path.endswith((".md", ".html"))}
    return {path: shown(path, text) for path, text in pages.items()}


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("name", GRAPHS)
def test_every_link_leads_to_a_file(name: str, output_format: str) -> None:
    known = files(name, output_format)
    for path, page in of_pages(name, output_format).items():
        for link in page.links:
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) in known, (path, link)


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("name", GRAPHS)
def test_every_page_can_be_reached_from_the_index(name: str, output_format: str) -> None:
    pages = of_pages(name, output_format)
    waiting = [INDEX[output_format]]
    reached: set[str] = set()
    while waiting:
        path = waiting.pop()
        reached.add(path)
        links = {posixpath.normpath(posixpath.join(posixpath.dirname(path), it)) for it in pages[path].links}
        waiting += [it for it in links if it in pages and it not in reached]
    assert reached == pages.keys()


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_text_breaks_a_page(output_format: str) -> None:
    for path, page in of_pages(HOSTILE, output_format).items():
        assert not page.tags & {"script", "img", "iframe", "b"} - ({"img"} if path == "README.md" else set()), path
        # Each table's rows are as wide as its headings.
        assert len(set(page.rows)) <= 3
        assert all(it in (2, 5, 7) for it in page.rows), (path, page.rows)


@pytest.mark.parametrize("output_format", FORMATS)
def test_texts_are_shown_as_they_are(output_format: str) -> None:
    index = "".join(
        of_pages(HOSTILE, output_format)["README.md" if output_format == "markdown" else "index.html"].words
    )
    for name in ("markup", "quotes", "numbers"):
        assert " ".join(HOSTILE_TEXTS[name].split()) in " ".join(index.split())


def test_names_of_files_clash_on_no_system() -> None:
    paths = list(files(HOSTILE, "html"))
    assert len({it.casefold() for it in paths}) == len(paths)
    for it in paths:
        assert re.fullmatch(r"(entities/)?[a-z0-9_-]{1,100}\.(html|css)", it), it
        assert it not in ("entities/con.html", "entities/.html")


@pytest.mark.parametrize("output_format", FORMATS)
def test_the_page_of_an_entity_tells_what_is_known(output_format: str) -> None:
    page = of_pages("ecommerce", output_format)[f"entities/cart-entity{Path(INDEX[output_format]).suffix}"]
    text = " ".join("".join(page.words).split())
    for words in (
        "A shopping cart, open or checked out",
        "PRODUCTION.CUST.CART",
        "primary key",
        "may enrich the events of Linked Events",
        "account-entity.ID = cart-entity.ACCOUNT_ID",
        "1:many",
        "profile → Account → Cart (depth 3 of 6, along user-carts)",
        "through PRODUCTION.CUST.CART_PRODUCT",
        "enrichment_enabled = true",
    ):
        assert words in text, words


def test_columns_of_the_catalog_come_with_their_types_and_comments() -> None:
    known = files(HOSTILE, "markdown")["entities/known.md"]
    assert "| column | type | nullable | role | comment |" in known
    assert "Those that the graph names" in files("ecommerce", "markdown")["entities/cart-entity.md"]


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_file_says_that_it_is_ours(output_format: str) -> None:
    assert all(is_ours(it) for it in files("ecommerce", output_format).values())
    assert not is_ours("# Data dictionary\n")


@pytest.mark.parametrize("output_format", FORMATS)
def test_the_same_graph_gives_the_same_files(output_format: str) -> None:
    script = (
        "import hashlib, json; from tests.dictionary.graphs import files;"
        f"print(hashlib.sha256(json.dumps(files('ecommerce', '{output_format}')).encode()).hexdigest())"
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


@pytest.mark.slow
@pytest.mark.xdist_group("explorer")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Browser, tmp_path: Path, scheme: str) -> None:
    axe = npm_install("axe-core", "axe-core@4.14.1") / "axe-core" / "axe.min.js"
    for path, text in files("ecommerce", "html").items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    for path in ("index.html", "profile.html", "entities/cart-entity.html"):
        browser.open((tmp_path / path).as_uri(), colorScheme=scheme)
        if path == "index.html":
            # The policy lets the picture's own style through.
            fill = browser.get("getComputedStyle(document.querySelector('.entity .card')).fill")
            assert fill == {"light": "rgb(255, 255, 255)", "dark": "rgb(30, 41, 59)"}[scheme]
        browser.do("script", str(axe))
        found = browser.get("axe.run(document).then(it => it.violations.map(one => [one.id, one.nodes[0].html]))")
        assert found == [], path
