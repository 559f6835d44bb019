"""DG413: a table of the profile lacks a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.tables.profile_folder import profile_folder
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG413",
    name="missing-profile-columns",
    severity=Severity.ERROR,
    summary="A table in the `profile_folder` has a profile table's name, but not its columns.",
    why=(
        "Segment finds profiles through these columns, so every relationship of the graph fails. Most often the table "
        "is another one of the same name, or a view that leaves columns out."
    ),
    fact=(
        "`user_identifiers` has `canonical_segment_id`, `type` and `value`, `user_traits` has `canonical_segment_id`, "
        "`name` and `value`, `profile_merges` has `canonical_segment_id` and `segment_id`; the raw tables of an "
        "unmaterialized profile have columns of their own."
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
    profile_folder = "PROD.STAGING"
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
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.STAGING.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, KIND VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.STAGING.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.STAGING.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for the columns that joins go through, in any case, in the profile tables that are there."""
    folder = profile_folder(ctx.tables, ctx.graph.model.profile)
    for name, columns in folder.needed.items() if folder else ():
        assert folder is not None, "it needs tables"
        table = folder.tables.get(name)
        if table and table.columns:
            known = {it.name.casefold() for it in table.columns}
            missing = [it for it in columns if it not in known]
            if missing:
                yield RULE.at(
                    folder.reference.span,
                    f"no column {listed(missing)} in {dotted(table.path)}",
                    "the profile is read through it" if len(missing) == 1 else "the profile is read through them",
                    help=("name the schema that Profiles Sync writes to, or let it write the table anew",),
                )
