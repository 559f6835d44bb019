"""Pages as Markdown, as forges show it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from datagraph.diagrams.mermaid import write_mermaid
from datagraph.diagrams.svg import draw
from datagraph.dictionary.block import (
    Facts,
    Heading,
    Items,
    Link,
    Mention,
    Paragraph,
    Picture,
    Said,
    Strong,
    Table,
)
from datagraph.dictionary.excerpt import visible_lines
from datagraph.dictionary.marks import MARKUP
from datagraph.dictionary.names import INDEX
from datagraph.view.markdown import cell, literal, prose, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from datagraph.diagrams.layout import Layout
    from datagraph.dictionary.block import Block, Cell, Inline, Line, Page

_PICTURE = "graph.svg"
# Forges show a file of this name with the folder that it is in.
_INDEX = "README.md"


def write_markdown(
    pages: Sequence[Page], layouts: Mapping[str, Layout], places: Mapping[str, tuple[str, str]]
) -> dict[str, str]:
    """The files of the pages by their paths; each row and each item has a line of its own.

    `layouts` has that of the index's picture, by the name of the page; the others become Mermaid. `places` are the
    pages that what is in the picture leads to, by ids.
    """
    files: dict[str, str] = {}
    for page in pages:
        layout = layouts.get(page.name)
        parts = [MARKUP, f"# {_said(page.title, begins=True)}"]
        if page.name != INDEX:
            parts.append(f"[All entities]({_way(page.name, INDEX)})")
        for block in page.blocks:
            if isinstance(block, Picture) and layout:
                parts.append(f"![The graph as a diagram]({_PICTURE})")
            else:
                parts.append("\n".join(_lines(block, page.name)))
        files[_file(page.name)] = "\n\n".join(parts) + "\n"
        picture = next((it for it in page.blocks if isinstance(it, Picture)), None)
        if picture and layout:
            links = {id_: _way(page.name, name) for id_, (name, _) in places.items()}
            files[_PICTURE] = f"{MARKUP}\n{draw(picture.scene, layout, 'auto', links=links)}"
    return files


def _lines(block: Block, page: str) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"## {block.text}"
    elif isinstance(block, Paragraph):
        yield _line(block.line, page)
    elif isinstance(block, Facts):
        yield from (f"- **{name}** {_line(line, page)}" for name, line in block.rows)
    elif isinstance(block, Items):
        yield from (f"{'  ' * level}- {_line(line, page)}" for level, line in block.lines)
    elif isinstance(block, Table):
        yield f"| {' | '.join(block.headings)} |"
        yield f"|{'---|' * len(block.headings)}"
        for row in block.rows:
            yield f"| {' | '.join(_cell(it, page) for it in row.cells)} |"
    elif isinstance(block, Picture):
        yield from _fenced(write_mermaid(block.scene).rstrip("\n"), "mermaid")
    else:
        yield from _fenced(visible_lines(block.text), "hcl")


def _fenced(text: str, language: str) -> Iterator[str]:
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}{language}", text, fence)


def _cell(lines: Cell, page: str) -> str:
    return "<br>".join(cell(_line(it, page)) for it in lines)


def _line(line: Line, page: str) -> str:
    return "".join(_inline(it, page, begins=index == 0) for index, it in enumerate(line))


def _inline(it: Inline, page: str, *, begins: bool) -> str:
    if isinstance(it, str):
        return it
    if isinstance(it, Said):
        return _said(it.text, begins=begins)
    if isinstance(it, Link):
        return f"[{_said(it.text, begins=False)}]({_way(page, it.page)})"
    if isinstance(it, Strong):
        return f"**{_said(it.text, begins=False)}**"
    return literal(it.slug if isinstance(it, Mention) else it.text)


def _said(text: str, *, begins: bool) -> str:
    """A text of others; what a line begins with must not make it a list or a heading."""
    return prose(text) if begins else words(text)


def _file(name: str) -> str:
    return _INDEX if name == INDEX else f"{name}.md"


def _way(start: str, end: str) -> str:
    return posixpath.relpath(_file(end), posixpath.dirname(_file(start)) or ".")
