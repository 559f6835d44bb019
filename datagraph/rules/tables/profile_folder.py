"""The tables of the profile's folder, and those that its type needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog import Schema
from datagraph.catalog.profiles import MATERIALIZED, PROFILE_TABLES, UNMATERIALIZED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datagraph.catalog import Table
    from datagraph.model import Profile
    from datagraph.rules.tables.readings import TableReadings
    from datagraph.rules.tables.references import TableReference

# What the beta wrote in place of `type`.
_BETA_TYPES = {"none": UNMATERIALIZED, "segment": MATERIALIZED}


class ProfileFolder:
    """A folder that exists: `needed` are the tables of the profile's type with their columns, in small letters.

    An unknown type needs none. `tables` are those that are there, by their names in small letters.
    """

    __slots__ = ("needed", "profile", "reference", "tables", "unread")

    def __init__(self, readings: TableReadings, reference: TableReference, profile: Profile) -> None:
        self.reference = reference
        self.profile = profile
        self.needed: Mapping[str, tuple[str, ...]] = PROFILE_TABLES.get(
            profile.type or _BETA_TYPES.get(profile.materialization, ""), {}
        )
        # A schema whose name alone is known, from the list of all schemas, was not looked into.
        database, name = reference.stored
        schema = readings.catalog.schemas.get((database, name), Schema(database, name, is_complete=False))
        self.tables: Mapping[str, Table] = {it.casefold(): table for it, table in schema.tables.items()}
        absent = self.needed if schema.is_complete else schema.absent
        self.unread = [it for it in self.needed if it not in self.tables and it not in absent]
        """The needed tables of which the catalog says nothing."""

    @property
    def missing(self) -> list[str]:
        """The needed tables that are not there, or of which the catalog says nothing."""
        return [it for it in self.needed if it not in self.tables]


def profile_folder(readings: TableReadings, profile: Profile | None) -> ProfileFolder | None:
    """The profile's folder, if its name is right and the catalog has it."""
    reference = readings.folder
    if profile is None or reference is None or reference.is_misformed or not reference.stored:
        return None
    return ProfileFolder(readings, reference, profile)
