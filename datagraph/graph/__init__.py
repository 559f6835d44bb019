"""Names and references of a Data Graph, resolved both ways; the model as a networkx graph for those who want one."""

from datagraph.graph.graph import Graph

__all__ = ["Graph"]
