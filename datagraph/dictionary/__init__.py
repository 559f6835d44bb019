"""The data dictionary: a view as pages that people read, one for each entity."""

from datagraph.dictionary.dictionary import FORMATS, dictionary, is_ours

__all__ = ["FORMATS", "dictionary", "is_ours"]
