"""What is known of one file, taken together: its text, what the graph makes of it, and what the warehouse holds.

Editors, pictures and the dictionary look at a graph through this.
"""

from datagraph.view.view import View, view_of

__all__ = ["View", "view_of"]
