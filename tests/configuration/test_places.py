"""Where keys and values of a TOML text stand: whatever Python's parser finds at a path stands at that place."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from datagraph.configuration.places import Path, find_places
from datagraph.configuration.toml import parse


def check(text: str) -> None:
    """Every value's place holds that value; every key's place holds that key."""
    places = find_places(text)
    for path, value in leaves(parse(text).values):
        place = places[path]
        assert parse(f"x = {place.value.text_of(text)}\n").values == {"x": value}, path
        if isinstance(path[-1], str):
            assert list(parse(f"{place.key.text_of(text)} = 0").values) == [path[-1]], path


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list) and value:
        return [leaf for index, inner in enumerate(value) for leaf in leaves(inner, (*path, index))]
    return [(path, value)] if path else []


@pytest.mark.parametrize(
    "text",
    [
        'select = ["DG2"]',
        '\ufeff# a comment = ["x"]\r\nselect = [ # [\r\n  "a", # "]"\r\n  "b",\r\n]\r\n'.lstrip("\ufeff"),
        '[tool]\ndatagraph.fail-on = \'info\'\n[tool.datagraph.severity]\n"unused-entity" = "error"\n',
        'tool.datagraph = { select = ["a", "b"], severity = { "a.b" = "error", c.d = 1.5 } }',
        '[ tool . "data\\u0067raph" ]\n\'select\' = [["a", []], {x = [1]}, []]\n',
        "[[tool.other]]\na = 1\n[tool.other.b]\nc = 2\n[[tool.other]]\na = 3\n[[tool.other.d]]\ne = 4\n",
        'a = """x ] \\""" = , }"""""\nb = \'\'\'\n[c]\n\'\'\'\'\'\nd = ""\n'
        "e = ''\n1.2 = 1979-05-27 07:32:00\nf = -1.5e3\n",
        "a = [{b = 1}, {b = [{c = 2}]}]\nz = true",
        "x.y = 1\nx.z = 2\n[w]\nx.y = 3\n[w.x.v]\nu = inf",
    ],
)
def test_every_leaf_stands_at_its_place(text: str) -> None:
    check(text)


def test_random_texts() -> None:
    chooser = random.Random(5)

    def word() -> str:
        return chooser.choice(["a", "b-c", '"d.e"', "'f'", "7", '"\\u0067 = ["', "h"])

    def scalar() -> str:
        return chooser.choice(["1", "1.5", '"x"', "'#'", '"""a\n"]"""', "true", "1979-05-27T07:32:00Z", "'''\n''k'''"])

    def value(depth: int) -> str:
        kind = chooser.random()
        if depth > 3 or kind < 0.5:
            return scalar()
        if kind < 0.75:
            gap = chooser.choice(["", "\n", " # ]\n  "])
            return f"[{gap}" + f",{gap}".join(value(depth + 1) for _ in range(chooser.randrange(4))) + f"{gap}]"
        return "{ " + ", ".join(f"{word()} = {value(depth + 2)}" for _ in range(chooser.randrange(3))) + " }"

    accepted = 0
    for _ in range(600):
        lines = []
        for _ in range(chooser.randrange(1, 7)):
            key = ".".join(word() for _ in range(chooser.randrange(1, 3)))
            lines.append(chooser.choice([f"{key} = {value(0)}", f"[{key}]", f"[[{key}]]", f"{key} = {value(0)} # ="]))
        text = "\n".join(lines)
        if parse(text).error:
            continue
        accepted += 1
        check(text)
    assert accepted > 100


@pytest.mark.slow
def test_deep_nesting_and_long_texts_are_no_trouble() -> None:
    find_places("a = " + "[" * 100_000 + "]" * 100_000)
    start = time.perf_counter()
    find_places('a = ["b"]\n' * 20_000)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("text", ["a = [1,", "[a", "a", "a = {", "= 1", "]", 'a = """', "\x00\ud800", "[[a]", "a.b."])
def test_a_text_that_is_not_toml_does_no_harm(text: str) -> None:
    find_places(text)
