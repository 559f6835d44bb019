"""All kinds of mistakes."""

from __future__ import annotations

from . import attributes, blocks, braces, joins, quotes, strangers, values
from .kind import KINDS, Kind

__all__ = ["KINDS", "Kind", "attributes", "blocks", "braces", "joins", "quotes", "strangers", "values"]
