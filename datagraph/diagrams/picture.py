"""A scene as an SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Scene
    from datagraph.diagrams.undrawn import Undrawn


def picture(scene: Scene, *, direction: str = "LR", theme: str = "auto") -> str | Undrawn:
    """Place and draw a scene; the same scene gives the same text on every machine that has the layout engine."""
    from datagraph.diagrams.layout import lay_out
    from datagraph.diagrams.svg import draw

    return draw(scene, lay_out(scene, direction), theme)
