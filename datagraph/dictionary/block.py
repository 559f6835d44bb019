"""What pages are made of, before anybody knows whether they will be Markdown or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Scene


class Code(NamedTuple):
    """A name as it is written in the graph or the warehouse."""

    text: str


class Link(NamedTuple):
    """Text that leads to another page, by that page's name."""

    text: str
    page: str


Inline = str | Code | Link
Line = tuple[Inline, ...]


class Heading(NamedTuple):
    """The title of a section."""

    text: str


class Paragraph(NamedTuple):
    """A sentence or several."""

    line: Line


class Items(NamedTuple):
    """A list."""

    lines: tuple[Line, ...]


class Table(NamedTuple):
    """A table with a row of headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Text(NamedTuple):
    """A piece of the graph's text."""

    text: str


class Picture(NamedTuple):
    """A scene to be drawn; `name` is what its file is called where it has one of its own."""

    scene: Scene
    name: str = ""


Block = Heading | Paragraph | Items | Table | Text | Picture


class Page(NamedTuple):
    """A page: its name, which links to it use, its title, and what is on it."""

    name: str
    title: str
    blocks: tuple[Block, ...]
