"""The tree-sitter queries over the public HCL grammar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.grammars.expected import pieces
from tests.grammars.texts import well_formed_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.grammars.expected import Piece

tree_sitter = pytest.importorskip("tree_sitter")
tree_sitter_hcl = pytest.importorskip("tree_sitter_hcl")

_HOME = Path(__file__).parents[2] / "lsp" / "grammars" / "tree-sitter"
_NEOVIM = "queries/datagraph"
_LANGUAGE = tree_sitter.Language(tree_sitter_hcl.language())
_EXPECTED = {
    "comment": {"comment"},
    "string": {"string", "type", "string.special"},
    "brace": {"punctuation.bracket"},
    "kind": {"keyword"},
    "attribute": {"property"},
    "deprecated": {"property.deprecated"},
    "boolean": {"boolean"},
    "label": {"type"},
    "unknown": set(),
}
# Words of the language in the wrong role, such as a block named `name`, are plain text to a query.
_OTHER_ROLES = {"kind", "attribute", "deprecated"}


class Capture(NamedTuple):
    """A node that a query names."""

    name: str
    text: str
    start: int
    end: int


def _captures(query: str, text: str) -> Iterator[Capture]:
    """The captures in a text, in UTF-8 bytes; names that begin with `_` only serve a query itself."""
    source = text.encode()
    read = tree_sitter.Query(_LANGUAGE, (_HOME / query).read_text(encoding="utf-8"))
    tree = tree_sitter.Parser(_LANGUAGE).parse(source)
    for name, nodes in tree_sitter.QueryCursor(read).captures(tree.root_node).items():
        for node in nodes if not name.startswith("_") else ():
            yield Capture(name, source[node.start_byte : node.end_byte].decode(), node.start_byte, node.end_byte)


def _named(query: str, text: str) -> set[tuple[str, str]]:
    return {(it.name, it.text) for it in _captures(query, text)}


_GRAPH = """\
data_graph {
  version = "v1.0.0" # current
  entity "cart" {
    name    = "Cart"
    colour  = "red"
    enrichment_enabled = true
  }
  widget "x" {
  }
  profile {
    materialization = "none"
    relationship "user-carts" {
      related_entity = "cart"
      join_on        = "account.ID = cart.ACCOUNT_ID"
    }
  }
}
"""


@pytest.mark.parametrize("path", sorted(_HOME.rglob("*.scm")), ids=lambda path: path.relative_to(_HOME).as_posix())
def test_query_is_one_of_the_grammar_and_finds_something(path: Path) -> None:
    assert list(_captures(path.relative_to(_HOME).as_posix(), _GRAPH))


def test_words_are_highlighted_by_what_they_are() -> None:
    found = _named(f"{_NEOVIM}/highlights.scm", _GRAPH)
    assert {text for name, text in found if name == "keyword"} == {"data_graph", "entity", "profile", "relationship"}
    assert {text for name, text in found if name == "type"} == {"cart", "x", "user-carts"}
    assert found >= {
        ("property", "related_entity"),
        ("property.deprecated", "materialization"),
        ("string.special", "account.ID = cart.ACCOUNT_ID"),
        ("string", '"Cart"'),
        ("boolean", "true"),
        ("comment", "# current"),
        ("operator", "="),
    }
    assert not {text for _, text in found} & {"colour", "widget"}


def test_helix_has_its_own_names() -> None:
    found = _named("helix/highlights.scm", _GRAPH)
    assert {("variable.other.member", "name"), ("constant.builtin.boolean", "true"), ("keyword", "entity")} <= found


@pytest.mark.parametrize("query", [f"{_NEOVIM}/highlights.scm", "helix/highlights.scm", "zed/highlights.scm"])
def test_no_node_has_two_highlights(query: str) -> None:
    for text in (_GRAPH, *well_formed_texts()):
        places = [(it.start, it.end) for it in _captures(query, text)]
        assert len(places) == len(set(places)), text


def test_well_formed_text_is_highlighted_as_our_lexer_reads_it() -> None:
    # The HCL grammar takes no carriage return inside a comment, nor a byte-order mark.
    texts = [text for text in well_formed_texts() if "\r" not in text and "\ufeff" not in text]
    wrong = []
    for text in texts:
        found: dict[int, set[str]] = {}
        for capture in _captures(f"{_NEOVIM}/highlights.scm", text):
            found.setdefault(capture.start, set()).add(capture.name)
        for piece in pieces(text):
            names = found.get(len(text[: piece.start].encode()), set())
            if not _fits(piece, names):
                wrong.append(f"{piece.name} {text[piece.start : piece.end]!r} {names} in {text!r}")
    assert not wrong, "\n".join(wrong[:20])


def _fits(piece: Piece, names: set[str]) -> bool:
    expected = _EXPECTED[piece.name]
    return bool(names & expected) or (not names and (not expected or piece.name in _OTHER_ROLES))


def test_locals_lead_from_a_use_of_a_slug_to_its_declaration() -> None:
    found = _named(f"{_NEOVIM}/locals.scm", _GRAPH)
    assert ("local.definition.type", "cart") in found
    assert ("local.reference", "cart") in found


def test_blocks_and_comments_fold() -> None:
    found = [it.text.partition("\n")[0] for it in _captures(f"{_NEOVIM}/folds.scm", _GRAPH)]
    assert 'entity "cart" {' in found
    assert "# current" in found


def test_zed_lists_the_blocks() -> None:
    found = _named("zed/outline.scm", _GRAPH)
    assert {("context", "entity"), ("name", "cart"), ("context", "profile")} <= found
