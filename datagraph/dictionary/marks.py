"""The mark by which a file of a dictionary is known from files of others."""

from __future__ import annotations

_WORDS = "Written by `datagraph docs`: what is changed here is lost."
MARKUP = f"<!-- {_WORDS} -->"
STYLE = f"/* {_WORDS} */"

# A declaration or a tag may have to be before the mark.
_BEGINNING = 500


def is_ours(text: str) -> bool:
    """Whether a file's text says that it was written as a part of a dictionary."""
    beginning = text[:_BEGINNING]
    return MARKUP in beginning or STYLE in beginning
