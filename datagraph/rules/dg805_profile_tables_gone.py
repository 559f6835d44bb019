"""DG805: tables of the profile, or columns of them, are gone since the catalog was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.drift import drift_of
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG805",
    name="profile-tables-gone",
    severity=Severity.ERROR,
    summary=(
        "The `profile_folder` held tables and columns that the profile's `type` needs when the catalog was "
        "written, and does not any more."
    ),
    why=(
        "Segment finds profiles, and what belongs to them, through these tables. Without them no relationship of "
        "the graph has a beginning."
    ),
    fact=(
        "Profiles Sync writes `user_identifiers`, `user_traits` and `profile_merges` for a materialized profile, "
        "and `id_graph_updates`, `external_id_mapping_updates` and `profile_traits_updates` for an unmaterialized "
        "one. Only the columns that joins go through count."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  profile {
    profile_folder = "PROD.SEGMENT_PROFILES"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "EMAIL"
      }
    }
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT_PROFILES.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT_PROFILES.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT_PROFILES.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
""",
    earlier_tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
CREATE TABLE PROD.SEGMENT_PROFILES.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT_PROFILES.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT_PROFILES.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
""",
)

_NEED = "the profile is read through this"


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at what is gone of the profile's tables: whole ones make one diagnostic, columns one for each table."""
    gone = drift_of(ctx).profile
    if gone is None:
        return
    reference = gone.folder.reference
    names = gone.tables
    if names:
        tables = f"table {listed(names, 'and')} is" if len(names) == 1 else f"tables {listed(names, 'and')} are"
        advice = "let Profiles Sync write to this schema again, grant the right to read it, or name the schema of now"
        yield RULE.at(reference.span, f"{tables} gone from {dotted(reference.stored)}", _NEED, help=(advice,))
    for table, columns in gone.columns:
        words = f"column {listed(columns)} is" if len(columns) == 1 else f"columns {listed(columns, 'and')} are"
        advice = "let Profiles Sync write the table anew, or name the schema that it writes to now"
        yield RULE.at(reference.span, f"{words} gone from {dotted(table.path)}", _NEED, help=(advice,))
