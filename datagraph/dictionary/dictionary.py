"""The files of a dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.dictionary import html, markdown
from datagraph.dictionary.html import write_html
from datagraph.dictionary.markdown import write_markdown
from datagraph.dictionary.names import page_names
from datagraph.dictionary.pages import pages

if TYPE_CHECKING:
    from datagraph.diagrams.undrawn import Undrawn
    from datagraph.view import View

FORMATS = ("markdown", "html")
_MARKS = (markdown.MARK, markdown.MARK.replace("`", ""), html.MARK, "/* Written by datagraph docs")
# Every file of ours says so at its beginning.
_BEGINNING = 1000


def dictionary(view: View, title: str, output_format: str) -> dict[str, str] | Undrawn:
    """The texts of all files by their paths, with `/`; or why a picture cannot be drawn.

    They depend on nothing but the view and the title: no date, no version, no order that changes.
    """
    found = pages(view, title)
    if output_format == "markdown":
        return write_markdown(found)
    names = page_names(view)
    ids = {f"entity:{slug}": names[id(it)] for slug, it in view.graph.entities.items()}
    return write_html(found, ids)


def is_ours(text: str) -> bool:
    """Whether a file's text says that it was written by `dictionary`."""
    return any(mark in text[:_BEGINNING] for mark in _MARKS)
