"""A scene becomes a layout: where everything stands, and how large it is."""

from datagraph.diagrams.layout.laying_out import lay_out
from datagraph.diagrams.layout.layout import Box, Layout, LayoutError, Route
from datagraph.diagrams.layout.statements import Statements, statements

__all__ = ["Box", "Layout", "LayoutError", "Route", "Statements", "lay_out", "statements"]
