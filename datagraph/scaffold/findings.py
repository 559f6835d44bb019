"""What is inferred from a warehouse: plain data, each piece with its evidence in words."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datagraph.catalog import Table, TablePath

BY_NAME_ONLY = "by name only: prove it with --prove"
"""The evidence of an inference that no data was looked at for."""


class Strength(IntEnum):
    """What an inference rests on, the best first."""

    DECLARED = 0
    PROVED = 1
    NAMED = 2


class Key(NamedTuple):
    """The one column that identifies a row of a table."""

    column: str
    evidence: str


class Candidate(NamedTuple):
    """A table that has a key, and so can be an entity."""

    table: Table
    key: Key


class Reference(NamedTuple):
    """A column of a table that names a row of another one by its key; `closeness` tells how near the names are."""

    child: TablePath
    column: str
    parent: TablePath
    key: str
    strength: Strength
    evidence: str
    closeness: int = 0


class Junction(NamedTuple):
    """A table that pairs the rows of two others."""

    table: TablePath
    key: str
    sides: tuple[Reference, Reference]
    evidence: str

    @property
    def strength(self) -> Strength:
        """What the weaker of its sides rests on."""
        return max(it.strength for it in self.sides)

    def turned(self) -> Junction:
        """The same seen from its other side."""
        return self._replace(sides=(self.sides[1], self.sides[0]))


class Identifier(NamedTuple):
    """A column that holds an identifier of the profile: an external id of the type `word`, or the trait `word`.

    `order` sorts the identifiers of one table, the best first.
    """

    table: TablePath
    column: str
    kind: Literal["external_id", "trait"]
    word: str
    evidence: str
    order: tuple[int, ...] = ()


class Folder(NamedTuple):
    """The schema that Profiles Sync writes into, its tables by name in lower case."""

    database: str
    schema: str
    type: str
    tables: dict[str, Table]
    evidence: str


class LeftOut(NamedTuple):
    """A table that is no entity, and why."""

    path: TablePath
    reason: str
