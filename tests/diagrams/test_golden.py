"""What is written for the examples is what golden files say: see `golden.py`."""

from __future__ import annotations

import pytest

from datagraph.diagrams.formats import FORMATS
from tests.diagrams.golden import EXAMPLES, GOLDEN, check_golden, drawing_of

_TEXTS = ("svg", "dot", "mermaid", "json")


@pytest.mark.parametrize("name", _TEXTS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_written_as_before(example: str, name: str) -> None:
    row = FORMATS[name]
    text = row.write(drawing_of(example))
    assert isinstance(text, str)
    assert row.write(drawing_of(example)) == text
    check_golden(f"{example}{row.suffixes[0]}", text)


def test_every_golden_file_is_of_an_example() -> None:
    known = {f"{example}{FORMATS[name].suffixes[0]}" for example in EXAMPLES for name in _TEXTS}
    assert {it.name for it in GOLDEN.iterdir()} == known
