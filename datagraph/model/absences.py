"""Attributes that a block lacks: whether their absence is a mistake of its own, and where they would be written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.language import BLOCKS, CURRENT_VERSION, VERSIONS
from datagraph.syntax import Attribute, Skipped, encode
from datagraph.syntax.lexer import TRIVIA, tokens
from datagraph.syntax.recovery.layout import indent_of
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.language import Attribute as AttributeRow
    from datagraph.model.values import Place, Values
    from datagraph.syntax import Block

_NOTHING = TRIVIA | {"NEWLINE"}
_LONGEST_LINE = 1_000
_REST_OF_LINE = re.compile(r"[ \t]*(?:(?:#|//)[^\r\n]*)?(?=\r?\n|\Z)")
_CLEAR_LINE = re.compile(r"[ \t]*\}?[ \t]*(?:(?:#|//)[^\r\n]*)?(?:\r?\n|\Z)")
_VERSION = re.compile(r"(?m)^[ \t]*version[ \t]*=")
_NEXT_LINE = re.compile(r"\r?\n[ \t]*(\S?)")
_VALUE_TOKENS = frozenset(
    ("NAME", "BOOLEAN", "STRING", "EQUAL", "ODD_STRING", "SINGLE_QUOTED", "SMART_QUOTED", "OPEN_STRING")
)


def attributes_at(place: Place) -> tuple[AttributeRow, ...]:
    """The attributes that a block may have where it stands."""
    return place.row.attributes_in(place.parent, place.version or CURRENT_VERSION)


def lacking_attributes(block: Block, place: Place, values: Values) -> list[str]:
    """The required attributes that a block has not, not even as a block, in canonical order.

    A block whose header is missing lacks nothing: what it should hold is a guess.
    """
    required = [it.name for it in attributes_at(place) if it.required and it.name not in values]
    if not required or not block.kind:
        return []
    children = {it.kind for it in block.blocks}
    return [name for name in required if name not in children]


def unread_lines(text: str, block: Block) -> int:
    """How many attributes may hide in the lines of a block that the parser has skipped, and reported."""
    skipped = [it.span for it in block.elements if isinstance(it, Skipped)]
    firsts = (next((it.kind for it in tokens(text, *span) if it.kind not in _NOTHING), "") for span in skipped)
    return sum(kind in _VALUE_TOKENS for kind in firsts)


def missing_attribute(text: str, block: Block, place: Place, name: str) -> Problem:
    """A required attribute that the block lacks, at the place where it would be written.

    That place is behind the attribute that comes before it in canonical order, or else behind the block's `{`.
    """
    row = place.row.attribute(name)
    assert row is not None, "only attributes of the row are required"
    order = [it.name for it in place.row.attributes]
    earlier = order[: order.index(name)]
    body = _body_start(text, block)
    end = max((it.value_span.end for it in block.attributes if it.name in earlier), default=body)
    value, sure = version_for(text, block.blocks) if row.form == "version" else (row.placeholder, False)
    applicability = Applicability.DISPLAY_ONLY
    if row.form == "version":
        # Other text on the line may mean something else once it stands on a line of its own.
        applicability = Applicability.SAFE if sure and _CLEAR_LINE.match(text, end) else Applicability.UNSAFE
    return Problem(
        "missing-version" if row.form == "version" else "missing-attribute",
        Span(end, end),
        name,
        place.row.name,
        block.header_span,
        _insertion(text, block, Span(body, end), f"{name} = {encode(value)}"),
        applicability,
    )


def version_for(text: str, blocks: Iterable[Block]) -> tuple[str, bool]:
    """The version that a graph of these blocks is likely written in, and whether nothing at all hints at another.

    The beta had attributes of its own, and names without a database.
    """
    beta = current = short = False
    for block in blocks:
        row = BLOCKS.get(block.kind)
        for attribute in block.attributes:
            known = row.attribute(attribute.name) if row else None
            if known:
                beta |= not known.belongs_to(CURRENT_VERSION)
                current |= not known.belongs_to(VERSIONS[0])
                parts = (attribute.raw or "").count(".") + 1
                short |= parts < {"table": 3, "schema": 2}.get(known.form, 0)
    return (VERSIONS[0] if beta and not current else CURRENT_VERSION), not short and not _speaks_of_version(text)


@lru_cache(maxsize=1)
def _speaks_of_version(text: str) -> bool:
    """Whether a version, or an attribute of the beta alone, stands anywhere, be it in the wrong place.

    It is asked once, however many graphs the text holds.
    """
    of_beta = any(it.name in text for row in BLOCKS.values() for it in row.attributes if it.until)
    return of_beta or _VERSION.search(text) is not None


def _insertion(text: str, block: Block, before: Span, line: str) -> tuple[TextEdit, ...]:
    """The edits that write a line behind the block's `{` and the attributes before it, with nothing else on it."""
    newline = "\r\n" if "\r\n" in text[:_LONGEST_LINE] else "\n"
    outer = " " * (indent_of(text, block.kind_span.start) or 0)
    inner = _inner_indent(text, block) or outer + "  "
    new = f"{newline}{inner}{line}"
    rest = _REST_OF_LINE.match(text, before.end)
    if rest:
        following = _NEXT_LINE.match(text, rest.end())
        if following and following[1] not in ("", "}") and not block.attributes:
            new += newline
        return (TextEdit(Span(rest.end(), rest.end()), new),)
    gap = before.end
    while text[gap] in " \t":
        gap += 1
    edits = [TextEdit(Span(before.end, gap), f"{new}{newline}{outer if text[gap] == '}' else inner}")]
    first = next((it.name_span.start for it in block.attributes), before.end)
    if (
        before.start < first < before.end
        and text[before.start : first].isspace()
        and "\n" not in text[before.start : first]
    ):
        # HCL allows an attribute beside the `{` only if it is alone.
        edits.insert(0, TextEdit(Span(before.start, first), newline + inner))
    return tuple(edits)


def _inner_indent(text: str, block: Block) -> str:
    """The white space that the lines of the block begin with, if its first element shows it."""
    first = next((it for it in block.elements if not isinstance(it, Skipped)), None)
    if first is None:
        return ""
    place = (first.name_span if isinstance(first, Attribute) else first.kind_span).start
    start = text.rfind("\n", max(0, place - _LONGEST_LINE), place) + 1
    indent = text[start:place]
    return indent if start and not indent.strip(" \t") else ""


def _body_start(text: str, block: Block) -> int:
    """Behind the block's `{`; behind its header if it has none."""
    start, end = block.header_span.end, block.opening.span(0)[1]
    return next((it.end for it in tokens(text, start, end) if it.kind == "LBRACE"), start)
