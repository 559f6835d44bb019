"""What becomes of text that the grammar refuses: broken lines first, then braces that do not pair."""

from datagraph.syntax.recovery.braces import pair_braces
from datagraph.syntax.recovery.reader import read_line

__all__ = ["pair_braces", "read_line"]
