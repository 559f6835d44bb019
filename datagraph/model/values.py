"""The attributes of one block: their values, on the shortest way for those that are as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from datagraph.language import VERSIONS
from datagraph.syntax import Attribute, decode, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.diagnostics import Problem
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
    plain: frozenset[str]
    """The attributes of which any string that is not empty will do as far as this floor knows."""
    exact: dict[str, Mapping[str, str | bool]]
    """The attributes that have one of some values, and those values as they are written."""
    required: set[str]


_expected: dict[tuple[str, str, str], _Expected] = {}
_FLAGS: Mapping[str, str | bool] = {"true": True, "false": False}


def read_attributes(
    text: str, block: Block, row: BlockRow, parent: str, version: str
) -> tuple[Values, list[Problem] | None]:
    """Read the attributes of a block that stands in `parent` against its row of the language's table."""
    plain, exact, required = _expected.get((row.name, parent, version)) or _expect(row, parent, version)
    values: Values = {}
    strange: list[Attribute] = []
    for element in block.elements:
        if type(element) is Attribute:
            group = element.line.group
            name, raw = group(1), group(2)
            if (
                name in plain
                and name not in values
                and raw
                and raw[0] == '"'
                and not raw[1:-1].isspace()
                and raw != '""'
            ):
                values[name] = decode(raw) if "\\" in raw or "{" in raw else raw[1:-1]
            elif name in exact and name not in values and raw and raw in exact[name]:
                values[name] = exact[name][raw]
            else:
                strange.append(element)
    if not strange and required <= values.keys():
        return values, None
    from datagraph.model.strangers import read_strange

    return values, read_strange(text, block, strange, Place(row, parent, version), values)


def _expect(row: BlockRow, parent: str, version: str) -> _Expected:
    """Work out, once for each kind of block and place, what its attributes should be."""
    known = row.attributes_in(parent, version or VERSIONS[-1])
    plain = frozenset(it.name for it in known if it.type == "string" and not it.allowed)
    exact: dict[str, Mapping[str, str | bool]] = {it.name: _FLAGS for it in known if it.type == "boolean"}
    exact |= {it.name: {encode(value): value for value in it.allowed} for it in known if it.allowed}
    expected = _Expected(plain, exact, {it.name for it in known if it.required})
    _expected[row.name, parent, version] = expected
    return expected
