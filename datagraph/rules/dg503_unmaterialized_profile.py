"""DG503: a profile that reads the raw tables of Profiles Sync."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG503",
    name="unmaterialized-profile",
    severity=Severity.INFO,
    summary="The profile is of the type `segment:unmaterialized`; for Redshift that is a warning.",
    why=(
        "An unmaterialized profile reads the raw tables of updates, and costs the warehouse more than the finished "
        "tables of a materialized one."
    ),
    fact=(
        "A profile is `segment:materialized`, which Segment recommends, or `segment:unmaterialized`. For Redshift only "
        "the first exists."
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
    type           = "segment:unmaterialized"

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
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the profile's type; there is no fix, for the materialized tables have to be there first."""
    profile = ctx.graph.model.profile
    if profile is None or profile.type != "segment:unmaterialized":
        return
    redshift = ctx.warehouse == "redshift"
    diagnostic = RULE.at(
        profile.value_span("type"),
        "the profile is not materialized",
        "Redshift has only `segment:materialized`" if redshift else "every query reads the raw tables",
        help=("switch Profiles Sync to materialized tables, then write `segment:materialized`",),
    )
    yield diagnostic._replace(severity=Severity.WARNING) if redshift else diagnostic
