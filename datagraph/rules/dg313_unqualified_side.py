"""DG313: a side of a `join_on` does not name its entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, Label, RuleDescription, Severity
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph.odd_join import OddJoin
    from datagraph.graph.sides import Side
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG313",
    name="unqualified-side",
    severity=Severity.ERROR,
    summary="A side of a `join_on` is a column without the slug of its entity.",
    why=(
        "Both entities may have a column of that name, so Segment wants the slug in front of each column and refuses "
        "the join without it."
    ),
    fact=(
        "`join_on` is `[left entity slug].[column] = [right entity slug].[column]`; only the column of a junction "
        "table stands alone."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name        = "Account"
    table_ref   = "PROD.CUST.ACCOUNT"
    primary_key = "ID"
  }

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
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

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = ACCOUNT_ID"
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

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
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

      relationship "user-carts" {
        name           = "Carts"
        related_entity = "cart-entity"
        join_on        = "account-entity.ID = cart-entity.ACCOUNT_ID"
      }
    }
  }
}
""",
    fixable=True,
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Report joins with bare columns, once for both sides; those of junction tables have a form of their own."""
    for join in ctx.graph.joins.odd:
        if not join.is_junction:
            bare = [side for side in join.sides if side.reading == "bare"]
            if bare:
                yield _unqualified(ctx, join, bare)


def _unqualified(ctx: Context, join: OddJoin, bare: list[Side]) -> Diagnostic:
    expected = [side.expected for side in (reversed(join.sides) if join.swapped else join.sides)]
    targets = [slug for slug, side in zip(expected, join.sides, strict=True) if side in bare]
    places = [join.part(side.operand.range) for side in bare]
    fixes: tuple[Fix, ...] = ()
    if join.string and all(targets):
        from datagraph.graph.sides import spelling

        # With one side named, the other one is sure; with none, the columns may be the wrong way round.
        named = [side for side in join.sides if side.reading != "bare"]
        sure = bool(named) and (join.swapped or named[0].reading == "right")
        slugs = [encode(spelling(ctx.graph, slug))[1:-1] for slug in targets]
        edits = [TextEdit(Span(it.start, it.start), f"{slug}.") for it, slug in zip(places, slugs, strict=True)]
        title = " and ".join(f"write `{slug}.` before it" if len(slugs) == 1 else f"`{slug}.`" for slug in slugs)
        title = title if len(slugs) == 1 else f"write {title} before them"
        fixes = (Fix(title, tuple(edits), Applicability.SAFE if sure else Applicability.UNSAFE),)
    labels = [f"a column of {quoted(slug)}?" if slug else "whose column it is" for slug in targets]
    columns = " and ".join(quoted(side.operand.column) for side in bare)
    return RULE.at(
        places[0],
        f"no entity before {columns}",
        labels[0],
        labels=tuple(Label(place, label) for place, label in zip(places[1:], labels[1:], strict=True)),
        fixes=fixes,
    )
