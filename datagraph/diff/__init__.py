"""What has changed between two graphs."""

from datagraph.diff.change import Change, Difference
from datagraph.diff.comparison import Comparison
from datagraph.diff.earlier import Earlier

__all__ = ["Change", "Comparison", "Difference", "Earlier"]
