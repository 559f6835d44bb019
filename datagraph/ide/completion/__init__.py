"""What an editor offers while its user types."""

from datagraph.ide.completion.complete import complete
from datagraph.ide.completion.completion import TRIGGERS, Completion, CompletionKind
from datagraph.ide.completion.documents import document

__all__ = ["TRIGGERS", "Completion", "CompletionKind", "complete", "document"]
