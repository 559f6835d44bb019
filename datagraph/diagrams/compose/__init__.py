"""A view becomes a scene."""

from datagraph.diagrams.compose.composing import compose

__all__ = ["compose"]
