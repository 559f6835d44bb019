"""The words in names of tables and columns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datagraph.catalog import Type

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN = re.compile(r"[\W_]+")
# What modelling tools put before a table's name to tell its kind.
_PREFIXES = frozenset(("dim", "fact", "fct", "tbl", "table", "vw", "view", "v", "t", "mart"))
_KEY_WORDS = frozenset(
    ("id", "key", "sk", "pk", "fk", "uuid", "guid", "no", "nr", "nbr", "num", "number", "code", "ref", "sku")
)
# A column of one of these names is a key of its own table, and says nothing about another one.
_GENERIC = frozenset((*_KEY_WORDS, "name", "email", "type", "value", "title", "hash", "rowid"))
_PLURAL_ES = ("sses", "shes", "ches", "xes", "zes")
_NO_PLURAL = ("ss", "us", "is")
_IRREGULAR = {
    "skus": "sku",
    "menus": "menu",
    "people": "person",
    "children": "child",
    "data": "data",
    "series": "series",
}

Group = Literal["number", "text", "uuid", ""]


def parts(name: str) -> tuple[str, ...]:
    """The words of a name as they stand in it: `CARD_TRANSACTIONS` and `CardTransactions` have two."""
    return tuple(it for it in _BETWEEN.split(_HUMP.sub("_", name)) if it)


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: in lower case and in the singular."""
    return tuple(_singular(it.lower()) for it in parts(name))


@lru_cache(maxsize=65536)
def table_words(name: str) -> tuple[str, ...]:
    """The words of a table's name without a prefix that tells its kind."""
    found = words(name)
    return found[1:] if len(found) > 1 and found[0] in _PREFIXES else found


@lru_cache(maxsize=65536)
def stem(column: str) -> tuple[str, ...]:
    """What a column such as `billing_address_id` is the key of; () if its name is not that of a key."""
    found = list(words(column))
    while found and found[-1] in _KEY_WORDS:
        found.pop()
    if len(found) < len(words(column)):
        return tuple(found)
    # ACCOUNTID: where nothing stands between the words, only the commonest ending is taken for one.
    if len(found) == 1 and found[0].endswith("id") and len(found[0]) > 3:
        return (found[0][:-2],)
    return ()


def looks_like_key(column: str) -> bool:
    """Whether a column's name ends as names of keys do."""
    found = words(column)
    return bool(found) and (found[-1] in _KEY_WORDS or bool(stem(column)))


def is_generic(column: str) -> bool:
    """Whether a column's name tells nothing of what it is the key of."""
    return not set(words(column)) - _GENERIC


def type_group(kind: Type) -> Group:
    """Types of one group can be compared in every warehouse without a cast; "" is none that keys have."""
    if kind.kind in ("integer", "decimal"):
        return "number"
    return kind.kind if kind.kind in ("text", "uuid") else ""


def title(name: str) -> str:
    """A name as people read it: `CARD_TRANSACTIONS` is `Card Transactions`."""
    return " ".join(it if _is_mixed(it) else it.capitalize() for it in parts(name))


def _is_mixed(word: str) -> bool:
    return not (word.islower() or word.isupper())


def _singular(word: str) -> str:
    """The singular of most English plurals; both sides of a comparison go through it, so it need not be a word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_PLURAL_ES) else word[:-1]
