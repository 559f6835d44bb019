"""DG711: a trait that no profile has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.diagnostics.suggestion import closest
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG711",
    name="unseen-trait",
    severity=Severity.ERROR,
    summary="No profile has the trait that a relationship joins by.",
    why="The relationship joins nothing: every audience through it is empty.",
    fact=(
        "`name` is compared letter by letter with the names in the profile's table of traits; in an unmaterialized "
        "profile each trait is a column of its own."
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

      trait {
        name     = "favourite_account"
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

      trait {
        name     = "favorite_account"
        join_key = "ID"
      }
    }
  }
}
""",
    fixable=True,
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID VARCHAR, EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES ('a1', 'ada@example.com'), ('a2', 'bob@example.com');
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_TRAITS VALUES ('p1', 'favorite_account', 'a1'), ('p2', 'favorite_account', 'a2');
""",
)

_MOST_LISTED = 5


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look for the name of each trait; where the table has no traits at all, that is said instead."""
    measurements = ctx.evidence.measurements
    known = measurements.profile.traits if measurements and measurements.profile else None
    if not measurements or not known:
        return
    for relationship in ctx.graph.relationships:
        trait = relationship.trait if relationship.is_first_level else None
        found = measurements.relationships.get(relationship.slug)
        # The list of names may be cut short; what was counted for the relationship itself is sure.
        if trait is None or not trait.name or trait.name in known or (found and found.profiles):
            continue
        span = trait.value_span("name")
        near = closest(trait.name, known)
        fixes: tuple[Fix, ...] = ()
        if near and trait.string("name"):
            edits = (TextEdit(span, encode(near.word)[1:-1]),)
            sure = Applicability.SAFE if near.sure else Applicability.UNSAFE
            fixes = (Fix(f"change to {quoted(near.word)}", edits, sure),)
        listed = ", ".join(quoted(word) for word in list(known)[:_MOST_LISTED])
        yield RULE.at(
            span,
            f"no profile has a trait {quoted(trait.name)}",
            "not in the profile's traits",
            help=() if fixes else ("name a trait that profiles have",),
            notes=(f"profiles have {listed}",),
            fixes=fixes,
        )
