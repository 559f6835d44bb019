"""Checks, formats and fixes Twilio Segment Data Graph configuration files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.version import __version__

if TYPE_CHECKING:
    from datagraph.catalog import Catalog
    from datagraph.diagnostics import Diagnostic
    from datagraph.model import DataGraph
    from datagraph.settings import Settings
    from datagraph.syntax import Document

__all__ = ["__version__", "format_text", "load", "parse", "validate"]


def parse(text: str) -> Document:
    """Parse a text into its lossless syntax tree: `str(parse(text)) == text` for every string; never raises on text."""
    from datagraph.syntax import parse as parse_text

    return parse_text(text)


def load(text: str) -> tuple[DataGraph, list[Diagnostic]]:
    """Build the typed model of a text, with all diagnostics of it; what is broken is left out of the model."""
    from datagraph.engine import analyse

    analysis = analyse(text)
    return analysis.model, list(analysis.diagnostics)


def validate(text: str, *, config: Settings | None = None, catalog: Catalog | None = None) -> list[Diagnostic]:
    """Check a text with all rules that the settings choose; the diagnostics come in the order of the text.

    `catalog` is what the warehouse holds: `datagraph.catalog.file.load` reads one. Without it the rules over tables
    and columns (DG4xx) have nothing to look at.
    """
    from datagraph.collector import PausedCollector
    from datagraph.engine import analyse
    from datagraph.rules import Evidence
    from datagraph.settings import DEFAULT_SETTINGS

    # The tree and the model are gone before the collector could look at them.
    with PausedCollector():
        return list(analyse(text, config or DEFAULT_SETTINGS, Evidence(catalog)).diagnostics)


def format_text(text: str) -> str:
    """Format a text in the canonical style; what is broken stays as it is, and the meaning never changes."""
    from datagraph.formatting import format_document

    return format_document(parse(text))
