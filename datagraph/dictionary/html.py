"""Pages as HTML: a folder that needs nothing else, and loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import posixpath
from html import escape
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.layout import LayoutError, lay_out
from datagraph.diagrams.svg import draw, style_of
from datagraph.diagrams.undrawn import Undrawn
from datagraph.dictionary.block import Code, Heading, Items, Link, Paragraph, Picture, Table, Text
from datagraph.dictionary.markdown import visible_lines
from datagraph.dictionary.names import INDEX, PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from datagraph.dictionary.block import Block, Inline, Line, Page

MARK = '<meta name="generator" content="datagraph docs">'
_STYLE_FILE = "style.css"


def write_html(pages: Sequence[Page], entity_pages: Mapping[str, str]) -> dict[str, str] | Undrawn:
    """The files of the pages by their paths; or why a picture cannot be drawn.

    `entity_pages` are the names of entities' pages by the ids of their nodes, to which those in pictures lead.
    """
    files = {_STYLE_FILE: _STYLE}
    try:
        for page in pages:
            files[_file(page.name)] = "\n".join([*_document(page, entity_pages), ""])
    except LayoutError as error:
        return Undrawn(str(error), error.help)
    return files


def _document(page: Page, entity_pages: Mapping[str, str]) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(style_of("auto").encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'self' 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape(visible(page.title))
    yield from (
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        MARK,
        f"<title>{title}</title>",
        f'<link rel="stylesheet" href="{_relative(page.name, _STYLE_FILE)}">',
        "</head>",
        "<body>",
    )
    if page.name != INDEX:
        yield f'<nav><a href="{_way(page.name, INDEX)}">All entities</a></nav>'
    yield f"<main>\n<h1>{title}</h1>"
    section = page.title
    for block in page.blocks:
        section = block.text if isinstance(block, Heading) else section
        yield from _lines(block, page.name, section, entity_pages)
    yield "</main>\n</body>\n</html>"


def _lines(block: Block, name: str, section: str, entity_pages: Mapping[str, str]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h2>{escape(block.text)}</h2>"
    elif isinstance(block, Paragraph):
        yield f"<p>{_line(block.line, name)}</p>"
    elif isinstance(block, Items):
        yield from ("<ul>", *(f"<li>{_line(it, name)}</li>" for it in block.lines), "</ul>")
    elif isinstance(block, Table):
        # A wide table moves by itself; who has no mouse moves it by the keyboard.
        yield f'<div class="wide" role="region" aria-label="{escape(section)}" tabindex="0"><table>'
        yield _row("th", map(escape, block.headings), ' scope="col"')
        yield from (_row("td", (_line(it, name) for it in row)) for row in block.rows)
        yield "</table></div>"
    elif isinstance(block, Text):
        yield f'<pre tabindex="0"><code>{escape(visible_lines(block.text))}</code></pre>'
    else:
        yield from _picture(block, name, entity_pages)


def _row(tag: str, cells: Iterable[str], more: str = "") -> str:
    return f"<tr>{''.join(f'<{tag}{more}>{it}</{tag}>' for it in cells)}</tr>"


def _picture(block: Picture, name: str, entity_pages: Mapping[str, str]) -> Iterator[str]:
    links = {id_: _way(name, page) for id_, page in entity_pages.items()}
    links[PROFILE] = _way(name, PROFILE)
    drawn = draw(block.scene._replace(title=""), lay_out(block.scene), "auto", links=links)
    yield f'<div class="wide" role="region" aria-label="diagram" tabindex="0">\n{drawn}</div>'


def _line(line: Line, page: str) -> str:
    return "".join(_inline(it, page) for it in line)


def _inline(it: Inline, page: str) -> str:
    if isinstance(it, Code):
        return f"<code>{escape(visible(it.text))}</code>"
    if isinstance(it, Link):
        return f'<a href="{_way(page, it.page)}">{escape(visible(it.text)) or "entity"}</a>'
    return escape(visible(it))


def _file(name: str) -> str:
    return f"{name}.html"


def _way(start: str, end: str) -> str:
    return _relative(start, _file(end))


def _relative(start: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(start) or ".")


_STYLE = """\
/* Written by datagraph docs: what is changed here is lost. */
:root { color-scheme: light dark; --text: #0f172a; --quiet: #475569; --ground: #ffffff; --part: #f1f5f9;
  --rule: #cbd5e1; --link: #1d4ed8; }
@media (prefers-color-scheme: dark) { :root { --text: #f1f5f9; --quiet: #cbd5e1; --ground: #0f172a; --part: #1e293b;
  --rule: #334155; --link: #93c5fd; } }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 ui-sans-serif, system-ui,
  -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main, nav { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem; }
nav { padding-bottom: 0; }
h1 { margin: .4rem 0 1rem; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.2rem; }
p, li { max-width: 48rem; overflow-wrap: anywhere; unicode-bidi: plaintext; }
a { color: var(--link); }
code { font: .88em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--part);
  padding: .1em .3em; border-radius: 4px; overflow-wrap: anywhere; }
pre { background: var(--part); padding: 1rem; border-radius: 8px; overflow: auto; }
pre code { background: none; padding: 0; overflow-wrap: normal; }
.wide { overflow-x: auto; margin: 1rem 0; }
.wide svg { max-width: none; border: 1px solid var(--rule); border-radius: 12px; }
table { border-collapse: collapse; min-width: 40rem; font-size: .94rem; }
th { text-align: left; color: var(--quiet); font-weight: 600; }
th, td { padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--rule); vertical-align: top;
  unicode-bidi: plaintext; }
"""
