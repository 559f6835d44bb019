"""What a reader does with the explorer page, in a real browser."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING, Any

import pytest

from datagraph.diagrams.scene import Column
from tests.diagrams.page.graphs import SHOP, page_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.browser import Browser

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("explorer")]

KNOWN: dict[str, dict[str, Any]] = {
    "entity:household-entity": {
        "columns": (Column("HOUSEHOLD_ID", "NUMBER(38,0)", "The household's number", True, ("user-households",)),),
        "figures": ("1,203 rows",),
    },
    "relationship:user-households": {"figures": ("matched 100% → 94% ←", "fan-out 2 / 3 / 3")},
}
SHOWN = """[...document.querySelectorAll('#picture .node')]
    .filter(it => getComputedStyle(it).display !== 'none').map(it => it.dataset.id)"""
WIDTH = "document.querySelector('#picture > svg').viewBox.baseVal.width"
FOCUSED = "document.activeElement.closest('.node')?.dataset.id ?? document.activeElement.id"
TITLE = "(document.querySelector('#panel:not([hidden]) h2')?.textContent ?? '')"
PANEL = "(document.querySelector('#panel:not([hidden])')?.innerText ?? '')"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "shop graph.html"
    path.write_bytes(page_of(SHOP, source="graphs/shop.dg", known=KNOWN).encode())
    return path.as_uri()


@pytest.fixture
def opened(browser: Browser, address: str) -> Callable[..., Browser]:
    """Opens the shop's page at an address within it."""

    def open_page(hash_: str = "", **options: Any) -> Browser:
        browser.open(address + hash_, **{"reducedMotion": "reduce", **options})
        return browser

    return open_page


def marked(browser: Browser, name: str) -> set[str]:
    """The ids of what bears a mark."""
    return set(browser.get(f"[...document.querySelectorAll('#picture .{name}')].map(it => it.dataset.id)"))


def place(browser: Browser, identity: str) -> tuple[float, float]:
    """The middle of a node on the screen."""
    box = f"document.querySelector('[data-id=\"{identity}\"]').getBoundingClientRect()"
    x, y = browser.get(f"(it => [it.x + it.width / 2, it.y + it.height / 2])({box})")
    return x, y


def test_page_asks_nobody_and_breaks_no_policy(opened: Callable[..., Browser], address: str) -> None:
    browser = opened("#entity=cart-entity")
    browser.do("click", "#picture [data-id='entity:account-entity'] .knob")
    browser.wait("document.querySelectorAll('#picture .gone').length > 0")
    assert browser.do("complaints") == []
    assert [it for it in browser.do("requests") if not it.startswith("blob:")] == [address]


def test_picture_and_outline_need_no_script(opened: Callable[..., Browser]) -> None:
    browser = opened(javaScriptEnabled=False)
    assert "entity:cart-entity" in browser.get(SHOWN)
    assert "Shopping carts" in browser.get("document.querySelector('#outline').innerText")


def test_search_finds_by_name_slug_table_and_column(opened: Callable[..., Browser]) -> None:
    browser = opened()
    for words, found in (
        ("cart", "Cart"),
        ("HOUSEHOLD-ent", "Household"),
        ("cust.subscr", "Subscription"),
        ("sku", "Product"),
        ("purchased", "Purchased products"),
    ):
        browser.press("/")
        browser.do("type", words)
        browser.press("Enter")
        assert browser.wait(f"{TITLE} === {found!r}"), words


def test_entity_is_shown_alone_with_what_is_near(opened: Callable[..., Browser]) -> None:
    browser = opened("#entity=household-entity")
    browser.do("click", "#panel [data-action=only]")
    browser.wait("document.querySelectorAll('#picture .gone').length > 0")
    assert set(browser.get(SHOWN)) == {"profile", "entity:household-entity", "entity:subscription-entity"}
    assert "Household" in browser.get("document.querySelector('#only').innerText")
    browser.do("click", "#only button")
    browser.wait("document.querySelectorAll('#picture .gone').length === 0")


def test_arrows_choose_among_what_search_has_found(opened: Callable[..., Browser]) -> None:
    browser = opened()
    browser.press("/")
    browser.do("type", "subscription")
    first, second, _ = browser.get("[...document.querySelectorAll('#hits .hint')].map(it => it.textContent)")
    assert (first, second) == ("subscription-entity", "user-subscriptions · relationship")
    browser.press("ArrowDown", "Enter")
    assert browser.wait(TITLE) == "Subscriptions"
    assert browser.get("location.hash") == "#relationship=user-subscriptions"


def test_panel_tells_what_is_known_of_an_entity(opened: Callable[..., Browser]) -> None:
    browser = opened()
    browser.do("click", "#picture [data-id='entity:cart-entity'] a")
    told = browser.wait(PANEL)
    assert "PRODUCTION.CUST.CART" in told
    assert "A shopping cart, open or checked out" in told
    assert "Shopping carts from Account" in told
    assert "Purchased products to Product" in told
    assert 'entity "cart-entity" {' in told
    assert browser.get("document.querySelector('#panel .where a').getAttribute('href')") == "graphs/shop.dg#L22"
    browser.do("click", "#panel .links a")
    assert browser.wait(f"{TITLE} === 'Shopping carts' && {PANEL}").count("relationship") == 2


def test_panel_tells_what_the_warehouse_knows(opened: Callable[..., Browser]) -> None:
    browser = opened("#entity=household-entity")
    told = browser.wait(PANEL)
    assert "1,203 rows" in told
    assert "NUMBER(38,0)\nThe household's number" in told
    browser.get("location.hash = '#relationship=user-households'")
    assert browser.wait(f"{TITLE} === 'Households' && {PANEL}").count("fan-out 2 / 3 / 3") == 1


def test_panel_tells_what_is_wrong(opened: Callable[..., Browser]) -> None:
    told = opened("#relationship=account-shops").wait(PANEL)
    assert "Error DG201 line" in told


def test_problems_lead_to_where_they_belong(opened: Callable[..., Browser]) -> None:
    browser = opened()
    browser.do("click", "#problems-button")
    browser.do("click", "#problems a")
    assert "Problems" in browser.wait(PANEL)


def test_path_from_the_profile_is_marked(opened: Callable[..., Browser]) -> None:
    browser = opened("#entity=cart-entity")
    assert marked(browser, "on-path") == {
        "profile",
        "relationship:user-accounts",
        "entity:account-entity",
        "relationship:user-carts",
        "entity:cart-entity",
    }
    assert marked(browser, "selected") == {"entity:cart-entity"}
    assert "entity:household-entity" in marked(browser, "faded")
    assert "entity:product-entity" not in marked(browser, "faded")


def test_closed_branch_goes_and_what_is_left_moves_together(opened: Callable[..., Browser]) -> None:
    browser = opened()
    before, width = set(browser.get(SHOWN)), browser.get(WIDTH)
    knob = "#picture [data-id='entity:account-entity'] .knob"
    browser.do("click", knob)
    browser.wait(f"{WIDTH} < {width}")
    gone = before - set(browser.get(SHOWN))
    assert {"entity:cart-entity", "entity:product-entity"} <= gone
    assert "entity:account-entity" not in gone
    assert browser.get(f"document.querySelector(\"{knob}\").getAttribute('aria-expanded')") == "false"
    browser.do("click", knob)
    browser.wait(f"{WIDTH} === {width}")
    assert set(browser.get(SHOWN)) == before


def test_nothing_moves_for_who_wants_no_motion(opened: Callable[..., Browser]) -> None:
    for preference, moves in (("reduce", False), ("no-preference", True)):
        browser = opened(reducedMotion=preference)
        browser.get("void (window.seen = 0)")
        browser.get(
            "void new MutationObserver(() => { window.seen += document.getAnimations().length; }).observe("
            "document.querySelector('#picture'), {attributes: true, subtree: true})"
        )
        width = browser.get(WIDTH)
        browser.do("click", "#picture [data-id='entity:account-entity'] .knob")
        browser.wait(f"{WIDTH} < {width}")
        assert (browser.get("window.seen") > 0) is moves


def test_entity_that_is_reached_otherwise_stays_when_a_branch_is_closed(opened: Callable[..., Browser]) -> None:
    browser = opened("#relationship=user-households")
    browser.do("click", "#panel [data-action=toggle]")
    browser.wait("document.querySelectorAll('#picture .gone').length > 0")
    assert "entity:subscription-entity" in browser.get(SHOWN)
    assert "relationship:user-subscriptions" in marked(browser, "gone")


def test_filter_fades_what_is_not_wanted_or_hides_it(opened: Callable[..., Browser]) -> None:
    browser = opened()
    browser.do("click", "#filter-button")
    browser.do("choose", "#filter-schema", "PRODUCTION.PROD")
    assert "entity:product-entity" not in marked(browser, "faded")
    assert "entity:cart-entity" in marked(browser, "faded")
    browser.do("click", "#filter-hides")
    browser.wait("document.querySelectorAll('#picture .gone').length > 0")
    # The way to it stays, or nobody would see how it is reached.
    assert {"profile", "entity:account-entity", "entity:cart-entity"} < set(browser.get(SHOWN))
    assert "entity:household-entity" not in browser.get(SHOWN)
    browser.do("click", "#filters [type=reset]")
    browser.wait("document.querySelectorAll('#picture .gone').length === 0")
    browser.do("click", "#filter-enriched")
    assert "entity:household-entity" in marked(browser, "faded")
    assert "entity:cart-entity" not in marked(browser, "faded")


def test_address_names_what_is_selected(opened: Callable[..., Browser]) -> None:
    browser = opened("#relationship=user-carts")
    assert browser.wait(TITLE) == "Shopping carts"
    browser.do("click", "#panel .ends a")
    assert browser.wait(f"{TITLE} === 'Account' && location.hash") == "#entity=account-entity"
    browser.get("history.back()")
    assert browser.wait(f"{TITLE} === 'Shopping carts'")
    browser.press("Escape")
    assert browser.wait(f"{TITLE} === ''")
    browser.get("location.hash = '#entity=nobody'")
    assert browser.get(TITLE) == ""


def test_keys_lead_along_relationships_into_the_panel_and_back(opened: Callable[..., Browser]) -> None:
    browser = opened()
    browser.get("document.querySelector('#stage').focus()")
    browser.press("Tab")
    assert browser.get(FOCUSED) == "profile"
    browser.press("ArrowRight")
    first = browser.get(FOCUSED)
    browser.press("ArrowDown" if first == "entity:account-entity" else "ArrowUp")
    assert {first, browser.get(FOCUSED)} == {"entity:account-entity", "entity:household-entity"}
    browser.press("ArrowLeft")
    assert browser.get(FOCUSED) == "profile"
    browser.press("Enter")
    assert browser.wait(TITLE) == "Profile"
    assert browser.get("document.activeElement.tagName") == "H2"
    browser.press("Escape")
    assert browser.get(TITLE) == ""
    assert browser.get(FOCUSED) == "profile"
    browser.press("ArrowRight", "Space")
    browser.wait("document.querySelectorAll('#picture .gone').length > 0")


def test_picture_moves_and_grows_under_mouse_and_keys(opened: Callable[..., Browser]) -> None:
    browser = opened()
    x, y = place(browser, "profile")
    browser.do("drag", [640, 700], [700, 720])
    moved = place(browser, "profile")
    assert [moved[0] - x, moved[1] - y] == pytest.approx([60, 20], abs=1)
    width = "document.querySelector('#picture [data-id=profile]').getBoundingClientRect().width"
    before = browser.get(width)
    browser.do("wheel", [640, 400], -200)
    assert browser.wait(f"{width} > {before * 1.1}")
    browser.press("0")
    browser.wait(f"Math.abs({width} - {before}) < 1")
    browser.get("document.querySelector('#stage').focus()")
    browser.press("ArrowRight")
    assert place(browser, "profile")[0] == pytest.approx(x - 80, abs=1)
    browser.do("click", "#zoom-in")
    assert browser.wait(f"{width} > {before * 1.1}")


def test_place_is_kept_over_a_reload(opened: Callable[..., Browser]) -> None:
    browser = opened("#entity=cart-entity")
    browser.do("drag", [300, 700], [360, 720])
    browser.do("click", "#picture [data-id='entity:household-entity'] .knob")
    browser.do("click", "#theme-button")
    browser.wait("document.querySelectorAll('#picture .gone').length > 0")
    before = browser.get("document.querySelector('#picture').style.transform")
    browser.get("location.reload()")
    browser.wait("document.querySelectorAll('#picture .gone').length > 0")
    assert browser.get(TITLE) == "Cart"
    assert browser.get("document.documentElement.dataset.theme") == "light"
    assert browser.get("document.querySelector('#picture').style.transform") == before


def test_exported_picture_is_what_is_shown(opened: Callable[..., Browser], tmp_path: Path) -> None:
    browser = opened("#entity=account-entity")
    width = browser.get(WIDTH)
    browser.do("click", "#picture [data-id='entity:account-entity'] .knob")
    browser.wait(f"{WIDTH} < {width}")
    browser.press("Escape")
    browser.do("click", "#tools [aria-controls=export]")
    assert browser.do("download", "#export-svg", str(tmp_path / "picture.svg")).endswith(".svg")
    root = ElementTree.parse(tmp_path / "picture.svg").getroot()
    ids = {it.get("data-id") for it in root.iter() if it.get("data-id")}
    assert ids >= {"profile", "entity:account-entity", "relationship:user-accounts"}
    assert not ids & {"entity:cart-entity", "relationship:user-carts"}
    browser.do("download", "#export-png", str(tmp_path / "picture.png"))
    width, height = struct.unpack(">II", (tmp_path / "picture.png").read_bytes()[16:24])
    sizes = [round(2 * float(root.get(name, ""))) for name in ("width", "height")]
    assert [width, height] == sizes
    browser.do("click", "#export-view")
    browser.do("download", "#export-svg", str(tmp_path / "view.svg"))
    _, _, across, down = map(float, ElementTree.parse(tmp_path / "view.svg").getroot().get("viewBox", "").split())
    stage = browser.get("(it => [it.clientWidth, it.clientHeight])(document.querySelector('#stage'))")
    assert across / down == pytest.approx(stage[0] / stage[1])


def test_panel_is_at_the_bottom_of_a_phone(opened: Callable[..., Browser]) -> None:
    browser = opened("#entity=cart-entity", viewport={"width": 390, "height": 844}, hasTouch=True)
    box = browser.get(
        "(it => [it.x, it.width, it.y, it.bottom])(document.querySelector('#panel').getBoundingClientRect())"
    )
    assert box[:2] == [0, 390]
    assert box[2] > 200
    assert box[3] == 844
    assert place(browser, "entity:cart-entity")[1] < box[2]
    assert browser.get("document.documentElement.scrollWidth") == 390
