"""The tables that say who a profile is, as queries read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from datagraph.catalog import schema_path
from datagraph.catalog.profiles import MATERIALIZED, UNMATERIALIZED

if TYPE_CHECKING:
    from datagraph.catalog import Catalog, Column, Table
    from datagraph.model import Profile, Relationship


class ProfileTables(NamedTuple):
    """The tables of a profile folder by their names in lower case, as far as they are there."""

    folder: str
    is_materialized: bool
    tables: dict[str, Table]


class Words(NamedTuple):
    """The values that profiles have for one external-id type or trait.

    They are in the column `value` of the rows that have `word` in the column `name`; a trait of an unmaterialized
    profile has a column of its own instead, and no `name`. `who` is the profile, or what has it in `merges`, a table
    with its columns for the same and for the profile. `order` is a column that tells later rows from earlier ones,
    where only the latest counts.
    """

    table: Table
    who: Column
    value: Column
    name: Column | None = None
    word: str = ""
    order: Column | None = None
    merges: Merges | None = None


class Merges(NamedTuple):
    """Which profile a segment id belongs to; the latest row counts, by the column `order` if there is one."""

    table: Table
    who: Column
    profile: Column
    order: Column | None


def profile_tables(catalog: Catalog, profile: Profile) -> ProfileTables | None:
    """The tables in the folder of a profile; None if the folder was not found, or the type of profile is not known."""
    place = schema_path(profile.profile_folder, catalog.database)
    schema = catalog.schemas.get(place) if place else None
    # The beta wrote `materialization = "none"` in place of a type.
    kind = profile.type or (UNMATERIALIZED if profile.materialization == "none" else "")
    if schema is None or not schema.exists or kind not in (MATERIALIZED, UNMATERIALIZED):
        return None
    tables = {name.lower(): schema.tables[name] for name in sorted(schema.tables, reverse=True)}
    return ProfileTables(profile.profile_folder, kind == MATERIALIZED, tables)


def identifier_columns(profile: ProfileTables) -> tuple[Table, Column] | None:
    """The table of identifiers, and its column of types."""
    if profile.is_materialized:
        return _column(profile, "user_identifiers", "type")
    return _column(profile, "external_id_mapping_updates", "external_id_type")


def trait_columns(profile: ProfileTables) -> tuple[Table, Column] | None:
    """The table of traits, and its column of names; an unmaterialized profile has none."""
    return _column(profile, "user_traits", "name") if profile.is_materialized else None


def find_words(profile: ProfileTables, relationship: Relationship) -> Words | str:
    """What a first-level relationship joins the entity with; or, in words, why there is nothing."""
    if relationship.external_id:
        if profile.is_materialized:
            return _named(profile, "user_identifiers", "type", relationship.external_id.type)
        return _named(
            profile,
            "external_id_mapping_updates",
            "external_id_type",
            relationship.external_id.type,
            who="segment_id",
            value="external_id_value",
        )
    assert relationship.trait is not None, "the caller has looked"
    if profile.is_materialized:
        return _named(profile, "user_traits", "name", relationship.trait.name)
    return _own_column(profile, relationship.trait.name)


def trait_column_name(trait: str) -> str:
    """The column that Profiles Sync makes of a trait's name: in snake case (`Favorite Color` is `favorite_color`)."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", "_", trait)
    return spaced.strip("_").lower()


def _named(
    profile: ProfileTables, table: str, name: str, word: str, *, who: str = "canonical_segment_id", value: str = "value"
) -> Words | str:
    columns = [_column(profile, table, it) for it in (who, value, name)]
    found = [it for it in columns if it]
    if len(found) < 3:
        return f"`{profile.folder}` has no table `{table}` with `{who}`, `{name}` and `{value}`"
    merges = None if profile.is_materialized else _merges(profile)
    return Words(found[0][0], found[0][1], found[1][1], found[2][1], word, None, merges)


def _own_column(profile: ProfileTables, trait: str) -> Words | str:
    table = "profile_traits_updates"
    who, value = _column(profile, table, "segment_id"), None
    for name in (trait, trait_column_name(trait)):
        value = value or _column(profile, table, name)
    if who is None or value is None:
        missing = "segment_id" if who is None else trait_column_name(trait)
        return f"`{profile.folder}` has no table `{table}` with a column `{missing}`"
    return Words(who[0], who[1], value[1], order=_order(who[0]), merges=_merges(profile))


def _merges(profile: ProfileTables) -> Merges | None:
    columns = [_column(profile, "id_graph_updates", it) for it in ("segment_id", "canonical_segment_id")]
    who, whole = columns
    return Merges(who[0], who[1], whole[1], _order(who[0])) if who and whole else None


def _order(table: Table) -> Column | None:
    """The column by which rows follow each other: every table of Profiles Sync has `seq` and `timestamp`."""
    by_name = {it.name.lower(): it for it in table.columns}
    return by_name.get("seq") or by_name.get("timestamp")


def _column(profile: ProfileTables, table: str, column: str) -> tuple[Table, Column] | None:
    found = profile.tables.get(table)
    if found is None:
        return None
    exact = found.column(column) or next((it for it in found.columns if it.name.lower() == column.lower()), None)
    return (found, exact) if exact else None
