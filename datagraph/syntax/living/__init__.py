"""A text that is edited in place: only the lines that an edit touches are read again."""

from datagraph.syntax.living.document import LivingDocument

__all__ = ["LivingDocument"]
