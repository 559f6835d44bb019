"""The Pygments lexer: it loses nothing, and reads what our own lexer reads."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

import pytest
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import Comment, Error, Keyword, Name, Operator, Punctuation, String, Whitespace

from datagraph_pygments import DataGraphLexer
from tests.grammars.expected import pieces
from tests.grammars.texts import malformed_texts, well_formed_texts, written_texts

if TYPE_CHECKING:
    from tests.grammars.expected import Piece

_CLASSES: dict[str, tuple[Any, ...]] = {
    "comment": (Comment,),
    # The signs in a join have a colour of their own.
    "string": (String, Operator, Punctuation),
    "brace": (Punctuation,),
    "kind": (Keyword.Declaration,),
    "attribute": (Name.Attribute,),
    "deprecated": (Name.Attribute,),
    "unknown": (Name,),
    "boolean": (Keyword.Constant,),
    "label": (String.Symbol,),
    "name": (Name, Keyword, String.Symbol),
}


@pytest.fixture(scope="module")
def lexer() -> DataGraphLexer:
    """The lexer, which by itself would add a newline at the end and take others from the beginning."""
    return DataGraphLexer(stripnl=False, ensurenl=False)


@pytest.fixture
def installed() -> None:
    """What looks for the lexer as Pygments does needs its entry point."""
    if not entry_points(group="pygments.lexers", name="datagraph"):
        pytest.skip("the project was installed before it had the lexer: install it again")


def test_every_text_comes_out_as_it_went_in(lexer: DataGraphLexer) -> None:
    for text in (*written_texts(), *well_formed_texts()):
        assert "".join(value for _, _, value in lexer.get_tokens_unprocessed(text)) == text


def test_well_formed_text_has_no_error(lexer: DataGraphLexer) -> None:
    wrong = [
        f"{value!r} in {text!r}"
        for text in well_formed_texts()
        for _, kind, value in lexer.get_tokens_unprocessed(text)
        if kind is Error
    ]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("texts", [well_formed_texts, malformed_texts])
def test_text_is_coloured_as_our_lexer_reads_it(lexer: DataGraphLexer, texts: Any) -> None:
    wrong = []
    for text in texts():
        found = [kind for _, kind, value in lexer.get_tokens_unprocessed(text) for _ in value]
        wrong += [_shown(text, piece, found) for piece in pieces(text) if not _agrees(piece, found)]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('related_entity = "cart"\n', [(Name.Attribute, "related_entity"), (Operator, "="), (String.Symbol, '"cart"')]),
        (
            'join_on = "a-b.ID = c.D"\n',
            [
                (Name.Attribute, "join_on"),
                (Operator, "="),
                (String.Double, '"'),
                (String.Symbol, "a-b"),
                (Punctuation, "."),
                (String.Double, "ID "),
                (Operator, "="),
                (String.Double, " "),
                (String.Symbol, "c"),
                (Punctuation, "."),
                (String.Double, 'D"'),
            ],
        ),
        ("name = “Cart”\n", [(Name.Attribute, "name"), (Operator, "="), (Error, "“Cart”")]),
        (
            'name = "\\d"\n',
            [(Name.Attribute, "name"), (Operator, "="), (String.Double, '"'), (Error, "\\d"), (String.Double, '"')],
        ),
    ],
)
def test_line_has_tokens(lexer: DataGraphLexer, text: str, expected: list[tuple[Any, str]]) -> None:
    joined: list[tuple[Any, str]] = []
    for kind, value in lexer.get_tokens(text):
        if joined and joined[-1][0] is kind:
            joined[-1] = kind, joined[-1][1] + value
        elif value and kind is not Whitespace:
            joined.append((kind, value))
    assert joined == expected


def test_text_without_a_file_name_is_recognised() -> None:
    assert DataGraphLexer.analyse_text("# a graph\ndata_graph {\n}\n") > 0.5
    assert DataGraphLexer.analyse_text('resource "x" "y" {\n}\n') == 0


@pytest.mark.parametrize("name", ["datagraph", "data-graph"])
@pytest.mark.usefixtures("installed")
def test_pygments_finds_the_lexer_by_its_name(name: str) -> None:
    assert type(get_lexer_by_name(name)).__name__ == "DataGraphLexer"


@pytest.mark.parametrize("name", ["a.dg", "a.datagraph", "data_graph.hcl", "data-graph.hcl"])
@pytest.mark.usefixtures("installed")
def test_pygments_finds_the_lexer_by_a_file_name(name: str) -> None:
    assert type(get_lexer_for_filename(name)).__name__ == "DataGraphLexer"
    assert type(get_lexer_for_filename(name, "data_graph {\n}\n")).__name__ == "DataGraphLexer"


def _agrees(piece: Piece, found: list[Any]) -> bool:
    return all(any(kind in it for it in _CLASSES[piece.name]) for kind in found[piece.start : piece.end])


def _shown(text: str, piece: Piece, found: list[Any]) -> str:
    start = text.rfind("\n", 0, piece.start) + 1
    return f"{piece.name} {text[piece.start : piece.end]!r} {found[piece.start]} in {text[start : piece.end + 20]!r}"
