"""The explorer page: a picture of a graph in one file, with what one wants to do with it."""

from datagraph.diagrams.page.page import page

__all__ = ["page"]
