"""DG308: a join is not `left = right`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, RuleDescription, Severity
from datagraph.model import is_part, parse_join, split_dotted
from datagraph.rules.words import quoted
from datagraph.syntax import encode
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph.odd_join import OddJoin
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG308",
    name="malformed-join",
    severity=Severity.ERROR,
    summary="A join is not of the form `entity.COLUMN = entity.COLUMN`.",
    why=(
        "Segment reads the two columns to compare from this text. If one of them or the `=` is not there, it refuses "
        "the join."
    ),
    fact=(
        "A join is `[left entity slug].[column] = [right entity slug].[column]`: two sides, one `=`, one dot on each "
        "side. In a junction table the junction's own column stands alone."
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
        join_on        = "account-entity.ID == cart-entity.ACCOUNT_ID"
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


_SIDE = r"[^\s.=<>!&|\"`\\,():]+(?:\s*\.\s*[^\s.=<>!&|\"`\\,():]+)?"
# Two sides with something between them that is no word: nothing, a comma, or a sign such as `==` or `->`.
_TWO_SIDES = rf"(?i)\s*({_SIDE})(?:\s*([=:,;<>~-]*[=:,;>~])\s*|\s+(-?|on|equals)\s*)({_SIDE})\s*"
_SURE = frozenset(("==", "===", ":=", "=", "equals"))
_DOTS = r"\s*\.\s*"
_LONGEST_SLIP = 500


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the joins that are none; other operators and unclosed quotes are mistakes of their own."""
    for join in ctx.graph.joins.odd:
        if join.is_malformed:
            if not join.has_comparison and split_dotted(join.text)[1] < 0:
                yield _malformed(join)
            continue
        for side in join.sides:
            if side.reading == "columnless":
                message = f"no column after {quoted(side.operand.column)}"
                yield RULE.at(join.part(side.operand.range), message, "a side is `entity.COLUMN`", help=_advice(join))


def _malformed(join: OddJoin) -> Diagnostic:
    found = re.fullmatch(_TWO_SIDES, join.text) if len(join.text) < _LONGEST_SLIP else None
    if found and not (found[2] == "=" and not re.search(r"\s\.|\.\s", join.text)):
        return _mistyped(join, found)
    first = join.text.find("=")
    if first < 0:
        return RULE.at(
            join.span, f"no `=` in the join {quoted(join.text)}", "a join is `left = right`", help=_advice(join)
        )
    second = join.text.find("=", first + 1)
    if second >= 0:
        span = join.part((second, second + 1))
        return RULE.at(
            span, f"a second `=` in the join {quoted(join.text)}", "a join compares two columns", help=_advice(join)
        )
    for start, end, where in ((0, first, "left"), (first + 1, len(join.text), "right")):
        fault = _fault_of_side(join.text, start, end)
        if fault:
            place, message, label = fault
            return RULE.at(join.part(place), message.format(where), label, help=_advice(join))
    return RULE.at(join.span, f"{quoted(join.text)} is no join", "a join is `left = right`", help=_advice(join))


def _mistyped(join: OddJoin, found: re.Match[str]) -> Diagnostic:
    """A join that is right but for the sign between its sides, or spaces around its dots."""
    sign = (found[2] or found[3] or "").lower()
    left, right = (re.sub(_DOTS, ".", found[group]) for group in (1, 4))
    sure = sign in _SURE and join.fits(parse_join(f"{left} = {right}"))
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    span, message, label = join.span, f"no `=` in the join {quoted(join.text)}", "a join is `left = right`"
    title = "write `=`"
    if sign:
        group = 2 if found[2] else 3
        span, message, label = (
            join.part(found.span(group)),
            f"{quoted(sign)} in place of `=`",
            "a join compares with `=`",
        )
    if sign == "=":
        span, message, label = join.span, "spaces around a dot", "an entity and its column are written together"
        title = "take out the spaces"
    edits = (TextEdit(join.span, encode(f"{left} = {right}")[1:-1]),)
    return RULE.at(span, message, label, fixes=(Fix(title, edits, applicability),) if join.string else ())


def _fault_of_side(text: str, start: int, end: int) -> tuple[tuple[int, int], str, str] | None:
    """What is wrong with one side: where, the message with a place for `left` or `right`, and the label."""
    side = text[start:end].strip()
    if not side:
        sign = (end, end + 1) if start == 0 else (start - 1, start)
        return sign, "nothing on the {} of `=`", "two columns are compared"
    start = text.index(side, start)
    place = (start, start + len(side))
    # The user's own text may hold braces.
    name = quoted(side).replace("{", "{{").replace("}", "}}")
    parts, _ = split_dotted(side)
    texts = [side[part.start : part.end].strip() for part in parts]
    if not texts[-1]:
        return place, f"no column after the dot in {name}", "an entity and its column"
    if not texts[0]:
        return place, f"no entity before the dot in {name}", "an entity and its column"
    if len(texts) > 2:
        dots = (start + parts[1].end, place[1])
        return dots, f"more than one dot in {name}", "a side is `entity.COLUMN`"
    if all(map(is_part, texts)):
        return None
    return place, f"{name} is no column", "a side is `entity.COLUMN`"


def _advice(join: OddJoin) -> tuple[str, ...]:
    parent, own = join.relationship.parent, join.relationship.related_entity
    left = f"{(parent.related_entity if parent else '') or 'left-entity'}.COLUMN"
    right = f"{own or 'right-entity'}.COLUMN"
    if join.attribute == "left_join_on":
        right = "JUNCTION_COLUMN"
    elif join.attribute == "right_join_on":
        left = "JUNCTION_COLUMN"
    return (f'write `{join.attribute} = "{left[:100]} = {right[:100]}"`',)
