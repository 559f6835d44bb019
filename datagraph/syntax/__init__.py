"""The syntax of the language: a lossless tree of any text, and the mistakes found on the way."""

from datagraph.syntax.parser import parse
from datagraph.syntax.strings import StringValue, decode, encode
from datagraph.syntax.tree import Attribute, Block, Document, Element, LineLike, Skipped, lines_of

__all__ = [
    "Attribute",
    "Block",
    "Document",
    "Element",
    "LineLike",
    "Skipped",
    "StringValue",
    "decode",
    "encode",
    "lines_of",
    "parse",
]
