"""Lines as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible
from datagraph.dictionary.block import Code, Link, Said, Strong
from datagraph.view.markdown import LONGEST_LITERAL, LONGEST_PROSE, cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph.dictionary.block import Inline, Line


def line_markup(line: Line, way: Callable[[str], str]) -> str:
    """A line; `way` gives the address of a page by its name.

    What people have written stands apart from what is around it, so that right-to-left script turns nothing else round.
    """
    return "".join(_inline(it, way) for it in line)


def text_markup(text: str, longest: int = LONGEST_PROSE) -> str:
    """A text of others on one line."""
    return escape(visible(" ".join(cut(text, longest).split())), quote=False)


def _inline(it: Inline, way: Callable[[str], str]) -> str:
    if isinstance(it, str):
        return escape(it)
    if isinstance(it, Said):
        return f"<bdi>{text_markup(it.text)}</bdi>"
    if isinstance(it, Strong):
        return f"<strong><bdi>{text_markup(it.text)}</bdi></strong>"
    if isinstance(it, Code):
        return f"<code>{text_markup(it.text, LONGEST_LITERAL)}</code>"
    if isinstance(it, Link):
        return f'<a href="{way(it.page)}"><bdi>{text_markup(it.text)}</bdi></a>'
    code = f"<code>{text_markup(it.slug, LONGEST_LITERAL)}</code>"
    return f'<a href="#{it.anchor}">{code}</a>' if it.anchor else code
