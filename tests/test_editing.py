"""A workspace whose file is edited says the same as one that was just made of the text."""

from __future__ import annotations

import pytest

from datagraph.engine import Workspace, analyse
from datagraph.text import Span, TextEdit, apply_edits
from tests.lsp.texts import GRAPH


class Author:
    """Edits a graph, and compares after each edit all that is said of it."""

    def __init__(self) -> None:
        self.text = GRAPH
        self.workspace = Workspace({"graph.dg": GRAPH})
        self.compare()

    def replace(self, old: str, new: str) -> None:
        start = self.text.index(old)
        edit = TextEdit(Span(start, start + len(old)), new)
        self.text = apply_edits(self.text, [edit])
        self.workspace.edit("graph.dg", edit)
        self.compare()

    def compare(self) -> None:
        found, fresh = self.workspace.analysis("graph.dg"), analyse(self.text)
        assert self.workspace.text("graph.dg") == self.text
        assert found.diagnostics == fresh.diagnostics
        assert found.model == fresh.model
        places = [
            [(depth, node.header_span, getattr(node, "depth", 0)) for depth, node in it.model.walk()]
            for it in (found, fresh)
        ]
        assert places[0] == places[1]
        parents = [
            [it.parent.slug if it.parent else "" for it in analysis.graph.relationships] for analysis in (found, fresh)
        ]
        assert parents[0] == parents[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Cart"', '"Shopping cart"'),
        ('    name        = "Cart"\n', ""),
        ('entity "cart-entity"', 'entity "carts-entity"'),
        ('"user-carts"', '"user-accounts"'),
        ('join_key = "ID"', 'join_key = ""'),
        ("cart-entity.ACCOUNT_ID", "cart-entity"),
        ('"v1.0.0"', '"v0.0.6"'),
        ('  version = "v1.0.0"\n', ""),
        ("  profile {\n", "  profile {\n  }\n  profile {\n"),
        (
            '      relationship "user-carts" {',
            '      relationship "between" {\n      relationship "user-carts" {',
        ),
        ('  entity "cart-entity" {', '  entity "cart-entity"'),
        ('    primary_key = "ID"\n  }\n\n  profile', '    primary_key = "ID"\n\n  profile'),
        ("data_graph {", "data_grap {"),
        ("\n  entity", "\n  # datagraph: ignore[unused-entity]\n  entity"),
    ],
)
def test_an_edit_and_its_undoing(old: str, new: str) -> None:
    author = Author()
    author.replace(old, new)
    # Whatever is elsewhere still counts.
    author.replace('"Accounts"', '"Premium accounts"')
    author.replace('"Premium accounts"', '"Accounts"')
    if new:
        author.replace(new, old)


def test_moving_a_relationship_to_another_level() -> None:
    author = Author()
    nested = author.text[author.text.index('      relationship "user-carts"') : author.text.index("    }\n  }\n}")]
    author.replace(nested, "")
    author.replace("    type           =", f"{nested}    type           =")


def test_writing_a_whole_text_ends_the_editing() -> None:
    workspace = Workspace({"graph.dg": GRAPH})
    workspace.edit("graph.dg", TextEdit(Span(0, 0), "#\n"))
    workspace.write("graph.dg", "")
    assert workspace.text("graph.dg") == ""
    assert workspace.analysis("graph.dg").diagnostics == analyse("").diagnostics
