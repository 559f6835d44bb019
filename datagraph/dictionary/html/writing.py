"""Pages as HTML: a folder that needs nothing else, and loads nothing from elsewhere."""

from __future__ import annotations

import posixpath
from html import escape
from importlib.resources import files as package_files
from typing import TYPE_CHECKING

from datagraph.diagrams.svg import draw, style_of
from datagraph.dictionary.block import Facts, Heading, Items, Paragraph, Picture, Table
from datagraph.dictionary.excerpt import visible_lines
from datagraph.dictionary.html.items import nested
from datagraph.dictionary.html.lines import line_markup, text_markup
from datagraph.dictionary.marks import MARKUP, STYLE
from datagraph.dictionary.names import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from datagraph.diagrams.layout import Layout
    from datagraph.dictionary.block import Block, Cell, Line, Page, Row

# A picture of so many pixels is scaled to its place; of a larger one nothing could be read then.
_WIDEST = 1700
_STYLE_FILE = "style.css"
# Nothing runs, and nothing is loaded but the style sheet beside the pages.
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


def write_html(
    pages: Sequence[Page], layouts: Mapping[str, Layout], places: Mapping[str, tuple[str, str]]
) -> dict[str, str]:
    """The files of the pages by their paths; each row and each item has a line of its own.

    `layouts` are those of the pages' pictures, by the names of the pages; `places` are the pages, and the places there,
    that what is in a picture leads to, by ids.
    """
    own = (package_files("datagraph.dictionary.html") / "style.css").read_bytes().decode()
    found = {_STYLE_FILE: f"{STYLE}\n{own}\n/* The pictures. */{style_of('auto')}"}
    for page in pages:
        found[_file(page.name)] = "\n".join([*_Writer(page, layouts.get(page.name), places).document(), ""])
    return found


class _Writer:
    """Writes one page."""

    def __init__(self, page: Page, layout: Layout | None, places: Mapping[str, tuple[str, str]]) -> None:
        self._page = page
        self._layout = layout
        self._places = places
        self._section = "Dictionary"
        """What the next blocks are about, for who hears them rather than sees them."""

    def document(self) -> Iterator[str]:
        page = self._page
        title = text_markup(page.title)
        yield from (
            "<!DOCTYPE html>",
            MARKUP,
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f'<link rel="stylesheet" href="{self._way(_STYLE_FILE)}">',
            "</head>",
            f'<body class="{"index" if page.name == INDEX else "page"}">',
        )
        if page.name != INDEX:
            yield f'<nav aria-label="Dictionary"><a href="{self._way(_file(INDEX))}">All entities</a></nav>'
        yield f'<main>\n<h1 dir="auto">{title}</h1>'
        for block in page.blocks:
            yield from self._block(block)
        yield "</main>\n</body>\n</html>"

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            self._section = block.text
            yield f"<h2>{escape(block.text)}</h2>"
        elif isinstance(block, Paragraph):
            yield f"<p>{self._line(block.line)}</p>"
        elif isinstance(block, Facts):
            rows = (f"<dt>{escape(name)}</dt><dd>{self._line(line)}</dd>" for name, line in block.rows)
            yield from ("<dl>", *rows, "</dl>")
        elif isinstance(block, Items):
            yield from nested([(level, self._line(line)) for level, line in block.lines])
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Picture):
            yield from self._picture(block)
        else:
            code = escape(visible_lines(block.text))
            yield f'<pre tabindex="0" role="region" aria-label="{escape(self._section)}"><code>{code}</code></pre>'

    def _table(self, block: Table) -> Iterator[str]:
        # A wide table moves by itself; who has no mouse moves it by the keyboard.
        yield f'<div class="wide" role="region" aria-label="{escape(self._section)}" tabindex="0">'
        heads = "".join(f'<th scope="col">{escape(it)}</th>' for it in block.headings)
        yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
        yield from (self._row(it) for it in block.rows)
        yield "</tbody>\n</table>\n</div>"

    def _row(self, row: Row) -> str:
        first, *others = map(self._cell, row.cells)
        place = f' id="{row.anchor}"' if row.anchor else ""
        return f'<tr{place}><th scope="row">{first}</th>{"".join(f"<td>{it}</td>" for it in others)}</tr>'

    def _cell(self, lines: Cell) -> str:
        first, *others = [self._line(it) for it in lines] or [""]
        return first + "".join(f"<div>{it}</div>" for it in others)

    def _picture(self, block: Picture) -> Iterator[str]:
        if self._layout is None:
            return
        ends = {it.id for it in block.scene.nodes} | {it.id for it in block.scene.edges}
        links = {id_: self._way(_file(page)) + place for id_, (page, place) in self._places.items() if id_ in ends}
        drawn = draw(block.scene, self._layout, "auto", links=links)
        # All pages share one style sheet.
        fits = " fitting" if self._layout.width <= _WIDEST else ""
        yield f'<div class="wide picture{fits}" role="region" aria-label="Diagram" tabindex="0">'
        yield drawn.replace(f"<style>{style_of('auto')}</style>\n", "", 1) + "</div>"

    def _line(self, line: Line) -> str:
        return line_markup(line, lambda name: self._way(_file(name)))

    def _way(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self._page.name) or ".")


def _file(name: str) -> str:
    return f"{name}.html"
