"""The TextMate grammar in VS Code's own engine: annotated cases, and agreement with our lexer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.grammars.expected import Piece, pieces, readable_pieces
from tests.grammars.node import run_cases, scopes
from tests.grammars.texts import malformed_texts, well_formed_texts

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("node-grammars")]

_CASES = Path(__file__).parent / "tm"
_Scopes = tuple[str, ...]


def _is(*beginnings: str) -> Callable[[_Scopes], bool]:
    return lambda scope: any(it.startswith(beginnings) for it in scope)


_CLASSES: dict[str, Callable[[_Scopes], bool]] = {
    "comment": _is("comment."),
    "string": _is("string.quoted."),
    "brace": _is("punctuation.section.block."),
    "kind": _is("storage.type.block."),
    "attribute": _is("variable.other.property."),
    "deprecated": _is("invalid.deprecated.property."),
    "unknown": _is("meta.unknown."),
    "boolean": _is("constant.language.boolean."),
    "label": _is("entity.name.type.slug."),
    "name": _is("storage.", "variable.", "invalid.deprecated.", "meta.unknown.", "constant.language.", "entity.name."),
}


def test_annotated_cases() -> None:
    result = run_cases(_CASES)
    assert result.returncode == 0, result.stdout + result.stderr


def test_well_formed_text_is_coloured_as_our_lexer_reads_it() -> None:
    wrong = [
        _shown(text, piece, found)
        for text, found in zip(well_formed_texts(), scopes(list(well_formed_texts())), strict=True)
        for piece in pieces(text)
        if not _agrees(piece, found)
    ]
    assert not wrong, "\n".join(wrong[:20])


def test_well_formed_text_has_nothing_illegal() -> None:
    texts = well_formed_texts()
    illegal = [
        f"{character!r} {scope} in {text!r}"
        for text, found in zip(texts, scopes(list(texts)), strict=True)
        for character, scope in zip(text, found, strict=True)
        if _is("invalid.illegal.")(scope)
    ]
    assert not illegal, "\n".join(illegal[:20])


def test_malformed_text_is_coloured_as_our_lexer_reads_it() -> None:
    wrong = [
        _shown(text, piece, found)
        for text, found in zip(malformed_texts(), scopes(list(malformed_texts())), strict=True)
        for piece in readable_pieces(text)
        if not _agrees(piece, found)
    ]
    assert not wrong, "\n".join(wrong[:20])


def _agrees(piece: Piece, found: list[_Scopes]) -> bool:
    fits = _CLASSES[piece.name]
    return all(fits(scope) for scope in found[piece.start : piece.end] if scope)


def _shown(text: str, piece: Piece, found: list[_Scopes]) -> str:
    start = text.rfind("\n", 0, piece.start) + 1
    line = text[start : text.find("\n", piece.end)]
    return f"{piece.name} {text[piece.start : piece.end]!r} {found[piece.start]} in {line!r}"
