"""A diagnostic in words alone, for services that show the source themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics.render.visible import visible

if TYPE_CHECKING:
    from datagraph.diagnostics.diagnostic import Diagnostic


def prose(diagnostic: Diagnostic) -> str:
    """Put the message with its label on the first line, then one line for each help and note."""
    headline = f"{diagnostic.message}: {diagnostic.label}" if diagnostic.label else diagnostic.message
    remarks = [f"help: {text}" for text in diagnostic.help] + [f"note: {text}" for text in diagnostic.notes]
    lines = [visible(headline), *(visible(line) for remark in remarks for line in remark.splitlines())]
    return "\n".join(lines)
