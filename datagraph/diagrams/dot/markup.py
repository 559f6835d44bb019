"""Graphviz's HTML-like labels: texts and tables, escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from datagraph.diagrams.words import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

SANS = "Helvetica,Arial,sans-serif"
MONO = "DejaVu Sans Mono,Menlo,Consolas,monospace"


def words(text: str, *, color: str, size: int = 11, face: str = "", bold: bool = False, most: int = 60) -> str:
    """A text in one style, on one line, cut if it is too long for a box."""
    # Graphviz puts names of nodes in place of `\N` and the like here too; and an element without a text is an error.
    inner = escape(cut(text, most)).replace("\\", "\\\\") or "&#160;"
    attributes = f' FACE="{face}"' if face else ""
    inner = f"<B>{inner}</B>" if bold else inner
    return f'<FONT COLOR="{color}" POINT-SIZE="{size}"{attributes}>{inner}</FONT>'


def row(*cells: str) -> str:
    """A row of a table."""
    return f"<TR>{''.join(cells)}</TR>"


def cell(content: str, *, align: str = "LEFT", span: int = 1, fill: str = "") -> str:
    """A cell of a table."""
    attributes = f' COLSPAN="{span}"' if span > 1 else ""
    attributes += f' BGCOLOR="{fill}" STYLE="ROUNDED"' if fill else ""
    return f'<TD ALIGN="{align}"{attributes}>{content}</TD>'


def gap() -> str:
    """A row of nothing but a little height."""
    return row('<TD HEIGHT="3" CELLPADDING="0" COLSPAN="2"></TD>')


def table(rows: Iterable[str], *, padding: int = 2) -> str:
    """A label that is a table without lines."""
    attributes = f'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{padding}"'
    return f"<<TABLE {attributes}>{''.join(rows)}</TABLE>>"
