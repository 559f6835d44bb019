"""Why a picture is not there."""

from __future__ import annotations

from typing import NamedTuple


class Undrawn(NamedTuple):
    """Why there is no picture, and what to do about it, or ""."""

    reason: str
    help: str = ""
