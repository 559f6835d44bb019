"""Pictures in Graphviz's language, DOT; and those that Graphviz's own `dot` paints of it."""

from datagraph.diagrams.dot.document import write_dot
from datagraph.diagrams.dot.painting import paint

__all__ = ["paint", "write_dot"]
