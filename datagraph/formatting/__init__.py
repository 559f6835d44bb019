"""The one canonical style: what a text should look like, and the edits that make it so."""

from datagraph.formatting.formatter import format_document, formatting_edits

__all__ = ["format_document", "formatting_edits"]
