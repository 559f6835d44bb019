"""The colours of a theme."""

from __future__ import annotations

from typing import NamedTuple


class Palette(NamedTuple):
    """Colours, each text's beside the ground that it stands on.

    Nothing is told by a colour alone: a badge has words, a missing entity a dashed line.
    """

    ground: str
    text: str
    quiet: str
    card: str
    border: str
    rule: str
    root: str
    root_text: str
    badge: str
    badge_text: str
    error: str
    warning: str
    added: str
    line: str
    frame: str


PALETTES = {
    "light": Palette(
        ground="#ffffff",
        text="#0f172a",
        quiet="#475569",
        card="#ffffff",
        border="#94a3b8",
        rule="#e2e8f0",
        root="#312e81",
        root_text="#ffffff",
        badge="#e0f2fe",
        badge_text="#075985",
        error="#b91c1c",
        warning="#92400e",
        added="#15803d",
        line="#64748b",
        frame="#f8fafc",
    ),
    "dark": Palette(
        ground="#0f172a",
        text="#f1f5f9",
        quiet="#cbd5e1",
        card="#1e293b",
        border="#64748b",
        rule="#334155",
        root="#c7d2fe",
        root_text="#1e1b4b",
        badge="#0c4a6e",
        badge_text="#e0f2fe",
        error="#fca5a5",
        warning="#fcd34d",
        added="#86efac",
        line="#94a3b8",
        frame="#172033",
    ),
    "print": Palette(
        ground="#ffffff",
        text="#000000",
        quiet="#333333",
        card="#ffffff",
        border="#000000",
        rule="#999999",
        root="#ffffff",
        root_text="#000000",
        badge="#ffffff",
        badge_text="#000000",
        error="#000000",
        warning="#000000",
        added="#000000",
        line="#000000",
        frame="#ffffff",
    ),
}


def palette(theme: str) -> Palette:
    """The colours of `light`, `dark` or `print`; a file that cannot ask what its reader likes is light at `auto`."""
    return PALETTES["light" if theme == "auto" else theme]
