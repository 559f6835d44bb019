"""The tables of Profiles Sync: what a profile folder holds for each type of profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MATERIALIZED = "segment:materialized"
UNMATERIALIZED = "segment:unmaterialized"

PROFILE_TABLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    MATERIALIZED: {
        "user_identifiers": ("canonical_segment_id", "type", "value"),
        "user_traits": ("canonical_segment_id", "name", "value"),
        "profile_merges": ("canonical_segment_id", "segment_id"),
    },
    UNMATERIALIZED: {
        "id_graph_updates": ("canonical_segment_id", "segment_id"),
        "external_id_mapping_updates": ("external_id_type", "external_id_value", "segment_id"),
        "profile_traits_updates": ("segment_id",),
    },
}
"""The tables that each type of profile is read from, with the columns that joins go through.

Warehouses that store unquoted names in capitals hold these in capitals too, so they are compared without case.
"""
