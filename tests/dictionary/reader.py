"""Pages as their readers see them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_EMPTY = ("br", "img", "link", "meta")


class Reader(HTMLParser):
    """What a page holds: its links and the places they may lead to, its tags, the cells of its tables, and its text.

    Pictures are no part of the text, nor is what is around the page's main part.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.tables: list[list[int]] = []
        """For each table the number of cells in each row."""
        self.open: list[str] = []
        self._words: list[str] = []
        self.feed(text)

    @property
    def words(self) -> list[str]:
        """All words, in their order."""
        return "".join(self._words).split()

    @property
    def text(self) -> str:
        """All words on one line."""
        return " ".join(self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.places += [value or "" for name, value in attrs if name == "id"]
        if tag not in _EMPTY:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append(0)
        if tag in ("td", "th"):
            self.tables[-1][-1] += 1
        if tag in ("td", "th", "div", "br", "dd", "li", "p", "pre", "h1", "h2"):
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self.open.pop() == tag, f"</{tag}> ends what is no {tag}"

    def handle_data(self, data: str) -> None:
        if not {"svg", "head", "nav"} & set(self.open):
            self._words.append(data)


def read(path: str, text: str) -> Reader:
    """A page as it is shown: of Markdown, what forges make of it."""
    return Reader(shown_markdown(text) if path.endswith(".md") else text)


def shown_markdown(text: str) -> str:
    """Markdown as HTML, without the text of pictures, and without the link that is beside a page in HTML."""
    made: str = _MARKDOWN.render(text)
    made = re.sub(r'<pre><code class="language-mermaid">.*?</code></pre>', "", made, flags=re.DOTALL)
    return re.sub(r'<p>(<a href="[./]*README.md">)All entities(</a>)</p>', r"\1\2", made)
