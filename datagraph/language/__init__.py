"""The Data Graph language as plain data: the one table of blocks and attributes that everything else reads."""

from datagraph.language.attribute import Attribute, ValueForm, ValueType
from datagraph.language.block import Block, ChildRule, Choice, LabelKind
from datagraph.language.table import BLOCK_NAMES, BLOCKS, BLOCKS_BY_ATTRIBUTE, ROOT, block_named
from datagraph.language.values import (
    COMMON_EXTERNAL_ID_TYPES,
    CURRENT_VERSION,
    KNOWN_EXTERNAL_ID_TYPES,
    MATERIALIZATIONS,
    MAXIMUM_DEPTH,
    PROFILE_TYPES,
    SLUG_PATTERN,
    VERSIONS,
)

__all__ = [
    "BLOCKS",
    "BLOCKS_BY_ATTRIBUTE",
    "BLOCK_NAMES",
    "COMMON_EXTERNAL_ID_TYPES",
    "CURRENT_VERSION",
    "KNOWN_EXTERNAL_ID_TYPES",
    "MATERIALIZATIONS",
    "MAXIMUM_DEPTH",
    "PROFILE_TYPES",
    "ROOT",
    "SLUG_PATTERN",
    "VERSIONS",
    "Attribute",
    "Block",
    "ChildRule",
    "Choice",
    "LabelKind",
    "ValueForm",
    "ValueType",
    "block_named",
]
