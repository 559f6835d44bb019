"""Random texts: valid graphs in every legal spacing, valid graphs with mistakes in them, and junk."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans import Plan
from tests.random_plans import random_graph, random_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

TOKENS = (
    *"{}\"=#,;:()[]'”“‘\\.-+`$%",
    *("//", "/*", "*/", "==", "=>", "${", "%{", "}}", "<<", "...", "1", "1.5", "true", "false", "null", "x", "é"),
    *("\x00", "\r", "\ufeff", "\xa0", "\ud800", "\u200b", "\x0c", " ", "  ", "\t", "\n", "\n\n\n", "\r\n", "\n  "),
    *("\n}\n", "{\n", "} ", ' "a"', '"a" {', '"a" {\n', "<<EOT\n", "\nEOT\n", "# datagraph: ignore", "data_graph"),
    *("entity", "profile", "relationship", "external_id", "trait", "junction_table", "name", "name = ", "type"),
    *("version", "join_on", "enrichment_enabled = true", "a.B = c.D", "related_entity"),
)


def often(check: Callable[..., None], *strategies: SearchStrategy[Any], examples: int = 100) -> tuple[Any, Any]:
    """Two tests of one property: a slow one, and one that tries the same quarter of the examples each time."""
    quick = settings(derandomize=True, max_examples=examples // 4, **_UNHURRIED)(given(*strategies)(check))
    slow = settings(max_examples=examples, **_UNHURRIED)(given(*strategies)(check))
    return quick, pytest.mark.slow(slow)


_UNHURRIED: Any = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.differing_executors],
}

_seeds = st.integers(0, 2**32)


def graphs() -> SearchStrategy[Plan]:
    """Graphs without an error, made from a seed: to draw each piece of them would take a hundred times as long."""
    return st.builds(lambda seed, size: random_graph(Random(seed), size), _seeds, st.integers(1, 8))


def plans() -> SearchStrategy[Plan]:
    """Whatever the grammar takes."""
    return st.builds(lambda seed, size: random_plan(Random(seed), size), _seeds, st.integers(0, 30))


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
