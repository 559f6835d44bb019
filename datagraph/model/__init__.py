"""The typed model of a Data Graph, and how it is built from the syntax tree."""

from datagraph.model.joins import Join, Operand, Part, parse_dotted, parse_join
from datagraph.model.lowering import lower
from datagraph.model.nodes import (
    DataGraph,
    Entity,
    ExternalId,
    JunctionTable,
    Node,
    Profile,
    Relationship,
    Trait,
)

__all__ = [
    "DataGraph",
    "Entity",
    "ExternalId",
    "Join",
    "JunctionTable",
    "Node",
    "Operand",
    "Part",
    "Profile",
    "Relationship",
    "Trait",
    "lower",
    "parse_dotted",
    "parse_join",
]
