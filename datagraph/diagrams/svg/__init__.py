"""A layout, drawn."""

from datagraph.diagrams.svg.drawing import draw, style_of
from datagraph.diagrams.svg.themes import THEMES

__all__ = ["THEMES", "draw", "style_of"]
