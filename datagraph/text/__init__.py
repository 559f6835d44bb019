"""Text and places in it: the lowest floor, which knows nothing of the language."""

from datagraph.text.edit import TextEdit, apply_edits
from datagraph.text.line_index import LineIndex, Position
from datagraph.text.source import Source
from datagraph.text.span import Span

__all__ = ["LineIndex", "Position", "Source", "Span", "TextEdit", "apply_edits"]
