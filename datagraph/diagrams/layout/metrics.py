"""How wide a text is, the same on every machine.

No font is asked: which one shows the picture is not known when it is made. The widths are those of DejaVu Sans, the
widest of the usual fonts, so that a text has room in the others too.
"""

from __future__ import annotations

from unicodedata import combining, east_asian_width

_NARROW = frozenset("ijl.,:;|!'`´’‘ftrI()[]{}/\\ -·")
_WIDE = frozenset("mwMWQOGDHN@%&—…→←↔＋")
_MONO = 0.602


def width_of(text: str, size: float, *, mono: bool = False, bold: bool = False) -> float:
    """The width of a text in pixels, at a font size in pixels."""
    if mono and text.isascii():
        return len(text) * _MONO * size
    ems = sum(_MONO if mono and it.isascii() else _ems(it) for it in text)
    return ems * size * (1.08 if bold else 1)


def fitted(text: str, width: float, size: float, *, mono: bool = False, bold: bool = False) -> str:
    """The text as far as it fits, with an ellipsis if it does not."""
    if len(text) * size * 0.25 <= width and width_of(text, size, mono=mono, bold=bold) <= width:
        return text
    room = width - width_of("…", size, mono=mono, bold=bold)
    kept = 0
    for it in text:
        room -= width_of(it, size, mono=mono, bold=bold)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.88
    if character < "\u0300":
        return 0.69 if character.isupper() else 0.62
    if combining(character):
        return 0.0
    # Emoji and the scripts of East Asia fill a square; all others are narrower than this.
    return 1.05 if east_asian_width(character) in "WF" or character > "\uffff" else 0.75
