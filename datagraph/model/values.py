"""The attributes of one block: their values, on the shortest way for those that are as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.language import VERSIONS
from datagraph.syntax import Attribute, decode

if TYPE_CHECKING:
    from datagraph.diagnostics import Problem
    from datagraph.language import Attribute as AttributeRow
    from datagraph.language import Block as BlockRow
    from datagraph.syntax import Block

Values = dict[str, str | bool]
"""The values of a block's attributes by name; a broken one is "", so that it is not missing too."""


class Place(NamedTuple):
    """Where a block stands: its row, the kind of block around it, and the version of the language."""

    row: BlockRow
    parent: str
    version: str
    """One of `VERSIONS`, or "" where the text does not say; then an attribute of any version will do."""


class _Expected(NamedTuple):
    plain: dict[str, AttributeRow]
    """The attributes of which any string that is not empty will do as far as this floor knows."""
    required: tuple[str, ...]


_expected: dict[tuple[str, str, str], _Expected] = {}


def read_attributes(text: str, block: Block, place: Place) -> tuple[Values, list[Problem]]:
    """Read the attributes of a block against its row of the language's table."""
    key = (place.row.name, place.parent, place.version)
    plain, required = _expected.get(key) or _expect(place, key)
    values: Values = {}
    strange: list[Attribute] = []
    for element in block.elements:
        if type(element) is Attribute:
            group = element.line.group
            name, raw = group(1), group(2)
            if name in plain and name not in values and raw and raw[0] == '"' and raw[1:-1].strip():
                values[name] = decode(raw)
            else:
                strange.append(element)
    problems: list[Problem] = []
    if strange:
        from datagraph.model.strangers import read_strange

        problems += read_strange(text, strange, place, values)
    for name in required:
        if name not in values:
            from datagraph.model.strangers import missing_attribute

            problems.append(missing_attribute(text, block, place, name))
    return values, problems


def _expect(place: Place, key: tuple[str, str, str]) -> _Expected:
    """Work out, once for each kind of block and place, what its attributes should be."""
    known = place.row.attributes_in(place.parent, place.version or VERSIONS[-1])
    plain = {it.name: it for it in known if it.type == "string" and not it.allowed}
    _expected[key] = _Expected(plain, tuple(it.name for it in known if it.required))
    return _expected[key]
