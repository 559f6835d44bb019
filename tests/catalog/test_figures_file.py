"""The file of figures: nothing is lost on the way there and back, and no text breaks the reader."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datagraph.catalog.figures import dump, load
from datagraph.catalog.file import Refusal
from datagraph.catalog.measurements import (
    EntityMeasurement,
    Example,
    Failure,
    Link,
    Marks,
    Measurements,
    ProfileMeasurement,
    RelationshipMeasurement,
    Side,
    Spread,
)
from tests.exchange.schema_checks import GONE, changed

EXAMPLES = (Example("ada@example.com", 2), Example("\ud800", 1))
MARKS = Marks("deleted_at", 3, 1, is_telling=False)
SIDE = Side(20, 2, 18, matched=9, trimmed=12, folded=15, repeated=1, strays=EXAMPLES, examples=EXAMPLES)
FULL = Measurements(
    {"account": EntityMeasurement(20, 1, 19, 2, 4, EXAMPLES, MARKS, MARKS), "cart": EntityMeasurement(0, 0, 0)},
    {
        "carts": RelationshipMeasurement(
            (Link(SIDE, Side(7, 0, 7)), Link(SIDE, SIDE)),
            Spread(1, 2, 3, 4, 5),
            Spread(1, 1, 1, 5, 5),
            EntityMeasurement(3, 0, 3),
            profiles=18,
        ),
        "sampled": RelationshipMeasurement((Link(SIDE, SIDE),), Spread(0, 0, 0, 0, 0), None),
    },
    ProfileMeasurement({"email": 12}, None),
    {"slow": Failure("timeout", "it took too long", "ask for less", "60 s")},
    {"odd": "its table is not there"},
    sample=1000,
)


def test_what_is_written_is_read_again() -> None:
    text = dump([("graph.dg", FULL), ("other.dg", Measurements())])
    assert load(text) == {"graph.dg": FULL, "other.dg": Measurements()}
    relationships = json.loads(text)["files"][0]["relationships"]
    assert [it["cardinality"] for it in relationships.values()] == ["1:many", ""]


def test_keys_of_later_releases_are_passed_over() -> None:
    document = json.loads(dump([("graph.dg", FULL)]))
    later = changed(document, ("files", 0, "entities", "cart", "median"), 7)
    assert load(json.dumps(later)) == {"graph.dg": FULL}


CARTS = ("files", 0, "relationships", "carts")


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("version",), GONE, "`version` is missing"),
        (("version",), 2, "the version of the figures is 2: this version of datagraph reads 1"),
        (("files",), GONE, "`files` is missing"),
        (("files",), {}, "`files` is not a list"),
        (("files", 0, "path"), GONE, "`files[0].path` is missing"),
        (("files", 0, "entities", "cart", "rows"), True, "`files[0].entities.cart.rows` is not a number of rows"),
        (("files", 0, "entities", "cart", "nulls"), -1, "`files[0].entities.cart.nulls` is not a number of rows"),
        (("files", 0, "entities", "cart", "examined"), GONE, "`files[0].entities.cart.examined` is missing"),
        ((*CARTS, "links", 1, "left"), GONE, "`files[0].relationships.carts.links[1].left` is missing"),
        ((*CARTS, "links"), 3, "`files[0].relationships.carts.links` is not a list"),
        ((*CARTS, "backward"), [], "`files[0].relationships.carts.backward` is not an object"),
        (
            ("files", 0, "profile", "external_ids", "email"),
            "12",
            "`files[0].profile.external_ids.email` is not a number",
        ),
    ],
)
def test_another_shape_is_refused_at_its_place(path: tuple[str | int, ...], value: object, reason: str) -> None:
    found = load(json.dumps(changed(json.loads(dump([("graph.dg", FULL)])), path, value)))
    assert isinstance(found, Refusal)
    assert found.reason.startswith(reason)


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(load(text), dict | Refusal)


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 10_000, '{"version": 1, "files": [NaN]}', "\ufeff{,"])
def test_odd_json_is_refused(text: str) -> None:
    assert isinstance(load(text), Refusal)
