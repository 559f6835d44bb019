"""The picture as SVG: well-formed, legible, linked, and the same every time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from datagraph.diagrams.dot.palette import PALETTES
from datagraph.diagrams.picture import picture
from datagraph.diagrams.readable import MOST_CARDS, hub, too_large
from datagraph.diagrams.scene import Node
from datagraph.diagrams.svg import THEMES
from tests.cli.calls import environment
from tests.diagrams.golden import drawing_of
from tests.diagrams.scenes import HOSTILE_TEXTS, SHOP, hostile

if TYPE_CHECKING:
    from datagraph.diagrams.scene import Scene

SVG = "{http://www.w3.org/2000/svg}"
# Each text's colour, and the grounds that it stands on.
TEXTS = {
    "text": ("ground", "card", "frame"),
    "quiet": ("ground", "card", "frame"),
    "root_text": ("root",),
    "badge_text": ("badge",),
    "error": ("ground", "card", "frame"),
    "warning": ("ground", "card", "frame"),
}


def drawn(scene: Scene, theme: str = "auto") -> ElementTree.Element:
    text = picture(scene, theme=theme)
    assert isinstance(text, str)
    return ElementTree.fromstring(text)


def by_id(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {it.attrib["data-id"]: it for it in root.iter(f"{SVG}g") if "data-id" in it.attrib}


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_any_text_is_shown_and_breaks_nothing(text: str) -> None:
    root = drawn(hostile(text))
    assert not list(root.iter(f"{SVG}script"))
    assert {it.tag.removeprefix(SVG) for it in root.iter()} <= {
        *("svg", "title", "desc", "style", "defs", "marker", "path", "rect", "g", "a", "text", "line"),
    }
    for it in root.iter():
        assert not any(name.lower().startswith("on") for name in it.attrib)
        assert not it.attrib.get("href", "").lower().startswith(("javascript:", "data:", "//"))


def test_every_node_and_edge_is_there_with_a_title() -> None:
    found = by_id(drawn(SHOP))
    assert found.keys() == {it.id for it in SHOP.nodes} | {it.id for it in SHOP.edges}
    for it in found.values():
        title = it.find(f"{SVG}title")
        assert title is not None
        assert title.text


def test_the_picture_tells_what_it_is() -> None:
    root = drawn(SHOP)
    described = {it.attrib["id"]: it.text for it in root if it.tag in (f"{SVG}title", f"{SVG}desc")}
    # An image is one thing, in which nothing can be followed.
    assert root.attrib["role"] == "group"
    assert drawn(SHOP._replace(source="")).attrib["role"] == "img"
    assert set(root.attrib["aria-labelledby"].split()) == described.keys()
    assert described["datagraph-title"] == "Shop"


def test_nodes_link_to_their_lines() -> None:
    scene = drawing_of("ecommerce").scene
    found = by_id(drawn(scene))
    links = {id_: {it.attrib.get("href") for it in group.iter(f"{SVG}a")} for id_, group in found.items()}
    for node in scene.nodes:
        assert links[node.id] == {f"examples/ecommerce/graph.dg#L{node.line}"}


def test_feet_say_how_many() -> None:
    found = by_id(drawn(drawing_of("ecommerce").scene))
    line = found["relationship:user-accounts"].find(f"{SVG}path")
    assert line is not None
    assert (line.attrib["marker-start"], line.attrib["marker-end"]) == ("url(#one)", "url(#many)")


@pytest.mark.parametrize("theme", PALETTES)
def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    colors = PALETTES[theme]._asdict()
    for text, grounds in TEXTS.items():
        for ground in grounds:
            assert contrast(colors[text], colors[ground]) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    channels = [int(color[it : it + 2], 16) / 255 for it in (1, 3, 5)]
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_of_a_theme_is_a_variable_of_it(theme: str) -> None:
    text = picture(SHOP, theme=theme)
    assert isinstance(text, str)
    used = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert used <= set(re.findall(r"[{;](--[\w-]+):", text))
    assert ("prefers-color-scheme" in text) == (theme == "auto")


def test_the_same_graph_gives_the_same_bytes() -> None:
    script = (
        "from tests.diagrams.scenes import SHOP; from datagraph.diagrams.picture import picture;"
        "import hashlib; print(hashlib.sha256(picture(SHOP).encode()).hexdigest())"
    )
    here = picture(SHOP)
    assert isinstance(here, str)
    for seed in "12":
        told = subprocess.run(
            [sys.executable, "-c", script],
            env={**environment(), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()


def test_a_picture_of_too_many_is_told_of_with_a_place_to_begin() -> None:
    assert too_large(SHOP) == ""
    crowd = SHOP._replace(nodes=tuple(Node(f"entity:e{it}", "entity", f"e{it}") for it in range(MOST_CARDS + 1)))
    assert too_large(crowd) == "a picture of 151 entities is too large to be read"
    assert hub(SHOP) == "account-entity"
