"""The typed model of a Data Graph, and how it is built from the syntax tree."""

from datagraph.model.joins import Join, Operand, Part, is_part, parse_dotted, parse_join, split_dotted, unquoted
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
    "is_part",
    "lower",
    "parse_dotted",
    "parse_join",
    "split_dotted",
    "unquoted",
]
