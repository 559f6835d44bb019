from __future__ import annotations

import json
import re

import pytest

from datagraph import format_text, parse, validate
from datagraph.diagnostics import Severity
from lsp.vscode.generate import SNIPPETS, generate

ALL = json.loads(SNIPPETS.read_text(encoding="utf-8"))


def test_checked_in_snippets_are_what_the_language_table_says() -> None:
    assert SNIPPETS.read_text(encoding="utf-8") == generate(), "run python -m lsp.vscode.generate"


@pytest.mark.parametrize("title", ALL)
def test_snippet_is_well_formed_and_in_canonical_style(title: str) -> None:
    text = filled_in(title)
    assert parse(text).problems == ()
    assert format_text(text) == text


def test_whole_graph_is_valid_as_it_comes() -> None:
    assert [it.message for it in validate(filled_in("Data Graph")) if it.severity == Severity.ERROR] == []


def filled_in(title: str) -> str:
    """What is there if somebody only presses Tab."""
    body = "\n".join(ALL[title]["body"]) + "\n"
    return re.sub(r"\$\{\d+(?::([^}]*)|\|([^,]*)[^}]*)\}", lambda place: place[1] or place[2], body)
