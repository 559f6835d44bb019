"""Pictures in Graphviz's language, DOT; and those that Graphviz's own `dot` paints of it."""

from datagraph.diagrams.dot.document import write_dot
from datagraph.diagrams.dot.painting import Unpainted, paint

__all__ = ["Unpainted", "paint", "write_dot"]
