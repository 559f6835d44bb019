"""DG710: an external-id type that no profile has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.diagnostics.suggestion import Suggestion, closest
from datagraph.rules.measured import measured_profiles
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG710",
    name="unseen-external-id-type",
    severity=Severity.ERROR,
    summary="No profile has an external id of the type that a relationship joins by.",
    why="The relationship joins nothing: every audience through it is empty.",
    fact="`type` is compared letter by letter with the types in the profile's table of identifiers.",
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
        type     = "phone"
        join_key = "PHONE"
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
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR, PHONE VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES
  (1, 'ada@example.com', '+41440000001'), (2, 'bob@example.com', '+41440000002');
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'email', 'ada@example.com'), ('p2', 'email', 'bob@example.com');
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'phone_number', '+41440000001');
""",
)

_MOST_LISTED = 5


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for the type of each external id; where the table has no identifiers at all, that is said instead."""
    measurements = ctx.evidence.measurements
    profile = measurements.profile if measurements else None
    known = profile.external_ids if profile else None
    if not known:
        return
    for it in measured_profiles(ctx):
        external_id = it.relationship.external_id
        if external_id and external_id.type and not it.found.profiles:
            span = external_id.value_span("type")
            near = closest(external_id.type, known) or _longer(external_id.type, known)
            fixes: tuple[Fix, ...] = ()
            if near and external_id.string("type"):
                edits = (TextEdit(span, encode(near.word)[1:-1]),)
                sure = Applicability.SAFE if near.sure else Applicability.UNSAFE
                fixes = (Fix(f"change to {quoted(near.word)}", edits, sure),)
            listed = ", ".join(quoted(word) for word in list(known)[:_MOST_LISTED])
            yield RULE.at(
                span,
                f"no profile has an external id of type {quoted(external_id.type)}",
                "not in the profile's identifiers",
                help=() if fixes else ("name a type that profiles have",),
                notes=(f"profiles have {listed}",),
                fixes=fixes,
            )


def _longer(word: str, known: Mapping[str, int]) -> Suggestion | None:
    """The one known type that has all of a word in it, or is in it: `phone_number` for `phone`."""
    parts = [it for it in known if word.lower() in it.lower() or it.lower() in word.lower()]
    return Suggestion(parts[0], False) if len(parts) == 1 else None
