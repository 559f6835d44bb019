"""What becomes of text that the grammar refuses: broken lines first, then braces that do not pair."""

from datagraph.syntax.recovery.braces import are_crooked, cast_doubt, pair_braces
from datagraph.syntax.recovery.reader import read_line

__all__ = ["are_crooked", "cast_doubt", "pair_braces", "read_line"]
