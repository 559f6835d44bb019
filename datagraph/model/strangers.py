"""Attributes that are not as they should be: unknown, misplaced, repeated, of another type or version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Problem
from datagraph.diagnostics.suggestion import Suggestion, closest
from datagraph.language import BLOCKS, BLOCKS_BY_ATTRIBUTE, CURRENT_VERSION
from datagraph.model.absences import attributes_at, lacking_attributes, missing_attribute, unread_lines
from datagraph.syntax import decode, encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from datagraph.language import Attribute as AttributeRow
    from datagraph.model.values import Place, Values
    from datagraph.syntax import Attribute, Block

_TYPES_OF_MATERIALIZATIONS = {"none": "segment:unmaterialized", "segment": "segment:materialized"}
# The tables that dbt makes have names of their own, but the raw ones are always there.
_LIKELY_TYPES = {**_TYPES_OF_MATERIALIZATIONS, "dbt": "segment:unmaterialized"}
_MATERIALIZATIONS_OF_TYPES = {new: old for old, new in _TYPES_OF_MATERIALIZATIONS.items()}
# Which forms of value are mistaken for each other: `type` for `name` in a trait, `join_on` for `left_join_on`.
_ALIKE = {"left join": "join", "right join": "join", "trait": "label", "external id type": "label"}
_FREE_FORMS = ("label", "text")
_LONGEST_INDENT = 1_000


def read_strange(text: str, block: Block, strange: list[Attribute], place: Place, values: Values) -> list[Problem]:
    """Read a block's attributes that did not pass at once into `values`; say what is wrong with them, or missing.

    Known names come first, so that a misspelt one is never taken for a name that stands in the block besides it. What
    a broken, misspelt or misplaced attribute was likely meant to be is not missing too.
    """
    firsts: dict[str, Attribute] = {}
    problems: list[Problem] = []
    for attribute in block.attributes:
        first = firsts.setdefault(attribute.name, attribute)
        if first is not attribute and _says(attribute) and _says(first) and place.row.attribute(attribute.name):
            problems.append(_duplicate(text, attribute, first))
    unknown: list[Attribute] = []
    for attribute in strange:
        row = place.row.attribute(attribute.name)
        if row is None:
            unknown.append(attribute)
        elif firsts[attribute.name] is attribute:
            values.setdefault(attribute.name, _read_known(text, attribute, row, place, problems))
    _settle_versions(text, firsts, place, values, problems)
    left = [it for it in unknown if it.name and not _read_misspelt(text, it, place, values, problems)]
    lacking = lacking_attributes(block, place, values)
    substitutes = [it for it in left if place.row.child(it.name) is None]
    for attribute in left:
        only = lacking[0] if len(substitutes) == len(lacking) == 1 else ""
        problems.append(_stranger(attribute, place, values, lacking, only))
    if len(substitutes) + unread_lines(text, block) < len(lacking):
        problems += [missing_attribute(text, block, place, name) for name in lacking]
    return problems


def _says(attribute: Attribute) -> bool:
    """Whether there is a value at all; the parser has reported a name without one, and it repeats nothing."""
    start, end = attribute.value_span
    return start < end


def meant_version(written: str) -> str:
    """The version that a value surely means, or else the value itself."""
    row = BLOCKS["data_graph"].attribute("version")
    assert row is not None, "the language's table has it"
    word, sure = _meant(written, row)
    return word if sure else written


def _duplicate(text: str, attribute: Attribute, first: Attribute) -> Problem:
    """An attribute that stands in the block already; to delete it is safe where both say the same."""
    same = attribute.raw is not None and attribute.raw == first.raw
    edits = (TextEdit(_with_line(text, attribute.span), ""),) if same else ()
    return Problem("duplicate-attribute", attribute.name_span, attribute.name, "", first.name_span, edits)


def _with_line(text: str, span: Span) -> Span:
    """The range to delete so that a piece of text leaves no empty line behind."""
    start = max(span.start - _LONGEST_INDENT, 0)
    start += len(text[start : span.start].rstrip(" \t"))
    after = text[span.end : span.end + _LONGEST_INDENT].lstrip(" \t\r")
    if (start == 0 or text[start - 1] == "\n") and after[:1] == "\n":
        return Span(start, text.index("\n", span.end) + 1)
    return Span(start, span.end)


def _belongs(row: AttributeRow, place: Place) -> bool:
    return not place.version or row.belongs_to(place.version)


def _read_known(
    text: str, attribute: Attribute, row: AttributeRow, place: Place, problems: list[Problem]
) -> str | bool:
    """The value of an attribute that the block has somewhere, in some version; "" if it is broken."""
    name, raw = attribute.name, attribute.raw
    # On which level a misplaced block stands, nobody knows.
    if not row.fits(place.parent) and place.parent in place.row.parents:
        problems.append(Problem("join-on-wrong-level", attribute.name_span, name, place.parent))
    if raw is None or not _belongs(row, place):
        return ""
    if row.type == "boolean":
        return _flag(text, attribute, row, raw, problems)
    if raw[0] != '"':
        edits = (TextEdit(attribute.value_span, encode(raw)),) if row.form in _FREE_FORMS else ()
        problems.append(Problem("wrong-type", attribute.value_span, raw, row.name, None, edits, Applicability.UNSAFE))
        return ""
    value = decode(raw)
    if not value.strip():
        edits = () if row.required else (TextEdit(_with_line(text, attribute.span), ""),)
        problems.append(Problem("empty-value", attribute.value_span, raw, row.name, None, edits, Applicability.UNSAFE))
        return ""
    return _allowed(attribute, row, value, problems) if row.allowed else value


def _flag(text: str, attribute: Attribute, row: AttributeRow, raw: str, problems: list[Problem]) -> str | bool:
    if attribute.boolean is not None:
        return attribute.boolean
    if attribute.value_span.text_of(text) != raw:
        return ""  # The quotes are the parser's guess, and it has reported the value.
    word = decode(raw).strip().casefold()
    meant = word if word in ("true", "false") else ""
    edits = (TextEdit(attribute.value_span, meant),) if meant else ()
    problems.append(Problem("wrong-type", attribute.value_span, raw, row.name, None, edits))
    return meant == "true" if meant else ""


def _allowed(attribute: Attribute, row: AttributeRow, value: str, problems: list[Problem]) -> str:
    """A value of a closed set; a near miss counts as what it was meant to be."""
    if value in row.allowed:
        return value
    rule = "unknown-version" if row.form == "version" else "unknown-value"
    word, sure = _meant(value, row)
    edits = (TextEdit(attribute.value_span, encode(word)),) if word else ()
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    problems.append(Problem(rule, attribute.value_span, value, row.name, None, edits, applicability))
    return word if sure else ""


def _meant(value: str, row: AttributeRow) -> tuple[str, bool]:
    """The value of a closed set that was meant, if any, and whether that is sure; of versions a near one never is."""
    bare = "".join(value.split()).casefold()
    if row.form == "version":
        short = f"v{bare.lstrip('v')}"
        same = [it for it in row.allowed if short == it or (len(short) > 1 and it.startswith(f"{short}."))]
    else:
        same = [it for it in row.allowed if bare in (it, it.rpartition(":")[2])]
    if len(same) == 1:
        return same[0], True
    near = closest(value, row.allowed)
    return (near.word, near.sure and row.form != "version") if near else ("", False)


def _settle_versions(
    text: str, firsts: Mapping[str, Attribute], place: Place, values: Values, problems: list[Problem]
) -> None:
    """Report attributes of another version, and let one stand in for what that version has in place of it."""
    for old in place.row.attributes:
        if not old.replaced_by:
            continue
        new = place.row.attribute(old.replaced_by)
        assert new is not None, "the language's table agrees with itself"
        for row, other in ((old, new), (new, old)):
            attribute = firsts.get(row.name)
            if attribute and not _belongs(row, place):
                problem = _of_other_version(text, attribute, other, place, firsts.get(other.name))
                problems.append(problem)
                sure = problem.applicability is Applicability.SAFE and len(problem.edits) > 1
                values.setdefault(other.name, decode(problem.edits[1].new_text) if sure else "")
            elif attribute and not place.version:
                values.setdefault(other.name, "")


def _of_other_version(
    text: str, attribute: Attribute, other: AttributeRow, place: Place, present: Attribute | None
) -> Problem:
    """An attribute that the file's version has not, with the edits that make `other` of it.

    Sure is only the way to the current version: in a file of the beta, it may be the version that is wrong.
    """
    counterparts = _LIKELY_TYPES if other.belongs_to(CURRENT_VERSION) else _MATERIALIZATIONS_OF_TYPES
    value = decode(attribute.raw or "?")
    meant = value if value in other.allowed and value not in counterparts else counterparts.get(value)
    edits: tuple[TextEdit, ...] = ()
    sure = (
        meant is not None and counterparts is _LIKELY_TYPES and (meant == value or value in _TYPES_OF_MATERIALIZATIONS)
    )
    if present:
        sure = sure and decode(present.raw or "?") == meant
        edits = (TextEdit(_with_line(text, attribute.span), ""),)
    elif meant:
        edits = (TextEdit(attribute.name_span, other.name), TextEdit(attribute.value_span, encode(meant)))
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    span = attribute.name_span
    return Problem("attribute-of-other-version", span, attribute.name, place.version, None, edits, applicability)


def _read_misspelt(text: str, attribute: Attribute, place: Place, values: Values, problems: list[Problem]) -> bool:
    """Read an attribute that the block never has as the one that it was likely meant to be, if any."""
    name = attribute.name
    if name in BLOCKS_BY_ATTRIBUTE:
        return False
    known = {it.name: it for it in attributes_at(place)}
    fresh = [it for it in known if it not in values]
    near = (None if name in BLOCKS else closest(name, fresh)) or _containing(name, fresh)
    if near is None:
        return False
    context = _names(place, values, [])
    edits = (TextEdit(attribute.name_span, near.word),)
    values[near.word] = _read_known(text, attribute, known[near.word], place, problems)
    # The name of the version reveals another one than the graph was read in; then more is to be said of it.
    sure = near.sure and (near.word != "version" or values[near.word] == CURRENT_VERSION)
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    problems.append(Problem("unknown-attribute", attribute.name_span, name, context, None, edits, applicability))
    return True


def _containing(name: str, names: Iterable[str]) -> Suggestion | None:
    """The only name of which the given one is a part: `related_entity` for `entity`."""
    found = [it for it in names if f"_{name.casefold()}_" in f"_{it}_"]
    return Suggestion(found[0], sure=False) if len(found) == 1 else None


def _looks_like(attribute: Attribute, row: AttributeRow | None) -> bool:
    """Whether the value may be meant for that attribute, by what is known of it."""
    if attribute.raw is not None and attribute.raw[0] != '"':
        return False
    owners = BLOCKS_BY_ATTRIBUTE.get(attribute.name)
    return owners is None or _form(row) in {_form(BLOCKS[it].attribute(attribute.name)) for it in owners}


def _form(row: AttributeRow | None) -> str:
    return _ALIKE.get(row.form, row.form) if row else ""


def _stranger(attribute: Attribute, place: Place, values: Values, lacking: list[str], only: str) -> Problem:
    """An attribute near to none of the block's own; `only` is the one attribute that it could stand for."""
    name, span, row = attribute.name, attribute.name_span, place.row
    if row.child(name):
        return Problem("block-as-attribute", span, name, row.name)
    edits = (TextEdit(span, only),) if only and _looks_like(attribute, row.attribute(only)) else ()
    if name in BLOCKS_BY_ATTRIBUTE:
        context = " ".join((row.name, *lacking))
        return Problem("misplaced-attribute", span, name, context, None, edits, Applicability.UNSAFE)
    context = _names(place, values, lacking)
    return Problem("unknown-attribute", span, name, context, None, edits, Applicability.UNSAFE)


def _names(place: Place, values: Values, lacking: list[str]) -> str:
    """The kind of block, and the attributes that it lacks or else could still have, separated by spaces."""
    return " ".join((place.row.name, *(lacking or [it.name for it in attributes_at(place) if it.name not in values])))
