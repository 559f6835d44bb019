"""What becomes of text that the grammar refuses: broken lines first, then braces that do not pair."""

from datagraph.syntax.recovery.braces import (
    Closing,
    are_crooked,
    cast_doubt,
    indent_of_line,
    missing_closing,
    pair_braces,
    together,
)
from datagraph.syntax.recovery.reader import read_line

__all__ = [
    "Closing",
    "are_crooked",
    "cast_doubt",
    "indent_of_line",
    "missing_closing",
    "pair_braces",
    "read_line",
    "together",
]
