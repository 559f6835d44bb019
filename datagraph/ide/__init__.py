"""What an editor asks of one file: one feature a file, offsets in and offsets out.

Every feature is a pure function of a `View` and, mostly, an offset. None of them raises on any text, and none knows of
the protocol that brings its answers to an editor.
"""

from datagraph.view import View

__all__ = ["View"]
