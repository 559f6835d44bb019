"""What pages are made of, before anybody knows whether they will be Markdown or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Scene


class Said(NamedTuple):
    """What people have written into the graph or the warehouse, in their words."""

    text: str


class Strong(NamedTuple):
    """A piece of a line that stands out."""

    text: str


class Code(NamedTuple):
    """A name as it is written in the graph or the warehouse."""

    text: str


class Link(NamedTuple):
    """Text that leads to another page, by that page's name."""

    text: str
    page: str


class Mention(NamedTuple):
    """A relationship by its slug; it leads to its row on the same page where the format has such links."""

    slug: str
    anchor: str


Inline = str | Said | Strong | Code | Link | Mention
"""A plain string is in the dictionary's own words, and holds nothing that any format takes for more than that."""

Line = tuple[Inline, ...]
Cell = tuple[Line, ...]
"""Lines below each other."""


class Heading(NamedTuple):
    """The title of a section."""

    text: str


class Paragraph(NamedTuple):
    """A sentence or several."""

    line: Line


class Facts(NamedTuple):
    """What something has, each under a word for it."""

    rows: tuple[tuple[str, Line], ...]


class Items(NamedTuple):
    """A list, each item with its level: an item is inside the last one before it of a lower level; 0 is the lowest."""

    lines: tuple[tuple[int, Line], ...]


class Row(NamedTuple):
    """A row of a table; `anchor` is what links on the same page call it, or ""."""

    cells: tuple[Cell, ...]
    anchor: str = ""


class Table(NamedTuple):
    """A table with a row of headings; the first cell of a row says what the others are about."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


class Text(NamedTuple):
    """A piece of the graph's text."""

    text: str


class Picture(NamedTuple):
    """A scene to be drawn; a page has one at most."""

    scene: Scene


Block = Heading | Paragraph | Facts | Items | Table | Text | Picture


class Page(NamedTuple):
    """A page: its name, which links to it use, its title, and what is on it."""

    name: str
    title: str
    blocks: tuple[Block, ...]
