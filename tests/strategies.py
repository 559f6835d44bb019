"""Random texts: valid graphs in every legal spacing, valid graphs with mistakes in them, and junk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import Comment, Gap, Plan, Section, Setting

from datagraph.language import MAXIMUM_DEPTH, PROFILE_TYPES
from datagraph.syntax import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy
    from plans import Item

TOKENS = (
    *"{ } \" = # , ; : ( ) [ ] ' ” “ ‘ \\ . - + ` $ %".split(),
    *"// /* */ == => ${ %{ }} << ... 1 1.5 true false null x é \x00 \r \ufeff \xa0 \ud800 \u200b \x0c".split(" "),
    *(" ", "  ", "\t", "\n", "\n\n\n", "\r\n", "\n  ", "\n}\n", "{\n", "} ", ' "a"', '"a" {', "<<EOT\n", "\nEOT\n"),
    *(
        "# datagraph: ignore",
        "data_graph",
        "entity",
        "profile",
        "relationship",
        "external_id",
        "trait",
        "junction_table",
    ),
    *("name", "name = ", "type", "version", "join_on", "enrichment_enabled = true", "a.B = c.D", "related_entity"),
)


def often(check: Callable[..., None], *strategies: SearchStrategy[Any], examples: int = 100) -> tuple[Any, Any]:
    """Two tests of one property: one that tries the same few examples each time, and a slow one that tries others."""
    quick = settings(derandomize=True, max_examples=examples, **_UNHURRIED)(given(*strategies)(check))
    slow = settings(max_examples=20 * examples, **_UNHURRIED)(given(*strategies)(check))
    return quick, pytest.mark.slow(slow)


_UNHURRIED: Any = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.differing_executors],
}

# Pieces.

_columns = st.from_regex(r"[A-Z][A-Z0-9_]{0,8}", fullmatch=True)
_slugs = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
_words = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Zs"])
_prose = st.text(_words, min_size=1, max_size=12).map(encode)
_remarks = st.text(st.characters(codec="utf-8", exclude_characters="\r\n*"), max_size=12).map(str.strip)
_line_comments = st.builds("{}{}".format, st.sampled_from(("#", "# ", "//", "// ")), _remarks).map(str.rstrip)
_block_comments = st.builds("/*{}*/".format, _remarks)
_comments = (_line_comments | _block_comments).filter(lambda it: "datagraph:" not in it)
_maybe_comment = st.just("") | st.just("") | _comments
_nothing: SearchStrategy[tuple[Item, ...]] = st.just(())
_between = _nothing | _nothing | st.lists(st.builds(Gap) | st.builds(Comment, _comments), max_size=3).map(tuple)

# Valid graphs.


@st.composite
def graphs(draw: DrawFn) -> Plan:
    """Draw a graph without an error: entities, and relationships of every kind, as deep as they may be."""
    slugs = draw(st.lists(_slugs, min_size=2, max_size=12, unique_by=lambda it: it.replace("-", "_")))
    count = draw(st.integers(1, len(slugs) - 1))
    drawing = _Drawing(draw, slugs[:count], slugs[count:])
    items: list[Item] = [drawing.entity(slug) for slug in drawing.entities]
    if draw(st.integers(0, 4)):
        items.append(drawing.profile())
    graph = drawing.section("data_graph", "", {"version": '"v1.0.0"'}, items)
    return Plan((*draw(_between), graph, *draw(_between)))


class _Drawing:
    """Draws the blocks of one graph; each relationship takes a slug, and there is none when they have run out."""

    def __init__(self, draw: DrawFn, entities: list[str], slugs: list[str]) -> None:
        self.entities = entities
        self._draw = draw
        self._slugs = slugs

    def section(self, kind: str, label: str, values: dict[str, str], children: list[Item]) -> Section:
        draw = self._draw
        settings = [Setting(name, value, draw(_maybe_comment)) for name, value in values.items()]
        body: list[Item] = []
        for item in draw(st.permutations([*settings, *children])):
            body += [*draw(_between), item]
        body += draw(_between)
        return Section(kind, label and encode(label), tuple(body), draw(_maybe_comment), draw(_maybe_comment))

    def entity(self, slug: str) -> Section:
        draw = self._draw
        values = {
            "name": encode(f"{slug} {draw(_columns)}"),
            "table_ref": encode(f"DB.{draw(_columns)}.T{self.entities.index(slug)}"),
            "primary_key": encode(draw(_columns)),
        }
        if draw(st.booleans()):
            values["description"] = draw(_prose)
        if draw(st.booleans()):
            values["enrichment_enabled"] = draw(st.sampled_from(("true", "false")))
        return self.section("entity", slug, values, [])

    def profile(self) -> Section:
        values = {
            "profile_folder": encode(f"DB.{self._draw(_columns)}"),
            "type": encode(self._draw(st.sampled_from(PROFILE_TYPES))),
        }
        return self.section("profile", "", values, self.relationships(()))

    def relationships(self, path: tuple[str, ...]) -> list[Item]:
        """Relationships that lead on from the entities of a path; none leads back to one of them."""
        free = [slug for slug in self.entities if slug not in path]
        if not free or len(path) + 1 == MAXIMUM_DEPTH:
            return []
        wanted = self._draw(st.integers(0, 1 if path else 3))
        return [self.relationship(self._slugs.pop(), path, free) for _ in range(min(wanted, len(self._slugs)))]

    def relationship(self, slug: str, path: tuple[str, ...], free: list[str]) -> Section:
        draw = self._draw
        entity = draw(st.sampled_from(free))
        values = {"name": encode(f"{slug} {draw(_columns)}"), "related_entity": encode(entity)}
        if draw(st.booleans()):
            values["description"] = draw(_prose)
        children = self.relationships((*path, entity)) if self._slugs else []
        if not path:
            children.append(self.first_join())
        elif draw(st.booleans()):
            values["join_on"] = encode(f"{path[-1]}.{draw(_columns)} = {entity}.{draw(_columns)}")
        else:
            children.append(self.junction(path[-1], entity))
        return self.section("relationship", slug, values, children)

    def first_join(self) -> Section:
        kind, name = self._draw(st.sampled_from((("external_id", "type"), ("trait", "name"))))
        values = {name: encode(self._draw(st.sampled_from(("email", "user_id", "phone")))), "join_key": '"KEY"'}
        return self.section(kind, "", values, [])

    def junction(self, left: str, right: str) -> Section:
        draw = self._draw
        values = {
            "table_ref": encode(f"DB.{draw(_columns)}.{draw(_columns)}"),
            "primary_key": encode(draw(_columns)),
            "left_join_on": encode(f"{left}.{draw(_columns)} = {draw(_columns)}"),
            "right_join_on": encode(f"{draw(_columns)} = {right}.{draw(_columns)}"),
        }
        return self.section("junction_table", "", values, [])


# What the grammar takes, whether it means anything or not.

_names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,9}|[éΩж]\w{0,3}", fullmatch=True)
_values = st.sampled_from(("true", "false")) | st.text(_words | st.just(" "), max_size=12).map(encode)
_settings = st.builds(Setting, _names, _values, _maybe_comment)
_labels = st.just("") | st.builds(encode, _slugs)
_flat = st.builds(
    Section,
    _names,
    _labels,
    st.lists(st.builds(Setting, _names, _values), max_size=1).map(tuple),
    closing=_maybe_comment,
    flat=st.just(value=True),
)
_leaves = st.builds(Gap) | st.builds(Comment, _comments) | _settings | _settings | _flat


def plans() -> SearchStrategy[Plan]:
    """Whatever the grammar takes: any names, in any nesting."""

    def around(items: SearchStrategy[Item]) -> SearchStrategy[Item]:
        body = st.lists(items, max_size=6).map(tuple)
        return st.builds(Section, _names, _labels, body, _maybe_comment, _maybe_comment)

    tree: SearchStrategy[Item] = st.recursive(_leaves, around, max_leaves=25)
    return st.lists(tree, max_size=6).map(lambda items: Plan(tuple(items)))


# Texts.

_seeds = st.just(0) | st.integers(1, 2**32)


@st.composite
def variants(draw: DrawFn, texts: SearchStrategy[str]) -> str:
    """Draw a text with either line end, with or without a byte-order mark."""
    text = draw(texts)
    mark = draw(st.sampled_from(("", "", "", "\ufeff")))
    return mark + (text.replace("\n", "\r\n") if draw(st.integers(0, 3)) == 0 else text)


def valid_texts() -> SearchStrategy[str]:
    """Texts of valid graphs in any legal spacing."""
    return variants(st.builds(Plan.spaced, graphs(), _seeds))


def well_formed_texts() -> SearchStrategy[str]:
    """Texts that the grammar takes."""
    return variants(st.builds(Plan.spaced, plans(), _seeds))


@st.composite
def mutated_texts(draw: DrawFn) -> str:
    """Draw a valid text with some mistakes: pieces deleted, put in or doubled, and lines indented otherwise."""
    text = draw(valid_texts())
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 3) | st.integers(0, 80))
        piece = draw(st.sampled_from(TOKENS) | st.just("") | st.just(text[place : place + length] * 2))
        text = text[:place] + piece + text[place + length :]
    return text


def junk_texts() -> SearchStrategy[str]:
    """Texts that are no graphs: pieces of the language in any order, or any characters at all."""
    pieces = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)
    return variants(pieces) | st.text(max_size=60)


def any_texts() -> SearchStrategy[str]:
    """Texts of every sort."""
    return st.one_of(mutated_texts(), junk_texts(), well_formed_texts(), valid_texts())
