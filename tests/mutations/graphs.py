"""Random valid files, written in the ways that people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random

_THINGS = (
    "account",
    "cart",
    "product",
    "household",
    "subscription",
    "order",
    "invoice",
    "payment",
    "ticket",
    "device",
    "address",
    "store",
    "campaign",
    "review",
    "shipment",
    "booking",
    "policy",
    "claim",
    "vehicle",
    "lesson",
    "course",
    "patient",
    "visit",
    "game",
    "level",
    "playlist",
    "track",
    "seat",
    "flight",
    "room",
)
_KINDS = ("retail", "web", "store", "app", "call", "member", "partner", "legacy", "trial", "eu")
_TRAITS = ("loyalty_number", "household_id", "favourite_store", "plan_id", "crm_id")
_TYPES = ("email", "user_id", "phone", "anonymous_id")
_TEXTS = (
    "What was bought, online or in a shop",
    "One row per customer's account",
    "Rows of the last 2 years; older ones are in the archive",
    'Known as \\"carts\\" in the app',
    "50 % of all visits (see the wiki)",
    "Käufe je Person",
    "A list: a, b and c",
    "= the sum of all parts",
)
_COMMENTS = (
    "The accounts.",
    'name = "old"',
    "TODO: ask the warehouse team",
    "from 2024-01-01 on",
    "} closes {",
    'it\'s "quoted"',
)


class _Style(NamedTuple):
    indent: str
    aligned: bool
    blank_lines: bool
    comments: float
    mark: str
    line_end: str
    final_line_end: bool


class _Entity(NamedTuple):
    slug: str
    name: str
    table: str
    key: str


def valid_graph(random: Random) -> str:
    """A file in which nothing is wrong, neither for Segment nor by the advice of the rules."""
    writer = _Writer(random)
    writer.graph()
    return writer.text()


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: list[str] = []
        self.style = _Style(
            indent=random.choice(["  ", "  ", "  ", "    ", "\t"]),
            aligned=random.random() < 0.7,
            blank_lines=random.random() < 0.8,
            comments=random.choice([0, 0, 0.1, 0.3]),
            mark=random.choice(["#", "#", "//", "/*"]),
            line_end=random.choice(["\n", "\n", "\n", "\r\n"]),
            final_line_end=random.random() < 0.9,
        )
        self.database = random.choice(["PROD", "ANALYTICS_DB", "my-project-42"])
        self.upper = random.random() < 0.7
        self.slugs: set[str] = set()

    def text(self) -> str:
        return self.style.line_end.join(self.lines) + (self.style.line_end if self.style.final_line_end else "")

    def cased(self, name: str) -> str:
        return name.upper() if self.upper else name

    # Lines.

    def comment(self, level: int) -> None:
        if self.random.random() < self.style.comments:
            text, mark = self.random.choice(_COMMENTS), self.style.mark
            closing = " */" if mark == "/*" else ""
            self.lines.append(f"{self.style.indent * level}{mark} {text}{closing}")

    def open(self, level: int, header: str) -> None:
        if self.style.blank_lines and self.lines and not self.lines[-1].endswith("{"):
            self.lines.append("")
        self.comment(level)
        self.lines.append(f"{self.style.indent * level}{header} {{")

    def close(self, level: int) -> None:
        self.lines.append(self.style.indent * level + "}")

    def attributes(self, level: int, values: dict[str, str]) -> None:
        width = max(map(len, values)) if self.style.aligned else 0
        items = list(values.items())
        if self.random.random() < 0.15:
            self.random.shuffle(items)
        for name, value in items:
            self.comment(level)
            quoted = value if value in ("true", "false") else f'"{value}"'
            tail = "  # " + self.random.choice(_COMMENTS) if self.random.random() < self.style.comments / 3 else ""
            self.lines.append(f"{self.style.indent * level}{name.ljust(width)} = {quoted}{tail}")

    # Blocks.

    def graph(self) -> None:
        random = self.random
        self.comment(0)
        self.open(0, "data_graph")
        self.attributes(1, {"version": "v1.0.0"})
        self.slugs = set()
        entities = [self.entity_of(random) for _ in range(random.choice([1, 2, 3, 4, 5, 8]))]
        with_profile = random.random() < 0.85
        profile_first = with_profile and random.random() < 0.25
        used: set[str] = set()
        if profile_first:
            used = self.profile(entities)
        place = len(self.lines)
        if with_profile and not profile_first:
            used = self.profile(entities)
        profile_lines, self.lines = self.lines[place:], self.lines[:place]
        for entity in entities:
            self.entity(entity, entity.slug in used)
        self.lines += profile_lines
        self.close(0)

    def slug(self, *words: str) -> str:
        base = self.random.choice("--_").join(words)
        slug, number = base, 2
        # Slugs that differ only in their dashes would be a mistake of their own.
        while slug.replace("-", "_") in self.slugs:
            slug, number = f"{base}-{number}", number + 1
        self.slugs.add(slug.replace("-", "_"))
        return slug

    def entity_of(self, random: Random) -> _Entity:
        thing = random.choice(_THINGS)
        words = random.choice([(thing, "entity"), (thing,), (random.choice(_KINDS), thing)])
        slug = self.slug(*words)
        schema = self.cased(random.choice(["cust", "shop", "core"]))
        table = f"{self.database}.{schema}.{self.cased(slug.replace('-', '_') + 's')}"
        return _Entity(
            slug,
            slug.replace("-", " ").replace("_", " ").capitalize(),
            table,
            self.cased(random.choice(["id", thing + "_id"])),
        )

    def entity(self, entity: _Entity, used: bool) -> None:
        random = self.random
        self.open(1, f'entity "{entity.slug}"')
        values = {"name": entity.name}
        if random.random() < 0.4:
            values["description"] = random.choice(_TEXTS)
        values |= {"table_ref": entity.table, "primary_key": entity.key}
        if not used or random.random() < 0.3:
            values["enrichment_enabled"] = "true"
        elif random.random() < 0.1:
            values["enrichment_enabled"] = "false"
        self.attributes(2, values)
        self.close(1)

    def profile(self, entities: list[_Entity]) -> set[str]:
        random = self.random
        self.open(1, "profile")
        self.attributes(
            2, {"profile_folder": f"{self.database}.{self.cased('segment')}", "type": "segment:materialized"}
        )
        used: set[str] = set()
        for _ in range(random.choice([1, 1, 2, 3])):
            self.relationship(2, random.choice(entities), [], entities, used)
        self.close(1)
        return used

    def relationship(
        self, level: int, entity: _Entity, path: list[_Entity], entities: list[_Entity], used: set[str]
    ) -> None:
        random = self.random
        used.add(entity.slug)
        parent = path[-1] if path else None
        slug = self.slug(parent.slug.partition("-")[0] if parent else "user", entity.slug.partition("-")[0] + "s")
        self.open(level, f'relationship "{slug}"')
        values = {"name": slug.replace("-", " ").replace("_", " ").capitalize()}
        if random.random() < 0.3:
            values["description"] = random.choice(_TEXTS)
        values["related_entity"] = entity.slug
        many = parent is not None and random.random() < 0.3
        foreign = self.cased((parent.slug if parent else "x").replace("-", "_") + "_id")
        if parent and not many:
            values["join_on"] = f"{parent.slug}.{parent.key} = {entity.slug}.{foreign}"
        self.attributes(level + 1, values)
        if parent is None:
            self.first_level(level + 1)
        elif many:
            self.junction(level + 1, parent, entity, foreign)
        path = [*path, entity]
        rest = [it for it in entities if it not in path]
        if len(path) < 5:
            for child in random.sample(rest, min(len(rest), random.choice([0, 0, 1, 1, 2]))):
                self.relationship(level + 1, child, path, entities, used)
        self.close(level)

    def first_level(self, level: int) -> None:
        random = self.random
        if random.random() < 0.6:
            self.open(level, "external_id")
            kind = random.choice(_TYPES)
            self.attributes(level + 1, {"type": kind, "join_key": self.cased(kind)})
        else:
            self.open(level, "trait")
            trait = random.choice(_TRAITS)
            self.attributes(level + 1, {"name": trait, "join_key": self.cased(trait)})
        self.close(level)

    def junction(self, level: int, parent: _Entity, entity: _Entity, foreign: str) -> None:
        self.open(level, "junction_table")
        other = self.cased(entity.slug.replace("-", "_") + "_ref")
        self.attributes(
            level + 1,
            {
                "table_ref": f"{self.database}.{self.cased('links')}.{self.cased('link')}_{foreign}_{other}",
                "primary_key": self.cased("id"),
                "left_join_on": f"{parent.slug}.{parent.key} = {foreign}",
                "right_join_on": f"{other} = {entity.slug}.{entity.key}",
            },
        )
        self.close(level)
