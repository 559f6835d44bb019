"""Names of columns that hold what a profile is known by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.scaffold.names import is_generic, looks_like_key, stem, table_words, type_group, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from datagraph.catalog import Column, Table

# The surer a name, the lower its number.
_USER_ID, _EMAIL, _PHONE, _SAME_WORDS, _PERSON, _NEAR = range(6)

_OWNERS = frozenset(
    ("user", "customer", "client", "member", "person", "contact", "account", "owner", "primary", "main")
)
_MAILS = frozenset(("email", "mail"))
_MAIL_WORDS = _MAILS | _OWNERS | {"e", "address", "addr", "id", "login"}
_PHONES = frozenset(("phone", "telephone", "mobile", "msisdn", "cellphone", "tel"))
_PHONE_WORDS = _PHONES | _OWNERS | {"number", "no", "nr", "cell", "e164", "home"}
# Whose number a shop gives its customers, and so their profiles, as a user id.
_PEOPLE = frozenset(
    ("user", "customer", "client", "member", "person", "contact", "subscriber", "shopper", "buyer", "guest", "patient")
)


def external_id_order(
    table: Table, column: Column, known: Collection[str] | None, *, is_key: bool
) -> Iterator[tuple[str, int]]:
    """The types of external ids that a column may hold by its name, each with how sure that is.

    `known` are the types that occur, or None if that was not asked.
    """
    found = words(column.name)
    group = type_group(column.type)
    likely: dict[str, int] = {}
    if found in (("user", "id"), ("userid",)):
        likely["user_id"] = _USER_ID
    elif group == "text" and _MAILS & set(found) and set(found) <= _MAIL_WORDS:
        likely["email"] = _EMAIL
    elif _PHONES & set(found) and set(found) <= _PHONE_WORDS:
        likely["phone"] = _PHONE
    elif _is_person(table, column, is_key=is_key):
        likely["user_id"] = _PERSON
    for word in known if known is not None else ("anonymous_id", "group_id", "ga_client_id"):
        if words(word) == found:
            likely.setdefault(word, _SAME_WORDS)
    for word, order in likely.items():
        if known is None or word in known:
            yield word, order


def _is_person(table: Table, column: Column, *, is_key: bool) -> bool:
    root = stem(column.name)
    if is_key and is_generic(column.name):
        root = table_words(table.path.name)[-1:]
    return len(root) == 1 and root[0] in _PEOPLE


def trait_order(trait: str, table: Table, column: Column, *, is_key: bool) -> int | None:
    """How surely a column holds the values of a trait by their names; None if it does not look like it.

    Only columns that look like identifiers do: everybody's trait `country` is in the column COUNTRY of some table, and
    joins nobody to anything.
    """
    found, wanted, own = words(column.name), words(trait), table_words(table.path.name)
    if not (is_key or looks_like_key(column.name) or _MAILS & set(found) or _PHONES & set(found)):
        return None
    if not found or wanted in (found, own + found):
        return _SAME_WORDS if found else None
    if len(found) > 1 and wanted[-len(found) :] == found:
        return _NEAR
    if len(wanted) > 1 and wanted[-1] == found[-1] and set(wanted) <= {*own, *found}:
        return _NEAR
    return None
