"""The page as a text."""

from __future__ import annotations

import re

from datagraph.diagrams.page.outline import outline
from datagraph.diagrams.scene import Edge, Node, Scene
from tests.diagrams.page.graphs import SHOP, page_of

DEPTH = 5_000


def test_same_graph_gives_the_same_page() -> None:
    assert page_of(SHOP) == page_of(SHOP)


def test_page_names_no_place_elsewhere() -> None:
    # The libraries name their homes in comments; nothing else does, but for the names of XML.
    text = re.sub(r"<script>.*?</script>", "", page_of(SHOP), flags=re.DOTALL)
    assert set(re.findall(r"https?://[^\"' )]+", text)) == {"http://www.w3.org/2000/svg"}


def test_outline_is_nested_as_relationships_are_however_deep() -> None:
    nodes = [
        Node("profile", "profile", ""),
        *(Node(f"entity:{it}", "entity", f"e{it}", depth=it + 2) for it in range(DEPTH)),
    ]
    edges = [
        Edge(
            f"relationship:{it}",
            f"r{it}",
            f"entity:{it - 1}" if it else "profile",
            f"entity:{it}",
            "join",
            parent=f"relationship:{it - 1}" if it else "",
        )
        for it in range(DEPTH)
    ]
    told = outline(Scene("", "", tuple(nodes), tuple(edges)))
    assert told.count("<ul>") == told.count("</ul>") == DEPTH
    assert told.index(">r10<") < told.index(">e10<") < told.index(">r11<")


def test_outline_of_a_part_begins_with_what_is_there() -> None:
    nodes = Node("entity:a", "entity", "a", depth=2), Node("entity:b", "entity", "b", depth=3)
    edge = Edge("relationship:r", "r", "entity:a", "entity:b", "join", parent="relationship:left-out")
    assert ">r</a> → " in outline(Scene("", "", nodes, (edge,), hidden=1))
