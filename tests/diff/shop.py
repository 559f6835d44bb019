"""Random graphs as plain data, and edits of them whose changes are known."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random


class Step(NamedTuple):
    """A relationship: what it says, and those nested in it."""

    slug: str
    facts: dict[str, str]
    nested: list[Step]


class Shop:
    """A graph: entities with their attributes by slug, and the relationships of the profile."""

    def __init__(self, entities: dict[str, dict[str, str]], steps: list[Step]) -> None:
        self.entities = entities
        self.steps = steps

    def text(self) -> str:
        lines = ["data_graph {", '  version = "v1.0.0"']
        for slug, facts in self.entities.items():
            lines.append(f'  entity "{slug}" {{')
            lines += [f"    {name} = {_written(value)}" for name, value in facts.items()]
            lines.append("  }")
        lines += ["  profile {", '    profile_folder = "P.SEGMENT"', '    type = "segment:materialized"']
        waiting: list[Step | str] = [*reversed(self.steps)]
        while waiting:
            step = waiting.pop()
            if isinstance(step, str):
                lines.append(step)
                continue
            lines.append(f'relationship "{step.slug}" {{')
            lines += [f'{name} = "{value}"' for name, value in step.facts.items() if "." not in name]
            if "external_id.type" in step.facts:
                lines.append("external_id {")
                lines += [f'{name} = "{step.facts[f"external_id.{name}"]}"' for name in ("type", "join_key")]
                lines.append("}")
            waiting += ["}", *reversed(step.nested)]
        return "\n".join([*lines, "  }", "}", ""])

    def all_steps(self) -> list[tuple[list[Step], Step, int]]:
        """Each relationship with the list that it is in, and its depth: 2 on the first level."""
        found = []
        waiting = [(self.steps, it, 2) for it in self.steps]
        while waiting:
            holder, step, depth = waiting.pop()
            found.append((holder, step, depth))
            waiting += [(step.nested, it, depth + 1) for it in step.nested]
        return found


def _written(value: str) -> str:
    return value if value in ("true", "false") else f'"{value}"'


def random_shop(random: Random) -> Shop:
    """A valid graph of up to eight entities and relationships."""
    slugs = [f"e{number}" for number in range(random.randint(1, 8))]
    entities = {
        it: {"name": it.upper(), "table_ref": f"P.S.{it.upper()}", "primary_key": "ID", "enrichment_enabled": "true"}
        for it in slugs
    }
    shop = Shop(entities, [])
    for number in range(random.randint(0, 8)):
        places = [(shop.steps, None, 1), *((step.nested, step, depth) for _, step, depth in shop.all_steps())]
        holder, parent, _ = random.choice([it for it in places if it[2] < 6])
        holder.append(new_step(random, f"r{number}", random.choice(slugs), parent))
    return shop


def new_step(random: Random, slug: str, entity: str, parent: Step | None) -> Step:
    facts = {"name": slug.upper(), "related_entity": entity}
    if parent is None:
        return Step(
            slug, {**facts, "external_id.type": random.choice(("email", "user_id")), "external_id.join_key": "K"}, []
        )
    return Step(slug, {**facts, "join_on": f"{parent.facts['related_entity']}.ID = {entity}.{slug.upper()}_ID"}, [])


Expected = set[tuple[str, str, tuple[str, ...], bool]]
"""For each change its kind, the slug, the attributes, and whether the block has moved."""


class Turn(NamedTuple):
    """One edit: the graph that it is made in, what no edit before has touched, and its number."""

    after: Shop
    entities: list[str]
    steps: list[tuple[list[Step], Step, int]]
    random: Random
    number: int


def edited(shop: Shop, random: Random) -> tuple[Shop, Expected]:
    """The graph after some edits, each of another block, and exactly what has changed."""
    after = Shop(copy.deepcopy(shop.entities), copy.deepcopy(shop.steps))
    expected: Expected = set()
    for number in range(random.randint(1, 4)):
        touched = {it[1] for it in expected}
        entities = [it for it in after.entities if it not in touched]
        steps = [it for it in after.all_steps() if it[1].slug not in touched]
        edit = random.choice((_say, _table, _add_entity, _join, _add_step, _remove_step, _remove_entity, _say_step))
        expected |= edit(Turn(after, entities, steps, random, number))
    return after, expected


def _say(turn: Turn) -> Expected:
    if not turn.entities:
        return set()
    slug = turn.random.choice(turn.entities)
    names = turn.random.sample(("name", "primary_key", "enrichment_enabled"), turn.random.randint(1, 3))
    for name in names:
        turn.after.entities[slug][name] = "false" if name == "enrichment_enabled" else f"NEW{turn.number}"
    return {("changed", slug, tuple(sorted(names)), False)}


def _table(turn: Turn) -> Expected:
    if not turn.entities:
        return set()
    slug = turn.random.choice(turn.entities)
    turn.after.entities[slug]["table_ref"] = f"P.S.NEW_{turn.number}"
    return {("changed", slug, ("table_ref",), False)}


def _add_entity(turn: Turn) -> Expected:
    slug, number = f"new{turn.number}", turn.number
    turn.after.entities[slug] = {"name": slug, "table_ref": f"P.S.ADDED_{number}", "primary_key": "ID"}
    return {("added", slug, (), False)}


def _remove_entity(turn: Turn) -> Expected:
    used = {step.facts["related_entity"] for _, step, _ in turn.after.all_steps()}
    unused = [it for it in turn.entities if it not in used]
    if not unused:
        return set()
    slug = turn.random.choice(unused)
    del turn.after.entities[slug]
    return {("removed", slug, (), False)}


def _say_step(turn: Turn) -> Expected:
    if not turn.steps:
        return set()
    _, step, _ = turn.random.choice(turn.steps)
    step.facts["name"] = f"Said {turn.number}"
    return {("changed", step.slug, ("name",), False)}


def _join(turn: Turn) -> Expected:
    if not turn.steps:
        return set()
    _, step, _ = turn.random.choice(turn.steps)
    name = "join_on" if "join_on" in step.facts else "external_id.join_key"
    step.facts[name] += f"_{turn.number}"
    return {("changed", step.slug, (name,), False)}


def _add_step(turn: Turn) -> Expected:
    after, random = turn.after, turn.random
    if not after.entities:
        return set()
    places = [(after.steps, None, 1), *((step.nested, step, depth) for _, step, depth in after.all_steps())]
    holder, parent, _ = random.choice([it for it in places if it[2] < 6])
    slug = f"added{turn.number}"
    # Joined as no other is: a relationship that is gone beside it must not be taken for it.
    step = new_step(random, slug, random.choice(list(after.entities)), parent)
    if parent is None:
        step.facts["external_id.join_key"] = f"ADDED_{turn.number}"
    holder.insert(random.randint(0, len(holder)), step)
    return {("added", slug, (), False)}


def _remove_step(turn: Turn) -> Expected:
    touched = {it[1].slug for it in turn.after.all_steps()} - {it[1].slug for it in turn.steps}
    whole = [(holder, step, _all_of(step)) for holder, step, _ in turn.steps]
    whole = [it for it in whole if not touched & set(it[2])]
    if not whole:
        return set()
    holder, step, gone = turn.random.choice(whole)
    holder.remove(step)
    return {("removed", slug, (), False) for slug in gone}


def _all_of(step: Step) -> list[str]:
    found, waiting = [], [step]
    while waiting:
        it = waiting.pop()
        found.append(it.slug)
        waiting += it.nested
    return found
