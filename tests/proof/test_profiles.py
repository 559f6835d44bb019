"""Profiles: their finished tables, and the raw ones of an unmaterialized profile."""

from __future__ import annotations

import pytest

from datagraph.catalog.measurements import ProfileMeasurement
from tests.proof.surveys import SHOP, TABLES, figures, findings, said

RAW = SHOP.replace("segment:materialized", "segment:unmaterialized")
RAW_TABLES = (
    TABLES
    + """\
CREATE TABLE PROD.SEGMENT.ID_GRAPH_UPDATES (SEGMENT_ID VARCHAR, CANONICAL_SEGMENT_ID VARCHAR, SEQ INTEGER);
INSERT INTO PROD.SEGMENT.ID_GRAPH_UPDATES VALUES ('s1', 'p1', 1), ('s2', 'p2', 1), ('s3', 'p3', 1), ('s4', 'p4', 2);
CREATE TABLE PROD.SEGMENT.EXTERNAL_ID_MAPPING_UPDATES
  (SEGMENT_ID VARCHAR, EXTERNAL_ID_TYPE VARCHAR, EXTERNAL_ID_VALUE VARCHAR, SEQ INTEGER);
INSERT INTO PROD.SEGMENT.EXTERNAL_ID_MAPPING_UPDATES VALUES
  ('s1', 'email', 'ada@example.com', 1), ('s2', 'email', 'bob@example.com', 2), ('s3', 'email', 'eve@example.com', 3),
  ('s3', 'user_id', '3', 4);
CREATE TABLE PROD.SEGMENT.PROFILE_TRAITS_UPDATES (SEGMENT_ID VARCHAR, FAVOURITE VARCHAR, SEQ INTEGER);
INSERT INTO PROD.SEGMENT.PROFILE_TRAITS_UPDATES VALUES ('s1', 's1', 1), ('s2', 's2', 2);
"""
)


def test_a_raw_profile_joins_as_a_finished_one_does() -> None:
    finished, raw = figures(TABLES), figures(RAW_TABLES, RAW)
    assert not raw.skipped
    assert raw.relationships == finished.relationships
    assert raw.profile == ProfileMeasurement({"email": 3, "user_id": 1}, {"favourite": 0, "segment_id": 0, "seq": 0})
    assert findings(RAW_TABLES, RAW) == ()


def test_segment_ids_that_were_merged_are_one_profile_by_the_latest_merge() -> None:
    merged = RAW_TABLES + "INSERT INTO PROD.SEGMENT.ID_GRAPH_UPDATES VALUES ('s2', 'p1', 9), ('s3', 'p1', 0);"
    found = figures(merged, RAW).relationships["accounts"]
    assert found.profiles == 2
    assert (found.forward.largest, found.forward.met) == (2, 2)


def test_a_repeated_update_is_no_second_value() -> None:
    again = (
        RAW_TABLES
        + "INSERT INTO PROD.SEGMENT.EXTERNAL_ID_MAPPING_UPDATES VALUES ('s1', 'email', 'ada@example.com', 9);"
    )
    assert figures(again, RAW).relationships == figures(TABLES).relationships


def test_only_the_latest_value_of_a_raw_trait_counts() -> None:
    changed = RAW_TABLES + "INSERT INTO PROD.SEGMENT.PROFILE_TRAITS_UPDATES VALUES ('s1', 's2', 7), ('s2', NULL, 8);"
    found = figures(changed, RAW).relationships["favourites"]
    assert found.profiles == 1
    assert [it.key for it in found.links[0].right.strays] == ["s1"]


@pytest.mark.parametrize("trait", ["favourite", "Favourite", "Favourite Thing", "favouriteThing"])
def test_a_raw_trait_is_found_under_the_name_of_its_column(trait: str) -> None:
    tables = RAW_TABLES
    if "hing" in trait:
        tables += "ALTER TABLE PROD.SEGMENT.PROFILE_TRAITS_UPDATES RENAME FAVOURITE TO favourite_thing;"
    text = RAW.replace('"favourite"', f'"{trait}"')
    assert findings(tables, text) == ()
    assert figures(tables, text).relationships["favourites"].profiles == 2


def test_a_raw_trait_without_a_column_is_unknown() -> None:
    text = RAW.replace('"favourite"', '"favorite"')
    assert said(findings(RAW_TABLES, text), text) == [
        "error DG711 «favorite» no profile has a trait `favorite`: not in the profile's traits"
    ]


def test_a_profile_with_several_identifiers_counts_once() -> None:
    several = TABLES + "INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'email', 'eve@example.com');"
    found = figures(several).relationships["accounts"]
    assert found.profiles == 3
    assert (found.forward.largest, found.backward and found.backward.largest) == (2, 2)


def test_rare_words_beyond_the_list_are_not_called_unknown() -> None:
    many = """
        INSERT INTO PROD.SEGMENT.USER_TRAITS SELECT 'p' || i, 'trait' || i, 'x' FROM range(2000) t(i), range(3);
        INSERT INTO PROD.SEGMENT.USER_TRAITS VALUES ('p1', 'aaa', 's1');
    """
    text = SHOP.replace('"favourite"', '"aaa"')
    found = figures(TABLES + many, text)
    assert found.profile is not None
    assert found.profile.traits is not None
    assert "aaa" not in found.profile.traits
    assert findings(TABLES + many, text) == ()
