"""Random content: valid graphs, and whatever else the grammar takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.language import MAXIMUM_DEPTH, PROFILE_TYPES
from datagraph.syntax import encode
from tests.plans import Comment, Gap, Plan, Section, Setting

if TYPE_CHECKING:
    from random import Random

    from tests.plans import Item

_LETTERS = "abcxyzABC0123_- .,:;=#/'\"\\{}[]()$%@éßж名😀\u0301“”…"


class Pieces:
    """The small pieces that texts are made of."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def prose(self, longest: int = 12) -> str:
        return "".join(self.random.choices(_LETTERS, k=self.random.randint(0, longest)))

    def column(self) -> str:
        return self.random.choice(("ID", "EMAIL", "A_1", "B", "ACCOUNT_ID", "X9"))

    def name(self) -> str:
        first = self.random.choice(("a", "name", "type", "x_", "_", "B", "é", "Ωm", "join_on", "entity"))
        return first + self.random.choice(("", "", "1", "-b", "_long_name", "ж"))

    def value(self) -> str:
        return self.random.choice(("true", "false", encode(self.prose()), encode(self.prose()), encode("")))

    def label(self) -> str:
        return self.random.choice(("", encode("a"), encode("b-2"), encode(self.prose())))

    def comment(self) -> str:
        """A comment of one line; it says nothing to the checker, and no blanks end it."""
        words = self.prose().replace("*", "").rstrip()
        if self.chance(0.3):
            return f"/*{words}*/"
        return (self.random.choice(("#", "# ", "//", "// ")) + words).rstrip()

    def remark(self) -> str:
        return self.comment() if self.chance(0.2) else ""

    def between(self) -> list[Item]:
        """What stands between two items, often nothing."""
        if self.chance(0.7):
            return []
        return [Gap() if self.chance(0.4) else Comment(self.comment()) for _ in range(self.random.randint(1, 3))]

    def body(self, items: list[Item]) -> tuple[Item, ...]:
        """The items in any order, with comments and blank lines between them."""
        body: list[Item] = []
        for item in self.random.sample(items, len(items)):
            body += [*self.between(), item]
        return (*body, *self.between())


def random_plan(random: Random, size: int) -> Plan:
    """Whatever the grammar takes: any names, in any nesting; of so many items at most."""
    pieces = Pieces(random)
    bodies: list[list[Item]] = [[]]
    for _ in range(size):
        kind = random.choice(("setting", "setting", "flat", "opening", "closing"))
        if kind == "opening":
            bodies.append([])
        elif kind == "closing" and len(bodies) > 1:
            body = pieces.body(bodies.pop())
            section = Section(pieces.name(), pieces.label(), body, pieces.remark(), pieces.remark())
            bodies[-1].append(section)
        elif kind == "flat":
            inside = (Setting(pieces.name(), pieces.value()),) if pieces.chance(0.5) else ()
            bodies[-1].append(Section(pieces.name(), pieces.label(), inside, "", pieces.remark(), flat=True))
        else:
            bodies[-1].append(Setting(pieces.name(), pieces.value(), pieces.remark()))
    return Plan(pieces.body([item for body in bodies for item in body]))


def random_graph(random: Random, size: int) -> Plan:
    """A graph without an error, of so many entities and about as many relationships, as deep as they may be."""
    pieces = Pieces(random)
    return Plan((*pieces.between(), _Graph(pieces, size).section(), *pieces.between()))


class _Graph:
    """The blocks of one graph."""

    def __init__(self, pieces: Pieces, size: int) -> None:
        self._pieces = pieces
        self._random = pieces.random
        self._entities = [f"{self._random.choice(('cart', 'user-account', 'b_2'))}-{place}" for place in range(size)]
        self._left = self._random.randint(0, 2 * size)

    def section(self) -> Section:
        children: list[Item] = [self._entity(place, slug) for place, slug in enumerate(self._entities)]
        if self._left:
            children.append(self._profile())
        return self._section("data_graph", "", {"version": "v1.0.0"}, children)

    def _section(self, kind: str, label: str, values: dict[str, str], children: list[Item]) -> Section:
        pieces = self._pieces
        settings: list[Item] = [
            Setting(name, value if name == "enrichment_enabled" else encode(value), pieces.remark())
            for name, value in values.items()
        ]
        body = pieces.body([*settings, *children])
        return Section(kind, label and encode(label), body, pieces.remark(), pieces.remark())

    def _described(self, slug: str, values: dict[str, str]) -> dict[str, str]:
        described = {"name": f"{self._pieces.prose()} {slug}", **values}
        if self._pieces.chance(0.5):
            described["description"] = f"{self._pieces.prose()}."
        return described

    def _entity(self, place: int, slug: str) -> Section:
        values = {"table_ref": f"DB.S.TABLE_{place}", "primary_key": self._pieces.column()}
        if self._pieces.chance(0.5):
            values["enrichment_enabled"] = self._random.choice(("true", "false"))
        return self._section("entity", slug, self._described(slug, values), [])

    def _profile(self) -> Section:
        values = {"profile_folder": "DB.SEGMENT", "type": self._random.choice(PROFILE_TYPES)}
        children: list[Item] = []
        while self._left:
            children.append(self._relationship(()))
        return self._section("profile", "", values, children)

    def _relationship(self, path: tuple[str, ...]) -> Section:
        """A relationship behind those that lead to the entities of a path; it leads to another."""
        pieces = self._pieces
        self._left -= 1
        slug = f"r-{self._left}"
        entity = self._random.choice([it for it in self._entities if it not in path])
        values = {"related_entity": entity}
        children: list[Item] = []
        if not path:
            children.append(self._first_join())
        elif pieces.chance(0.6):
            values["join_on"] = f"{path[-1]}.{pieces.column()} = {entity}.{pieces.column()}"
        else:
            children.append(self._junction(path[-1], entity))
        path = (*path, entity)
        while self._left and len(path) + 1 < MAXIMUM_DEPTH and len(path) < len(self._entities) and pieces.chance(0.7):
            children.append(self._relationship(path))
        return self._section("relationship", slug, self._described(slug, values), children)

    def _first_join(self) -> Section:
        kind, name = self._random.choice((("external_id", "type"), ("trait", "name")))
        values = {name: self._random.choice(("email", "user_id", "phone")), "join_key": self._pieces.column()}
        return self._section(kind, "", values, [])

    def _junction(self, left: str, right: str) -> Section:
        column = self._pieces.column
        values = {
            "table_ref": f"DB.S.JUNCTION_{self._left}",
            "primary_key": column(),
            "left_join_on": f"{left}.{column()} = {column()}",
            "right_join_on": f"{column()} = {right}.{column()}",
        }
        return self._section("junction_table", "", values, [])
