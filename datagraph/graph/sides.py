"""Sides of joins: which entity each names, and which it should name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from datagraph.diagnostics.suggestion import closest
from datagraph.graph.references import plain_table_name
from datagraph.model import Join, Operand, is_part, split_dotted, unquoted

if TYPE_CHECKING:
    from datagraph.graph.graph import Graph
    from datagraph.model import Relationship

Reading = Literal["right", "bare", "columnless", "table", "near", "other", "unknown", "outvoted"]
"""`right` as far as anyone can tell; `bare` without an entity, or `columnless`; named by its `table`; a `near` miss of
a slug; an `other` entity; an `unknown` word; `outvoted`: right, if only its relationship led to another entity."""


class Side(NamedTuple):
    """One side of a join that is to name an entity: the one that `owner` leads to.

    `expected` is that entity's slug, or "" if `owner` leads to none that is declared; `meaning` the slug of the entity
    that the side stands for, or "". `sure` is whether a near miss can mean nothing else.
    """

    operand: Operand
    owner: Relationship
    expected: str
    meaning: str
    reading: Reading
    sure: bool = False

    @property
    def word(self) -> str:
        """What the side calls its entity."""
        return unquoted(self.operand.entity)


def read_side(graph: Graph, operand: Operand, owner: Relationship, opposite: str = "") -> Side:
    """Read a side that is to name the entity which `owner` leads to; `opposite` is what it may be mixed up with."""
    word = unquoted(operand.entity)
    expected = graph.entity_slug(owner.related_entity)
    if not word:
        column = unquoted(operand.column)
        known = column and column in (expected, opposite)
        return Side(operand, owner, expected, column if known else "", "columnless" if known else "bare")
    meaning = graph.entity_slug(word)
    # An owner that leads nowhere is no evidence against what its joins say.
    if word == owner.related_entity or (meaning and expected in ("", meaning)):
        return Side(operand, owner, expected, meaning, "right")
    tables = graph.entities_of_table(word)
    if tables or graph.has_legacy_style:
        side = _table_side(graph, operand, owner, (expected, opposite))
        if side:
            return side
    if meaning:
        return Side(operand, owner, expected, meaning, "other")
    return _near_side(graph, operand, owner, (expected, opposite))


def _table_side(graph: Graph, operand: Operand, owner: Relationship, slugs: tuple[str, str]) -> Side | None:
    """A side that calls its entity by the table, as the beta's language does; None if it does not."""
    word, expected = unquoted(operand.entity), slugs[0]
    tables = graph.entities_of_table(word)
    meaning = next((it for it in slugs if it in tables), next(iter(tables), ""))
    if graph.has_legacy_style:
        # What is wrong with a table's name, or calling the entity by its slug, is no matter of the join.
        excused = expected and (word.casefold() == expected or not plain_table_name(graph.entities[expected].table_ref))
        if excused or (meaning and expected in ("", meaning)):
            return Side(operand, owner, expected, meaning or expected, "right")
        return Side(operand, owner, expected, meaning, "other") if meaning else None
    if graph.entity_slug(word):
        return None
    return Side(operand, owner, expected, meaning, "table", meaning == expected or len(tables) == 1)


def _near_side(graph: Graph, operand: Operand, owner: Relationship, slugs: tuple[str, str]) -> Side:
    """A side whose word nobody declares, read as a near miss of its own entity or else of the other side's."""
    word, expected = unquoted(operand.entity), slugs[0]
    if graph.has_nameless_entities:
        return Side(operand, owner, expected, "", "right")
    names = {name: slug for slug in slugs if slug for name in (spelling(graph, slug), slug)}
    near = closest(word, names)
    if near and not near.sure and expected and closest(word, (expected,)):
        return Side(operand, owner, expected, expected, "near")
    if near:
        return Side(operand, owner, expected, names[near.word], "near", near.sure)
    return Side(operand, owner, expected, "", "unknown")


def spelling(graph: Graph, slug: str) -> str:
    """How a join names an entity: by its slug; in the beta's language by its table."""
    entity = graph.entities.get(slug)
    return (plain_table_name(entity.table_ref) if graph.has_legacy_style and entity else "") or slug


def long_join(graph: Graph, text: str, junction: str = "") -> Join | None:
    """A join whose sides name tables with their schemas, such as `PROD.CUST.CART.ID`, where the graph has them.

    `junction` is a further table that a side may name.
    """
    left, sign, right = text.partition("=")
    if not sign or "=" in right:
        return None
    operands: list[Operand] = []
    for start, end in ((0, len(left)), (len(left) + 1, len(text))):
        piece = text[start:end].strip()
        offset = text.index(piece, start)
        parts, _ = split_dotted(piece)
        if not all(is_part(piece[part.start : part.end]) for part in parts):
            return None
        name = ".".join(part.text for part in parts[:-1])
        if len(parts) > 2 and name.casefold() != junction.casefold() and not graph.entities_of_table(name):
            return None
        name_end = offset + (parts[-2].end if len(parts) > 1 else 0)
        column = (offset + parts[-1].start, offset + parts[-1].end)
        operands.append(Operand(name, parts[-1].text, (offset, name_end), column))
    return Join(*operands)
