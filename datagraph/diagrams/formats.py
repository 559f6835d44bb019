"""What a picture can be written as: one row for each format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datagraph.diagrams.scene import Scene
    from datagraph.diagrams.undrawn import Undrawn
    from datagraph.view import View


class Drawing(NamedTuple):
    """What is to be drawn, and how; `view` is what the scene was made of."""

    view: View
    scene: Scene
    direction: str = "LR"
    theme: str = "auto"


class Format(NamedTuple):
    """A format: the endings of its files' names, the usual one first, and what makes it."""

    suffixes: tuple[str, ...]
    write: Callable[[Drawing], str | bytes | Undrawn]
    is_text: bool = True


# What makes a format is imported when it is wanted: the help names all of them.


def _svg(drawing: Drawing) -> str | Undrawn:
    from datagraph.diagrams.picture import picture

    return picture(drawing.scene, direction=drawing.direction, theme=drawing.theme)


def _png(drawing: Drawing) -> bytes | Undrawn:
    return _painted(drawing, "png", resolution=144)


def _pdf(drawing: Drawing) -> bytes | Undrawn:
    return _painted(drawing, "pdf")


def _painted(drawing: Drawing, form: str, resolution: int = 0) -> bytes | Undrawn:
    from datagraph.diagrams.dot import paint, write_dot

    look = {"direction": drawing.direction, "theme": drawing.theme}
    return paint(write_dot(drawing.scene, resolution=resolution, **look), form)


def _dot(drawing: Drawing) -> str:
    from datagraph.diagrams.dot import write_dot

    return write_dot(drawing.scene, direction=drawing.direction, theme=drawing.theme)


def _mermaid(drawing: Drawing) -> str:
    from datagraph.diagrams.mermaid import write_mermaid

    return write_mermaid(drawing.scene, direction=drawing.direction, theme=drawing.theme)


def _html(drawing: Drawing) -> str | Undrawn:
    from datagraph.diagrams.page import page

    return page(drawing.view, drawing.scene, direction=drawing.direction, theme=drawing.theme)


def _json(drawing: Drawing) -> str:
    from datagraph.diagrams.json import write_json

    return write_json(drawing.scene)


FORMATS: Mapping[str, Format] = {
    "svg": Format((".svg",), _svg),
    "png": Format((".png",), _png, is_text=False),
    "pdf": Format((".pdf",), _pdf, is_text=False),
    "dot": Format((".dot", ".gv"), _dot),
    "html": Format((".html", ".htm"), _html),
    "mermaid": Format((".mmd", ".mermaid"), _mermaid),
    "json": Format((".json",), _json),
}
"""In the order of the help."""


def format_of(path: str) -> str:
    """The format that the ending of a file's name tells, or ""."""
    name = path.casefold()
    return next((it for it, row in FORMATS.items() if name.endswith(row.suffixes)), "")
