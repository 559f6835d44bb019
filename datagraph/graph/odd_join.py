"""A join that needs a look, and where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.model import Part

if TYPE_CHECKING:
    from datagraph.graph.sides import Side
    from datagraph.model import Join, JunctionTable, Operand, Relationship
    from datagraph.syntax import StringValue
    from datagraph.text import Span

# What is not `=` between or behind two columns: signs, or words between spaces.
_OPERATOR = re.compile(r"(?:(?<=\s)-+)?[=<>!&|:~]+|(?<=\s)(?:and|between|ilike|in|is|like|not|or)(?=\s)", re.IGNORECASE)
_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")
_SIGNS = frozenset(("<", ">", "<=", ">=", "=<", "!", "!=", "!==", "<>", "<=>", "~", "!~", "=~", "&", "&&", "|", "||"))
_WORDS = frozenset(("and", "between", "ilike", "in", "is", "like", "not", "or"))


class OddJoin:
    """A join that does not plainly name its entities; in the beta's language it may still be right.

    `sides` are those that are to name an entity, from left to right: both of a `join_on`, one of a junction's join,
    none if the text is no join. `swapped` is whether they stand on each other's place, or a junction's column on that
    of the entity; `column` is the junction's column; `partner` the junction's other join, if `left_join_on` and
    `right_join_on` are exchanged.
    """

    __slots__ = ("attribute", "column", "node", "partner", "relationship", "sides", "string", "swapped", "text")

    def __init__(
        self, relationship: Relationship, node: Relationship | JunctionTable, attribute: str, text: str
    ) -> None:
        self.relationship = relationship
        self.node = node
        self.attribute = attribute
        self.text = text
        string = node.string(attribute)
        self.string: StringValue | None = string if string and string.text == text else None
        """Where the join stands; None if its attribute is misspelt."""
        self.sides: tuple[Side, ...] = ()
        self.swapped = False
        self.column: Operand | None = None
        self.partner: OddJoin | None = None

    @property
    def is_malformed(self) -> bool:
        """Whether the text is no join."""
        return not self.sides

    @property
    def is_junction(self) -> bool:
        """Whether it is one of the two joins of a junction table."""
        return self.attribute != "join_on"

    @property
    def span(self) -> Span:
        """The whole join, without the quotes of the string."""
        return self.string.inner_span if self.string else self.node.header_span

    def part(self, place: tuple[int, int]) -> Span:
        """Where a piece of the text stands in the file."""
        return self.string.part(*place) if self.string else self.span

    def fits(self, join: Join | None) -> bool:
        """Whether a join has an entity on each side that should have one here."""
        if join is None:
            return False
        left, right = self.attribute != "right_join_on", self.attribute != "left_join_on"
        return (bool(join.left.entity), bool(join.right.entity)) == (left, right)

    @property
    def operator(self) -> Part | None:
        """The first sign or word that compares or combines columns and is not `=`."""
        # What stands in quotes is a name, whatever it holds.
        bare = _QUOTED.sub(lambda quoted: "x" * len(quoted.group()), self.text)
        found = next((it for it in _OPERATOR.finditer(bare) if it.group() != "="), None)
        return Part(found.group(), *found.span()) if found else None

    @property
    def has_comparison(self) -> bool:
        """Whether its operator compares otherwise than `=`, or adds a condition; `==` or `->` only look strange."""
        operator = self.operator
        return operator is not None and (operator.text in _SIGNS or operator.text.lower() in _WORDS)
