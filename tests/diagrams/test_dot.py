"""DOT: what is in it, that Graphviz's own `dot` reads it, and that no text breaks out of its place."""

from __future__ import annotations

import json
import subprocess
from itertools import product
from typing import Any

import pytest

from datagraph.diagnostics.render.visible import visible
from datagraph.diagrams.dot import paint, write_dot
from datagraph.diagrams.dot.palette import PALETTES
from datagraph.diagrams.scene import Edge, Many, Node, Scene
from tests.diagrams.install import install_dot
from tests.diagrams.scenes import HOSTILE_TEXTS, SHOP, hostile


def read(scene: Scene, **look: str) -> dict[str, Any]:
    """The picture as `dot` lays it out; what it complains of fails the test."""
    install_dot()
    text = write_dot(scene, **look).encode()  # type: ignore[arg-type]
    done = subprocess.run(["dot", "-Tjson"], input=text, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    read: dict[str, Any] = json.loads(done.stdout.decode(errors="replace"))
    return read


def nodes(picture: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {it["name"]: it for it in picture["objects"] if "nodes" not in it}


def texts(part: dict[str, Any]) -> list[str]:
    """The texts that are drawn of a part, from the top."""
    return [it["text"] for it in (*part.get("_ldraw_", ()), *part.get("_hldraw_", ())) if it["op"] == "T"]


def test_a_card_shows_names_table_columns_figures_and_badges() -> None:
    found = nodes(read(SHOP))
    account = ["Account", "account-entity", "PROD.CUST.ACCOUNT", "ID", "NUMBER(38,0) · key", "EMAIL", "VARCHAR"]
    assert texts(found["entity account-entity"]) == [*account, "1,200 rows"]
    product = ["Product", "product-entity", "PROD.SHOP.PRODUCT", "SKU", "key", "1 warning", "enriches events"]
    assert texts(found["entity product-entity"]) == product
    assert texts(found["junction products"]) == ["CART_PRODUCT"]
    assert texts(found["missing household"]) == ["household", "not declared"]
    assert "dashed" in found["missing household"]["style"]


def test_a_line_says_what_is_matched() -> None:
    lines = [texts(it) for it in read(SHOP)["edges"] if it.get("style") != "invis"]
    assert sorted(lines) == [
        ["Accounts", "external id email = EMAIL", "98 % of rows match"],
        ["Buyers", "BUYER = ID"],
        ["Carts", "ID = ACCOUNT_ID"],
        ["Households", "trait household_id = ID", "1 error"],
        ["PRODUCT_ID = SKU"],
        ["Products", "ID = CART_ID"],
    ]
    folded = SHOP.edges[1]._replace(junction="PROD.CUST.LINE")
    (line,) = read(SHOP._replace(edges=(folded,)))["edges"][:1]
    assert texts(line) == ["Carts", "ID … ACCOUNT_ID", "through PROD.CUST.LINE"]


@pytest.mark.parametrize(("many", "foot"), [("one", "tee"), ("many", "crow"), ("", "none")])
def test_the_foot_of_a_line_says_how_many_rows_meet(many: Many, foot: str) -> None:
    edge = SHOP.edges[0]._replace(source_many=many, target_many="many")
    (line,) = read(SHOP._replace(edges=(edge,), nodes=SHOP.nodes[:2], groups=()))["edges"]
    assert (line["arrowtail"], line["arrowhead"]) == (foot, "crow")
    edge = SHOP.edges[0]._replace(source_many="one", target_many=many)
    (line,) = read(SHOP._replace(edges=(edge,), nodes=SHOP.nodes[:2], groups=()))["edges"]
    assert (line["arrowtail"], line["arrowhead"]) == ("tee", foot)


def test_the_rank_of_a_node_is_its_depth() -> None:
    x = {name: float(it["pos"].partition(",")[0]) for name, it in nodes(read(SHOP._replace(groups=()))).items()}
    chain = ["profile", "entity account-entity", "entity cart-entity", "junction products", "entity product-entity"]
    assert [x[it] for it in chain] == sorted(x[it] for it in chain)
    assert x["missing household"] == x["entity account-entity"]


def test_no_line_moves_a_node_from_the_rank_of_its_depth() -> None:
    parts = [("profile", 1), ("entity:a", 2), ("entity:b", 2), ("entity:c", 3), ("junction:j", 2), ("entity:d", 2)]
    nodes_ = tuple(Node(id_, id_.partition(":")[0], "", depth=depth) for id_, depth in parts)  # type: ignore[arg-type]
    steps = ["profile a", "profile b", "a b", "b c", "c a", "profile j", "j d", "profile c"]
    ids = {it.id.rpartition(":")[2]: it.id for it in nodes_}
    ends = [it.split() for it in steps]
    edges = tuple(Edge(f"relationship:{n}", "", ids[one], ids[other], "join") for n, (one, other) in enumerate(ends))
    placed = nodes(read(Scene("", "", nodes_, edges)))
    x = {name[-1]: float(it["pos"].partition(",")[0]) for name, it in placed.items()}
    assert x["a"] == x["b"] == x["d"] < x["c"]
    assert x["j"] < x["d"]


def test_groups_are_framed_and_the_unreached_set_apart() -> None:
    picture = read(SHOP)
    names = {number: it["name"] for number, it in enumerate(picture["objects"])}
    frames = {it["label"]: [names[n] for n in it["nodes"]] for it in picture["objects"] if "nodes" in it}
    assert frames == {
        "PROD.CUST": ["entity account-entity", "entity cart-entity", "junction products"],
        "PROD.SHOP": ["entity product-entity"],
        "Not reached from the profile": ["entity lead", "entity visit"],
    }


def test_many_unreached_entities_make_a_block_and_no_endless_row() -> None:
    lone = tuple(Node(f"entity:e{n}", "entity", f"e{n}", "A name of usual length") for n in range(100))
    for nodes_ in (lone, (SHOP.nodes[0], *lone)):
        picture = read(Scene("", "", nodes_, ()))
        left, bottom, right, top = map(float, picture["bb"].split(","))
        assert 1 / 3 < (right - left) / (top - bottom) < 3
        # Where there is no profile, nothing is missed.
        frames = [it["label"] for it in picture["objects"] if "nodes" in it]
        assert frames == (["Not reached from the profile"] if nodes_ is not lone else [])


def test_every_part_leads_to_its_line() -> None:
    picture = read(SHOP)
    assert nodes(picture)["entity cart-entity"]["URL"] == "graphs/shop.dg#L10"
    assert "URL" not in nodes(picture)["missing household"]
    assert {it.get("URL") for it in picture["edges"]} == {
        None,
        *(f"graphs/shop.dg#L{line}" for line in (34, 44, 58, 70, 80)),
    }
    assert "URL" not in write_dot(SHOP._replace(source=""))
    odd = nodes(read(SHOP._replace(source="javascript:a b's.dg")))
    assert odd["profile"]["URL"] == "javascript%3Aa%20b%27s.dg#L30"


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_every_text_is_shown_as_it_is(text: str) -> None:
    scene = hostile(text)
    picture = read(scene)
    assert len(nodes(picture)) == len(scene.nodes)
    assert len(picture["edges"]) == len(scene.edges)
    # Graphviz takes several spaces for one.
    expected = " ".join(visible(text).split())
    card = next(it for name, it in nodes(picture).items() if name.startswith("entity"))
    shown = [" ".join(it.removesuffix("…").split()) for it in texts(card)[:2]]
    if expected:
        assert all(it and expected.startswith(it) for it in shown)
    (title,) = [it["text"] for it in picture.get("_ldraw_", ()) if it["op"] == "T"] or [""]
    assert " ".join(title.split()) == expected
    assert isinstance(paint(write_dot(scene), "pdf"), bytes)


def test_ids_that_differ_in_odd_characters_stay_apart() -> None:
    slugs = ["a:b", "a/b", "a%3Ab", "a b", "a b ", 'a"b', "a\\b", "a\\", "A"]
    scene = Scene("", "", tuple(Node(f"entity:{it}", "entity", it, depth=1) for it in slugs), ())
    edges = tuple(Edge(f"relationship:{n}", "", scene.nodes[0].id, it.id, "join") for n, it in enumerate(scene.nodes))
    assert len(nodes(read(scene._replace(edges=edges)))) == len(slugs)


def test_pictures_are_painted_in_every_theme_and_direction() -> None:
    install_dot()
    for theme, direction in product(("light", "dark", "print", "auto"), ("LR", "TB")):
        png = paint(write_dot(SHOP, theme=theme, direction=direction, resolution=60), "png")
        assert isinstance(png, bytes)
        assert png.startswith(b"\x89PNG")
    assert write_dot(SHOP, theme="auto") == write_dot(SHOP, theme="light") != write_dot(SHOP, theme="dark")


@pytest.mark.parametrize("theme", PALETTES)
def test_every_text_can_be_told_from_its_ground(theme: str) -> None:
    colors = PALETTES[theme]
    pairs = [*product((colors.text, colors.quiet, colors.error, colors.warning), (colors.ground, colors.card))]
    pairs += [(colors.quiet, colors.frame), (colors.text, colors.frame)]
    pairs += [(colors.root_text, colors.root), (colors.badge_text, colors.badge)]
    assert all(contrast(*it) >= 4.5 for it in pairs)
    assert contrast(colors.line, colors.ground) >= 3


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines 2.2 define it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[it : it + 2], 16) / 255 for it in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
    return sum(weight * it for weight, it in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
