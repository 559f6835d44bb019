"""What has changed since an earlier graph, and whom it hits; helpers of the rules over it."""

from datagraph.rules.changes.changes import Changes, changes_of

__all__ = ["Changes", "changes_of"]
