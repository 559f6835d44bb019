"""What a value means that the language, or Segment, knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.language import COMMON_EXTERNAL_ID_TYPES, CURRENT_VERSION, KNOWN_EXTERNAL_ID_TYPES, VERSIONS
from datagraph.view.markdown import literal, some

if TYPE_CHECKING:
    from datagraph.language import ValueForm


def value_card(form: ValueForm, value: str) -> str:
    """One sentence on a value of that form; "" if there is nothing to say of it."""
    said = ""
    if form == "version" and value in VERSIONS:
        said = "the current version of the language" if value == CURRENT_VERSION else "the beta of the language"
    elif form == "profile type":
        from datagraph.catalog.profiles import PROFILE_TABLES

        tables = PROFILE_TABLES.get(value)
        said = f"profiles are read from {some(tables)}" if tables else ""
    elif form == "external id type" and value in KNOWN_EXTERNAL_ID_TYPES:
        said = "an external id that Segment collects by itself"
    elif form == "external id type" and value:
        often = ", one that many spaces have" if value in COMMON_EXTERNAL_ID_TYPES else ""
        said = f"a custom external id of the space{often}"
    return f"**{literal(value)}**: {said}" if said else ""
