"""The tree keeps every character of any text."""

from __future__ import annotations

import pytest

from datagraph import parse
from datagraph.diagnostics import Severity
from datagraph.engine import analyse
from datagraph.syntax import Block
from tests.strategies import any_texts, often, valid_texts


def keeps_every_character(text: str) -> None:
    document = parse(text)
    assert str(document) == text
    assert document.text == text
    reached = 0
    for line in document.lines():
        start, end = line.span(0)
        assert start == reached
        assert line.group(0) == text[start:end]
        reached = end
    assert reached == len(text)


def has_no_error(text: str) -> None:
    analysis = analyse(text)
    assert not analysis.document.problems
    assert [it for it in analysis.diagnostics if it.severity is Severity.ERROR] == []


test_any_text_is_kept, test_any_text_is_kept_often = often(keeps_every_character, any_texts(), examples=300)
test_valid_text_has_no_error, test_valid_text_has_no_error_often = often(has_no_error, valid_texts(), examples=60)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "\0",
        "\ud800",
        "\r",
        "\r\n\r",
        "\ufeff\ufeffa {\r\n",
        'a = "\ud800\0"\n',
        "/*",
        "/* a\n",
        '"\\',
        "a = <<EOT\n",
        "a = [\n",
        "a = ${",
        "}\n{",
        "a\n{\n",
        'a =\n"b"\n',
        "\x0b\x0c\x85\u2028",
    ],
)
def test_odd_text_is_kept(text: str) -> None:
    keeps_every_character(text)


@pytest.mark.parametrize("depth", [10, pytest.param(10_000, marks=pytest.mark.slow)])
def test_deep_nesting_is_kept(depth: int) -> None:
    opened = 'relationship "a" {\n' * depth
    for text in (opened + "}\n" * depth, opened, "}\n" * depth, opened + "x\n" + "}\n" * depth):
        keeps_every_character(text)
    body = parse(opened + "}\n" * depth).elements
    for _ in range(depth):
        (block,) = body
        assert isinstance(block, Block)
        body = block.elements
    assert body == []
