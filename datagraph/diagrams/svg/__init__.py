"""A layout, drawn."""

from datagraph.diagrams.svg.drawing import draw
from datagraph.diagrams.svg.themes import THEMES

__all__ = ["THEMES", "draw"]
