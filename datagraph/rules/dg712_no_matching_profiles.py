"""DG712: an entity that joins no profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.measured import measured_profiles
from datagraph.rules.measured.phrases import counted, difference, in_sample, keys
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.measured import MeasuredProfile

RULE = RuleDescription(
    code="DG712",
    name="no-matching-profiles",
    severity=Severity.ERROR,
    summary="Profiles have what a relationship joins by, and no row of the entity has the same value.",
    why="The relationship joins nothing: every audience through it is empty.",
    fact="The values of the profiles' identifiers or traits are compared with the `join_key` letter by letter.",
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
        join_key = "ID"
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
CREATE TABLE PROD.CUST.ACCOUNT (ID VARCHAR, EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES ('a1', 'ada@example.com'), ('a2', 'bob@example.com');
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'email', 'ada@example.com'), ('p2', 'email', 'bob@example.com');
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at relationships of the first level where both sides have values."""
    for it in measured_profiles(ctx):
        if it.found.profiles and it.link.right.examined and not it.found.forward.met:
            yield _unmatched(ctx, it)


def _unmatched(ctx: Context, it: MeasuredProfile) -> Diagnostic:
    left, right = it.link
    cause = difference(left, right) or difference(right, left)
    advice = f"name the column that holds the {it.noun} of the profile"
    if cause:
        advice = f"make the values equal: {counted(left.folded or 0, 'value')} would match if {cause} did not count"
    column = quoted(f"{it.entity.slug}.{it.key.join_key}")
    return RULE.at(
        it.key.value_span("join_key"),
        f"no row of {quoted(it.entity.slug)} joins a profile",
        f"none of {counted(right.examined, 'value')} is the {it.noun} of a profile{in_sample(ctx)}",
        help=(advice,),
        notes=(f"profiles have {keys(left.strays)}", f"{column} has {keys(right.strays) or 'others'}"),
    )
