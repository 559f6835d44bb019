"""What holds for any two graphs."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

import datagraph
from datagraph.consumers import Consumer, Use
from datagraph.diff import Comparison, Earlier
from datagraph.engine import analyse
from datagraph.project.evidence import graph_of
from datagraph.rules import Evidence
from datagraph.settings import Settings
from datagraph.text import Span
from tests.diff.shop import edited, random_shop
from tests.strategies import any_texts, often

if TYPE_CHECKING:
    from datagraph.diff import Change
    from datagraph.graph import Graph
    from tests.diff.shop import Expected

SEEDS = st.integers(0, 2**32)


def facts(change: Change) -> tuple[str, str, tuple[str, ...], bool]:
    return change.kind, change.block.slug, tuple(sorted(it.attribute for it in change.differences)), change.is_moved


def nothing_changes_between_a_text_and_itself(text: str) -> None:
    assert Comparison(graph_of(text), graph_of(text)).changes == ()


def format_changes_nothing(text: str) -> None:
    assert Comparison(graph_of(text), graph_of(datagraph.format_text(text))).changes == ()


def edits_are_found_and_no_others(seed: int) -> None:
    random = Random(seed)
    before = random_shop(random)
    after, expected = edited(before, random)
    found: Expected = {facts(it) for it in Comparison(graph_of(before.text()), graph_of(after.text())).changes}
    assert found == expected


def directions_mirror_each_other(seed: int) -> None:
    random = Random(seed)
    before = random_shop(random)
    texts = before.text(), edited(before, random)[0].text()
    there, back = (Comparison(graph_of(old), graph_of(new)).changes for old, new in (texts, texts[::-1]))
    turned = {"added": "removed", "removed": "added", "changed": "changed"}

    def sides(change: Change) -> set[tuple[str, str, str]]:
        return {(it.attribute, it.old, it.new) for it in change.differences}

    mirrored = {(turned[it.kind], it.block.slug): {(name, new, old) for name, old, new in sides(it)} for it in back}
    assert {(it.kind, it.block.slug): sides(it) for it in there} == mirrored


def definite_findings_are_what_consumers_lose(seed: int) -> None:
    """A second opinion: whoever uses a relationship is walked along its path in the new graph."""
    random = Random(seed)
    before = random_shop(random)
    old_text, new_text = before.text(), edited(before, random)[0].text()
    old, new = graph_of(old_text), graph_of(new_text)
    used = [it.slug for it in old.relationships if random.random() < 0.5]
    named = [it for it in old.entities if random.random() < 0.3]
    uses = [Use("relationship", it, Span(0, 0)) for it in used] + [Use("entity", it, Span(0, 0)) for it in named]
    consumers = tuple(Consumer(it.name, "audience", (it,)) for it in uses)
    evidence = Evidence(earlier=Earlier(old, old_text, "before"), consumers=consumers)
    found = analyse(new_text, Settings(select=("DG60",)), evidence).diagnostics
    lost = [it for it in used if walk(old, it) != walk(new, it)]
    lost += [it for it in named if it not in new.entities]
    assert bool(found) == bool(lost)


def walk(graph: Graph, slug: str) -> list[tuple[str, str]] | None:
    """The steps from the profile to a relationship, each with where it leads; None if there is no such path."""
    relationship = next((it for it in graph.relationships if it.slug == slug), None)
    return [(it.slug, it.related_entity) for it in graph.path(relationship)] if relationship else None


test_no_change, test_no_change_often = often(nothing_changes_between_a_text_and_itself, any_texts(), examples=60)
test_format, test_format_often = often(format_changes_nothing, any_texts(), examples=60)
test_edits, test_edits_often = often(edits_are_found_and_no_others, SEEDS, examples=150)
test_mirror, test_mirror_often = often(directions_mirror_each_other, SEEDS)
test_definite, test_definite_often = often(definite_findings_are_what_consumers_lose, SEEDS, examples=150)
