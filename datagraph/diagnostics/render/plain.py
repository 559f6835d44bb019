"""Segments without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datagraph.diagnostics.render.segment import Segment


def join(segments: Iterable[Segment]) -> str:
    """Join the texts of the segments."""
    return "".join(segment.text for segment in segments)
