"""The colours of the language: which of the protocol's standard kinds of token stands for what."""

from __future__ import annotations

TokenInLine = tuple[int, int, int, int]
"""Columns of start and end in code points from the line's beginning, type and modifiers: plain numbers, for speed.

The type is an index into `TOKEN_TYPES`, the modifiers are a sum of bits, the first of `TOKEN_MODIFIERS` being 1.
"""

TOKEN_TYPES = (
    "keyword",
    "class",
    "function",
    "property",
    "variable",
    "namespace",
    "type",
    "enumMember",
    "string",
    "comment",
    "number",
    "operator",
)
"""All of them are standard ones, which every theme knows.

A `keyword` is the kind of a block, or a boolean; a `class` an entity, wherever it is named; a `function` a
relationship; a `property` the name of an attribute; a `variable` a column; a `namespace` a database or schema; a `type`
a table; an `enumMember` a version, a profile's type or an external-id type.
"""
(
    KEYWORD,
    CLASS,
    FUNCTION,
    PROPERTY,
    VARIABLE,
    NAMESPACE,
    TYPE,
    ENUM_MEMBER,
    STRING,
    COMMENT,
    NUMBER,
    OPERATOR,
) = range(12)

TOKEN_MODIFIERS = ("declaration", "deprecated")
"""A label declares its slug; what only an old version of the language has is deprecated."""
DECLARATION, DEPRECATED = 1, 2
