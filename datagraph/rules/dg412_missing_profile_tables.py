"""DG412: the profile's folder lacks tables that its type needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.catalog.profiles import PROFILE_TABLES, UNMATERIALIZED
from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.rules.tables.profile_folder import profile_folder
from datagraph.rules.tables.vocabulary import dotted
from datagraph.rules.words import listed, quoted
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.rules.tables.profile_folder import ProfileFolder

RULE = RuleDescription(
    code="DG412",
    name="missing-profile-tables",
    severity=Severity.ERROR,
    summary="The `profile_folder` does not hold the tables that the profile's `type` needs.",
    why=(
        "Segment finds profiles, and what belongs to them, through these tables. Without them no relationship of the "
        "graph has a beginning."
    ),
    fact=(
        "Profiles Sync writes `user_identifiers`, `user_traits` and `profile_merges` for a materialized profile, and "
        "`id_graph_updates`, `external_id_mapping_updates` and `profile_traits_updates` for an unmaterialized one. "
        "Their names are found in any case, since some warehouses store them in capitals."
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
    profile_folder = "PROD.EVENTS"
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
    fixable=True,
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER PRIMARY KEY, EMAIL VARCHAR);
CREATE TABLE PROD.EVENTS.TRACKS (SEGMENT_ID VARCHAR, EVENT VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for the tables of the profile's type in its folder; those that nobody looked for are another mistake."""
    folder = profile_folder(ctx.tables, ctx.graph.model.profile)
    if folder and folder.missing and not folder.unread:
        yield _missing(ctx, folder)


def _missing(ctx: Context, folder: ProfileFolder) -> Diagnostic:
    reference, needed = folder.reference, folder.needed
    place = dotted(reference.names)
    label = f"{quoted(folder.profile.type or folder.profile.materialization)} needs {listed(needed, 'and')}"
    if len(folder.missing) < len(needed):
        advice = "grant the connection the right to read it, or let Profiles Sync write it"
        return RULE.at(reference.span, f"no table {listed(folder.missing)} in {place}", label, help=(advice,))
    message = f"none of the profile's tables in {place}"
    found = _other_type(ctx, folder) or _other_folder(ctx, folder)
    if found:
        note, fixes = found
        return RULE.at(reference.span, message, label, notes=(note,), fixes=fixes)
    return RULE.at(reference.span, message, label, help=("name the schema that Profiles Sync writes to",))


def _other_type(ctx: Context, folder: ProfileFolder) -> tuple[str, tuple[Fix, ...]] | None:
    """The other type of profile, if the folder holds its tables and the warehouse has it."""
    string = folder.profile.string("type")
    for kind, tables in PROFILE_TABLES.items():
        if string and tables is not folder.needed and tables.keys() <= folder.tables.keys():
            if kind == UNMATERIALIZED and ctx.warehouse == "redshift":
                return None
            fix = Fix(f"change `type` to {quoted(kind)}", (TextEdit(string.inner_span, kind),), Applicability.UNSAFE)
            return f"it has those of {quoted(kind)}", (fix,)
    return None


def _other_folder(ctx: Context, folder: ProfileFolder) -> tuple[str, tuple[Fix, ...]] | None:
    """The one schema that holds the tables; it may be that of another space, so nobody can be sure."""
    schemas = ctx.tables.catalog.schemas.items()
    homes = [it for it, schema in schemas if folder.needed.keys() <= {name.casefold() for name in schema.tables}]
    if len(homes) != 1:
        return None
    return f"{dotted(homes[0])} has all of them", folder.reference.renaming(homes[0], Applicability.UNSAFE)
