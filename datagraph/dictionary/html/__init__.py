"""Pages as HTML."""

from datagraph.dictionary.html.writing import write_html

__all__ = ["write_html"]
