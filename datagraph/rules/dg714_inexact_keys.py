"""DG714: keys that only white space or case keep apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.measured import measured_joins, measured_profiles
from datagraph.rules.measured.phrases import counted, difference, in_sample, keys
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog.measurements import Side
    from datagraph.diagnostics import Diagnostic
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG714",
    name="inexact-keys",
    severity=Severity.WARNING,
    summary="Rows of a join would match if white space or the case of their keys did not count.",
    why="The join compares letter by letter, so these rows are left out without a word.",
    fact=(
        "` ada@example.com` and `Ada@example.com` are not equal. It is told where it explains a tenth or more of the "
        "rows without a match."
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
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-accounts" {
      name           = "Accounts"
      related_entity = "account-entity"

      external_id {
        type     = "email"
        join_key = "CLEAN_EMAIL"
      }
    }
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (ID INTEGER, EMAIL VARCHAR, CLEAN_EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES
  (1, 'ada@example.com', 'ada@example.com'), (2, 'Bob@example.com ', 'bob@example.com');
CREATE TABLE PROD.SEGMENT.USER_IDENTIFIERS (CANONICAL_SEGMENT_ID VARCHAR, TYPE VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.USER_TRAITS (CANONICAL_SEGMENT_ID VARCHAR, NAME VARCHAR, VALUE VARCHAR);
CREATE TABLE PROD.SEGMENT.PROFILE_MERGES (CANONICAL_SEGMENT_ID VARCHAR, SEGMENT_ID VARCHAR);
INSERT INTO PROD.SEGMENT.USER_IDENTIFIERS VALUES ('p1', 'email', 'ada@example.com'), ('p2', 'email', 'bob@example.com');
""",
)

# Some keys are told apart by case on purpose; then few of the unmatched ones meet another by chance.
_EXPLAINS = 0.1


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the entity of first-level relationships, and at the side of the other joins that refers."""
    for it in measured_profiles(ctx):
        left, right = it.link
        span = it.key.value_span("join_key")
        if _is_explained(right):
            yield _inexact(ctx, span, ("row", quoted(it.entity.slug)), right, left)
        elif right.matched is None and _is_explained(left):
            # Of a sample of profiles only their own side is known.
            yield _inexact(ctx, span, ("value", it.noun), left, right)
    for join in measured_joins(ctx):
        end = join.child or join.right
        if _is_explained(end.side):
            yield _inexact(ctx, end.span, ("row", end.table), end.side, join.other(end).side)


def _is_explained(side: Side) -> bool:
    """Whether many of the rows without a match would have one; where none has, another rule says so."""
    gained = side.spaced + side.cased
    return bool(side.matched) and gained > 0 and gained >= side.unmatched * _EXPLAINS


def _inexact(ctx: Context, span: Span, named: tuple[str, str], side: Side, other: Side) -> Diagnostic:
    noun, source = named
    gained, cause = side.spaced + side.cased, difference(side, other)
    note = f"for example {keys(side.strays)}" + (f" beside {keys(other.strays)}" if other.strays else "")
    return RULE.at(
        span,
        f"{counted(gained, noun)} of {source} would match but for {cause}",
        f"{side.matched:,} of {side.examined:,} keys match as they are{in_sample(ctx)}",
        help=("trim the keys and write them in one case, in a view or where they are loaded",),
        notes=(note,),
    )
