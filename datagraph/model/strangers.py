"""Attributes that are not as they should be: unknown, misplaced, repeated, of another type or version, or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.diagnostics.suggestion import closest
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE, CURRENT_VERSION
from datagraph.syntax import decode, encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from datagraph.language import Attribute as AttributeRow
    from datagraph.model.values import Place, Values
    from datagraph.syntax import Attribute, Block


def read_strange(text: str, strange: list[Attribute], place: Place, values: Values) -> list[Problem]:
    """Read attributes that did not pass at once into `values`, known names first, and say what is wrong with them."""
    problems: list[Problem] = []
    first_of: dict[str, Attribute] = {}
    unknown: list[Attribute] = []
    for attribute in strange:
        row = place.row.attribute(attribute.name)
        if row is None:
            unknown.append(attribute)
        elif attribute.name in values:
            problems.append(_duplicate(attribute, first_of.get(attribute.name)))
        else:
            first_of[attribute.name] = attribute
            values[attribute.name] = _read_known(text, attribute, row, place, problems)
            if row.replaced_by and not _belongs(row, place):
                values.setdefault(row.replaced_by, "")
    for attribute in unknown:
        problems += _read_unknown(text, attribute, place, values)
    return problems


def _duplicate(attribute: Attribute, first: Attribute | None) -> Problem:
    related = first.name_span if first else None
    return Problem("duplicate-attribute", attribute.name_span, attribute.name, related=related)


def _belongs(row: AttributeRow, place: Place) -> bool:
    return not place.version or row.belongs_to(place.version)


def _read_known(
    text: str, attribute: Attribute, row: AttributeRow, place: Place, problems: list[Problem]
) -> str | bool:
    """The value of an attribute that the block has somewhere, in some version; "" if it is broken."""
    name = attribute.name
    if not row.fits(place.parent):
        problems.append(Problem("join-on-wrong-level", attribute.name_span, name, place.parent))
    if not _belongs(row, place):
        problems.append(Problem("attribute-of-other-version", attribute.name_span, name, place.version))
        return ""
    raw = attribute.raw
    if raw is None:
        return ""
    if row.type == "boolean":
        return _flag(text, attribute, raw, problems)
    if raw[0] != '"':
        edits = (TextEdit(attribute.value_span, f'"{raw}"'),)
        problems.append(
            Problem("wrong-type", attribute.value_span, raw, name, None, edits, Applicability.UNSAFE)
        )
        return ""
    value = decode(raw)
    if not value.strip():
        problems.append(Problem("empty-value", attribute.value_span, raw, name))
        return ""
    return _allowed(attribute, row, value, problems) if row.allowed else value


def _flag(text: str, attribute: Attribute, raw: str, problems: list[Problem]) -> str | bool:
    if attribute.boolean is not None:
        return attribute.boolean
    if attribute.value_span.text_of(text) != raw:
        return ""  # The quotes are the parser's guess, and it has reported the value.
    word = decode(raw).strip().casefold()
    meant = word if word in ("true", "false") else ""
    edits = (TextEdit(attribute.value_span, meant),) if meant else ()
    problems.append(Problem("wrong-type", attribute.value_span, raw, attribute.name, None, edits))
    return meant == "true" if meant else ""


def _allowed(attribute: Attribute, row: AttributeRow, value: str, problems: list[Problem]) -> str:
    """A value of a closed set; a near miss counts as what it was meant to be."""
    if value in row.allowed:
        return value
    rule = "unknown-version" if row.form == "version" else "unknown-value"
    bare = "".join(value.split()).casefold()
    same = [it for it in row.allowed if bare in (it, it.lstrip("v"), it.rpartition(":")[2])]
    near = None if same else closest(value, row.allowed)
    word = same[0] if same else near.word if near else ""
    sure = bool(same or (near and near.sure and row.form != "version"))
    edits = (TextEdit(attribute.value_span, encode(word)),) if word else ()
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    problems.append(Problem(rule, attribute.value_span, value, row.name, None, edits, applicability))
    return word if sure else ""


def _read_unknown(text: str, attribute: Attribute, place: Place, values: Values) -> list[Problem]:
    """An attribute that the block never has: misspelt, or of another block, or of none."""
    name, span, row = attribute.name, attribute.name_span, place.row
    if not name:
        return []  # Its name is missing, and the parser has reported it.
    if name in BLOCKS:
        return [Problem("block-as-attribute", span, name, row.name)]
    known = {it.name: it for it in row.attributes_in(place.parent, place.version or CURRENT_VERSION)}
    near = closest(name, [it for it in known if it not in values])
    problems: list[Problem] = []
    if near:
        edits = (TextEdit(span, near.word),)
        applicability = Applicability.SAFE if near.sure else Applicability.UNSAFE
        problems.append(Problem("unknown-attribute", span, name, row.name, None, edits, applicability))
        values[near.word] = _read_known(text, attribute, known[near.word], place, problems)
    elif name in BLOCKS_BY_ATTRIBUTE:
        problems.append(Problem("misplaced-attribute", span, name, row.name))
    else:
        problems.append(Problem("unknown-attribute", span, name, row.name))
    return problems


def missing_attribute(text: str, block: Block, place: Place, name: str) -> Problem:
    """A required attribute that the block lacks, at the place where it would be written.

    That place is behind the attribute that comes before it in canonical order, or else behind the block's `{`.
    """
    from datagraph.syntax.recovery.layout import indent_of

    order = [it.name for it in place.row.attributes]
    earlier = order[: order.index(name)]
    before = [it for it in block.attributes if it.name in earlier]
    end = max((it.value_span.end for it in before), default=_body_start(text, block))
    row = place.row.attribute(name)
    assert row is not None, "only attributes of the row are required"
    indent = (indent_of(text, block.kind_span.start) or 0) + 2
    newline = "\r\n" if "\r\n" in text[:1000] else "\n"
    value = row.default or row.placeholder
    line = f"{newline}{' ' * indent}{name} = {encode(value)}"
    version = row.form == "version"
    # The rest of a line of its own may not follow on the inserted line.
    tail = "" if text[end : end + 1] in ("\n", "\r", "") else newline
    return Problem(
        "missing-version" if version else "missing-attribute",
        Span(end, end),
        name,
        place.row.name,
        block.header_span,
        (TextEdit(Span(end, end), line + (tail if "}" in text[end : end + 3] else "")),),
        Applicability.SAFE if version and place.version == CURRENT_VERSION else Applicability.DISPLAY_ONLY,
    )


def _body_start(text: str, block: Block) -> int:
    """Behind the block's `{`."""
    header, line = block.header_span, Span(*block.opening.span(0))
    brace = text.find("{", header.end, max(line.end, header.end + 1))
    return brace + 1 if brace >= 0 else header.end


