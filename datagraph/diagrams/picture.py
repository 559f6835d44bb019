"""A scene as one SVG text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagrams.layout import LayoutError, lay_out
from datagraph.diagrams.svg import draw
from datagraph.diagrams.undrawn import Undrawn

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Scene


def picture(scene: Scene, *, direction: str = "LR", theme: str = "auto") -> str | Undrawn:
    """Lay a scene out and draw it, or say why that cannot be done; `direction` is that of Graphviz's `rankdir`."""
    try:
        return draw(scene, lay_out(scene, direction), theme)
    except LayoutError as error:
        return Undrawn(str(error), error.help)
