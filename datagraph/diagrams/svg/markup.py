"""Text as XML takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUOTE = {'"': "&quot;"}


def text_of(text: str) -> str:
    """A text between tags; what XML has no place for is shown as the command line shows it."""
    return escape(visible(text))


def attributes(values: Mapping[str, object]) -> str:
    """Attributes with a space before each; numbers without needless zeros, and none for what is None."""
    return "".join(
        f' {name}="{number(it) if isinstance(it, float) else escape(visible(str(it)), _QUOTE)}"'
        for name, it in values.items()
        if it is not None
    )


def number(value: float) -> str:
    """A number of pixels, to a tenth."""
    # Plus nothing: there is a zero below zero, too.
    return f"{value + 0:.1f}".removesuffix(".0")
