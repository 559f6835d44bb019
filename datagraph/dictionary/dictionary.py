"""The files of a dictionary."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from datagraph.diagrams.layout import LayoutError, lay_out
from datagraph.diagrams.undrawn import Undrawn
from datagraph.dictionary.block import Picture
from datagraph.dictionary.entity_page import entity_page
from datagraph.dictionary.html import write_html
from datagraph.dictionary.index_page import index_page
from datagraph.dictionary.markdown import write_markdown
from datagraph.dictionary.names import INDEX
from datagraph.dictionary.profile_page import profile_page
from datagraph.dictionary.subject import Subject
from datagraph.dictionary.surroundings import Surroundings

if TYPE_CHECKING:
    from datagraph.dictionary.block import Page
    from datagraph.view import View

PLACES = {
    "markdown": (("", ".md"), ("", ".svg"), ("entities", ".md")),
    "html": (("", ".html"), ("", ".css"), ("entities", ".html")),
}
"""The formats, the usual one first, each with where its files are and how their names end."""


def dictionary(
    view: View, title: str = "Data dictionary", output_format: str = "markdown", *, has_problems: bool = False
) -> dict[str, str] | Undrawn:
    """The texts of all files by their paths, with `/`, in a format of `PLACES`; or why a picture cannot be drawn.

    They depend on nothing but the arguments: no date, no version, no line numbers, no order that changes. What is added
    to one entity changes the index, and the pages of that entity and of those next to it.
    """
    subject = Subject(view, has_problems=has_problems)
    pages = _pages(subject, title)
    scenes = {page.name: it.scene for page in pages for it in page.blocks if isinstance(it, Picture)}
    if output_format == "markdown":
        # The others are written as Mermaid, whose differences can be read.
        scenes = {name: it for name, it in scenes.items() if name == INDEX}
    try:
        # What takes time is another program.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            layouts = dict(zip(scenes, pool.map(lay_out, scenes.values()), strict=True))
    except LayoutError as error:
        return Undrawn(str(error), error.help)
    write = write_html if output_format == "html" else write_markdown
    return write(pages, layouts, subject.places())


def _pages(subject: Subject, title: str) -> list[Page]:
    surroundings = Surroundings(subject.scene)
    profile = subject.view.graph.model.profile
    return [
        index_page(subject, title),
        *([profile_page(subject, profile)] if profile else []),
        *(entity_page(subject, it, surroundings) for it in subject.entities),
    ]
