"""The explorer page beside the same graph drawn by Mermaid: until it is painted, and while it is moved about."""

from __future__ import annotations

import html
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.graphs import graph
from benchmarks.report import Bar, duration, row, title

if TYPE_CHECKING:
    from tests.browser.browser import Browser

_ENTITIES = 500
_MERMAID, _MOVER = "mermaid@12.3.0", "svg-pan-zoom@3.6.2"
_PATIENCE = 180.0
_FIRST_PAINT, _FRAME = 2.0, 0.050
_THEIRS = "Mermaid, moved by svg-pan-zoom"

# As Mermaid's live editor shows a picture. The limits are raised: this graph is beyond those that forges set.
_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<style>html, body {{ margin: 0; height: 100% }}
#stage, svg {{ width: 100%; height: 100%; max-width: none !important }}</style>
</head><body><div id="stage"></div><pre id="text" hidden>{text}</pre>
<script src="{mermaid}"></script><script src="{mover}"></script><script>
mermaid.initialize({{ startOnLoad: false, maxTextSize: 1e8, maxEdges: 1e5 }});
mermaid.render("picture", document.getElementById("text").textContent).then(({{ svg }}) => {{
  stage.innerHTML = svg;
  svgPanZoom(stage.firstElementChild, {{ minZoom: 0.1, maxZoom: 100 }});
  requestAnimationFrame(() => requestAnimationFrame(() => {{ window.painted = performance.now(); }}));
}});
</script></body></html>"""
_PAINTED = """window.painted ?? Math.max(performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd || NaN)"""
# Each frame moves or zooms a little, by the events that a mouse sends; what counts is how far frames are apart.
_SESSION = """new Promise((resolve) => {{
  const stage = document.querySelector("{stage}");
  const at = {{ clientX: 640, clientY: 400, bubbles: true, cancelable: true, view: window, button: 0, buttons: 1 }};
  const frames = [];
  let before, step = 0;
  const next = (now) => {{
    if (before) frames.push(now - before);
    before = now;
    if (step === {steps}) return resolve(frames);
    const phase = Math.floor(step / 30) % 4;
    const along = step % 30;
    const here = {{ ...at, clientX: at.clientX + along * 12 * (phase < 2 ? 1 : -1), clientY: at.clientY + along * 8 }};
    if (phase % 2) {{
      stage.dispatchEvent(new WheelEvent("wheel", {{ ...at, buttons: 0, deltaY: phase === 1 ? -40 : 40 }}));
    }} else if (along === 0) {{
      stage.dispatchEvent(new MouseEvent("mousedown", here));
    }} else {{
      stage.dispatchEvent(new MouseEvent(along === 29 ? "mouseup" : "mousemove", here));
    }}
    step++;
    requestAnimationFrame(next);
  }};
  requestAnimationFrame(next);
}})"""


class _Figures(NamedTuple):
    """Seconds until the picture is there and can be moved, and those between two frames while it is."""

    painted: float
    median: float
    p95: float


def run(budget: float) -> None:
    """Print the table; it says what is missing if there is no browser."""
    import pytest

    from tests.browser.browser import browsing

    title(f"a graph of {_ENTITIES} entities in a browser")
    with tempfile.TemporaryDirectory() as folder:
        rounds = max(1, round(budget / 3))
        try:
            with browsing(Path(folder), _PATIENCE) as browser:
                found = {it.name: _measured(browser, it, rounds) for it in _pages(Path(folder))}
        except pytest.skip.Exception as missing:
            print(f"  {missing}")
            return
    base = found[_THEIRS]
    for name, figures in found.items():
        painted, frame = (_FIRST_PAINT, _FRAME) if name != _THEIRS else (None, None)
        _row(f"{name}: until it is there", figures.painted, base.painted, painted)
        _row(f"{name}: a frame, median", figures.median, base.median, frame)
        _row(f"{name}: a frame, 95th percentile", figures.p95, base.p95, None)


def _row(name: str, seconds: float, base: float, limit: float | None) -> None:
    """A line; ours is to be quick enough, and not to be slower than Mermaid."""
    met = "" if limit is None else f", ≤ {duration(limit)} {'ok' if seconds <= limit else 'MISSED'}"
    row(f"{name}{met}", seconds, seconds / base, "Mermaid", None if limit is None else Bar(1))


class _Page(NamedTuple):
    """A page, what in it is moved, and what is done before it is."""

    name: str
    address: str
    stage: str
    before: str = "0"


def _pages(folder: Path) -> list[_Page]:
    """Mermaid's page, which begins with the whole picture, and ours, both as it begins and then."""
    from datagraph.diagrams.compose import compose
    from datagraph.diagrams.mermaid import write_mermaid
    from datagraph.diagrams.page import page
    from datagraph.diagrams.scene import Choice
    from datagraph.view import view_of
    from tests.editors.node import npm_install

    view = view_of(graph(_ENTITIES))
    scene = compose(view, Choice())
    ours, theirs = folder / "datagraph.html", folder / "mermaid.html"
    made = page(view, scene)
    assert isinstance(made, str)
    ours.write_text(made, encoding="utf-8")
    modules = npm_install("mermaid", _MERMAID, _MOVER)
    text = _PAGE.format(
        text=html.escape(write_mermaid(scene)),
        mermaid=(modules / "mermaid" / "dist" / "mermaid.min.js").as_uri(),
        mover=(modules / "svg-pan-zoom" / "dist" / "svg-pan-zoom.min.js").as_uri(),
    )
    theirs.write_text(text, encoding="utf-8")
    return [
        _Page(_THEIRS, theirs.as_uri(), "#stage > svg"),
        _Page("datagraph, the whole picture", ours.as_uri(), "#stage", "document.querySelector('#zoom-fit').click()"),
        _Page("datagraph, as it opens", ours.as_uri(), "#stage"),
    ]


def _measured(browser: Browser, page: _Page, rounds: int) -> _Figures:
    painted, frames = [], []
    for _ in range(rounds):
        browser.open(page.address)
        painted.append(browser.wait(_PAINTED) / 1000)
        browser.get(page.before)
        browser.get("new Promise((resolve) => setTimeout(resolve, 500))")
        frames += [it / 1000 for it in browser.get(_SESSION.format(stage=page.stage, steps=120))]
    frames.sort()
    return _Figures(statistics.median(painted), statistics.median(frames), frames[int(len(frames) * 0.95)])
