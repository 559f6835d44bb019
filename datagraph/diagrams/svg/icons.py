"""Small signs beside texts, so that no colour carries a meaning alone."""

from __future__ import annotations

ICONS = {
    "key": "M8.5 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM6.4 8.6 1.5 13.5M3.5 11.5l2 2",
    "column": "M6 7.5h4",
    "badge": "M7.5 2 3.5 8.5h3.5L6 13.5 10.5 7H7Z",
    "error": "M7 2.2 12.5 12h-11ZM7 6v2.6M7 10.2v.1",
    "warning": "M7 2.2 12.5 12h-11ZM7 6v2.6M7 10.2v.1",
    "info": "M7 2.2a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM7 6.6v3M7 4.6v.1",
}
"""Paths in a square of 14 pixels, by the style of the text that they stand before."""

SIZE = 14.0
