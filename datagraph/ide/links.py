"""What a click follows to a page: words of the language to its documentation, and addresses.

A reference to an entity is no link, which editors underline: "go to definition" follows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from datagraph.ide.comments import comments
from datagraph.ide.place import place_at
from datagraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.view import View

DOCUMENTATION = "https://segment.com/docs/unify/linked-profiles/data-graph/"
"""Where Segment describes the language."""

# What an address may hold (RFC 3986); what ends a sentence is no part of one, nor is a bracket that it stands in.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9[][\w\-.~:/?#\[\]@!$&'()*+,;=%]{0,2000}", re.ASCII)
_SENTENCE_END = ".,;:!?'*"
_BRACKETS = {")": "(", "]": "["}


class Link(NamedTuple):
    """A piece of text that leads to an address."""

    span: Span
    target: str
    tooltip: str


def links(view: View) -> list[Link]:
    """All links of a file, in order."""
    return sorted((*_documentation(view), *_addresses(view)), key=lambda it: it.span)


def _documentation(view: View) -> Iterator[Link]:
    """From the attributes that choose among the language's forms to what Segment says of them."""
    model = view.graph.model
    nodes = ((model, "version"), (model.profile, "type"))
    for node, name in nodes:
        # A graph that the text has no block for has a made-up one around everything.
        attribute = node.attribute(name) if node and node.syntax else None
        if attribute and attribute.name == name:
            yield Link(attribute.name_span, DOCUMENTATION, "Segment's documentation of the Data Graph")


def _addresses(view: View) -> Iterator[Link]:
    """The addresses in comments and descriptions."""
    if "://" not in view.text:
        return
    spans = [it.span for it in comments(view.text)]
    for found in _ADDRESS.finditer(view.text):
        start = found.start()
        address = _trimmed(found.group())
        index = bisect_right(spans, start, key=_start) - 1
        if (index >= 0 and start < spans[index].end) or _is_described(view, start):
            yield Link(Span(start, start + len(address)), address, "Open the address")


def _start(span: Span) -> int:
    return span.start


def _is_described(view: View, offset: int) -> bool:
    """Whether an offset is in the value of a `description`."""
    attribute = place_at(view, offset).attribute
    return attribute is not None and attribute.name == "description" and attribute.value_span.start < offset


def _trimmed(address: str) -> str:
    """An address without what belongs to the sentence or the comment around it."""
    address = address.partition("*/")[0]
    while address[-1] in _SENTENCE_END or (
        address[-1] in _BRACKETS and address.count(address[-1]) > address.count(_BRACKETS[address[-1]])
    ):
        address = address[:-1]
    return address
