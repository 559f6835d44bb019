"""Pieces of text under the name of a style, before it is known whether they will be coloured."""

from __future__ import annotations

from typing import NamedTuple


class Segment(NamedTuple):
    """A piece of text and the name of its style; the empty name is no style. `ansi.py` says how each one looks."""

    text: str
    style: str = ""
