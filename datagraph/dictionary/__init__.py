"""The data dictionary: a view as pages that people read, one for each entity."""

from datagraph.dictionary.dictionary import PLACES, dictionary
from datagraph.dictionary.marks import is_ours

__all__ = ["PLACES", "dictionary", "is_ours"]
