"""The pictures on the buttons: lines in the colour of the text, 16 by 16."""

from __future__ import annotations

_PATHS = {
    "problems": "M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.5v.2",
    "outline": "M2 3.5h12M5 8h9M8 12.5h6",
    "filter": "M2 3h12L9.5 8.5v4L6.5 14V8.5z",
    "export": "M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11",
    "help": "M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.9-1.1 1.6M8 12v.2",
    "theme": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2v12M8 5l3.5-1.6M8 8l6-2M8 11l5.3-1.6",
    "plus": "M8 3v10M3 8h10",
    "minus": "M3 8h10",
    "fit": "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
    "close": "M4 4l8 8M12 4l-8 8",
}


def icons() -> dict[str, str]:
    """SVG by name, as the page's template asks for them."""
    return {
        f"icon_{name}": f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{path}"/></svg>'
        for name, path in _PATHS.items()
    }
