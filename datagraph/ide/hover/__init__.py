"""What an editor shows of the word under the pointer."""

from datagraph.ide.hover.hovering import Hover, hover

__all__ = ["Hover", "hover"]
