"""Pages as Markdown, as forges show it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.mermaid import write_mermaid
from datagraph.diagrams.picture import picture
from datagraph.diagrams.undrawn import Undrawn
from datagraph.dictionary.block import Code, Heading, Items, Link, Paragraph, Picture, Table, Text
from datagraph.dictionary.names import INDEX
from datagraph.view.markdown import cell, literal, prose, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from datagraph.dictionary.block import Block, Inline, Line, Page

MARK = "<!-- Written by `datagraph docs`: what is changed here is lost. -->"


def write_markdown(pages: Sequence[Page]) -> dict[str, str] | Undrawn:
    """The files of the pages by their paths; or why a picture cannot be drawn. Each row and item has its own line."""
    files: dict[str, str] = {}
    for page in pages:
        parts = [MARK, f"# {prose(visible(page.title))}"]
        if page.name != INDEX:
            parts.append(f"[All entities]({_way(page.name, INDEX)})")
        for block in page.blocks:
            if isinstance(block, Picture) and block.name:
                drawn = picture(block.scene, theme="auto")
                if isinstance(drawn, Undrawn):
                    return drawn
                # The mark comes behind the first line: a declaration would have to be before it.
                files[f"{block.name}.svg"] = drawn.replace("\n", f"\n{MARK.replace('`', '')}\n", 1)
                parts.append(f"![{prose(visible(page.title))}]({block.name}.svg)")
            else:
                parts.append("\n".join(_lines(block, page.name)))
        files[_file(page.name)] = "\n\n".join(it for it in parts if it) + "\n"
    return files


def _lines(block: Block, page: str) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"## {prose(block.text)}"
    elif isinstance(block, Paragraph):
        yield _line(block.line, page)
    elif isinstance(block, Items):
        yield from (f"- {_line(it, page)}" for it in block.lines)
    elif isinstance(block, Table):
        yield f"| {' | '.join(block.headings)} |"
        yield f"|{'---|' * len(block.headings)}"
        for row in block.rows:
            yield f"| {' | '.join(cell(_line(it, page)) for it in row)} |"
    elif isinstance(block, Text):
        yield from _fenced(visible_lines(block.text), "hcl")
    else:
        yield from _fenced(write_mermaid(block.scene).rstrip("\n"), "mermaid")


def visible_lines(text: str) -> str:
    """A text of several lines, what cannot be shown made visible; its line ends are those of the page."""
    return "\n".join(visible(it) for it in re.split(r"\r\n?|\n", text))


def _fenced(text: str, language: str) -> Iterator[str]:
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}{language}", text, fence)


def _line(line: Line, page: str) -> str:
    return "".join(_inline(it, page, begins=index == 0) for index, it in enumerate(line))


def _inline(it: Inline, page: str, *, begins: bool) -> str:
    if isinstance(it, Code):
        return literal(visible(it.text))
    if isinstance(it, Link):
        return f"[{prose(visible(it.text)) or 'entity'}]({_way(page, it.page)})"
    # Spaces at the ends part it from its neighbours.
    inner = it.strip(" ")
    left, right = it[: len(it) - len(it.lstrip(" "))], it[len(it.rstrip(" ")) :] if inner else ""
    # What a line begins with must not make it a list or a heading.
    written = prose(visible(inner)) if begins else words(visible(inner))
    return f"{left}{written}{right}"


def _file(name: str) -> str:
    return "README.md" if name == INDEX else f"{name}.md"


def _way(start: str, end: str) -> str:
    return posixpath.relpath(_file(end), posixpath.dirname(_file(start)) or ".")
