"""DG310: a join of a junction table has its sides in another form than the language wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Applicability, Fix, Label, RuleDescription, Severity
from datagraph.model import JunctionTable, unquoted
from datagraph.rules.words import quoted
from datagraph.syntax import decode, encode
from datagraph.text import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.diagnostics import Diagnostic
    from datagraph.graph.odd_join import OddJoin
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG310",
    name="junction-sides",
    severity=Severity.ERROR,
    summary=(
        "A join of a junction table does not have the entity on its own side and the junction's column, alone, on the "
        "other."
    ),
    why=(
        "Segment knows the junction's column by its place and by having nothing in front of it. In any other form it "
        "takes it for an entity's column and refuses the join."
    ),
    fact=(
        "`left_join_on` is `[left entity slug].[column] = [junction column]`, `right_join_on` is `[junction column] = "
        "[right entity slug].[column]`; the junction column stands alone."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  entity "product-entity" {
    name        = "Product"
    table_ref   = "PROD.SHOP.PRODUCT"
    primary_key = "SKU"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-carts" {
      name           = "Carts"
      related_entity = "cart-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }

      relationship "cart-products" {
        name           = "Products"
        related_entity = "product-entity"

        junction_table {
          table_ref     = "PROD.CUST.CART_PRODUCT"
          primary_key   = "ID"
          left_join_on  = "CART_ID = cart-entity.ID"
          right_join_on = "PRODUCT_ID = product-entity.SKU"
        }
      }
    }
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "cart-entity" {
    name        = "Cart"
    table_ref   = "PROD.CUST.CART"
    primary_key = "ID"
  }

  entity "product-entity" {
    name        = "Product"
    table_ref   = "PROD.SHOP.PRODUCT"
    primary_key = "SKU"
  }

  profile {
    profile_folder = "PROD.SEGMENT"
    type           = "segment:materialized"

    relationship "user-carts" {
      name           = "Carts"
      related_entity = "cart-entity"

      external_id {
        type     = "user_id"
        join_key = "USER_ID"
      }

      relationship "cart-products" {
        name           = "Products"
        related_entity = "product-entity"

        junction_table {
          table_ref     = "PROD.CUST.CART_PRODUCT"
          primary_key   = "ID"
          left_join_on  = "cart-entity.ID = CART_ID"
          right_join_on = "PRODUCT_ID = product-entity.SKU"
        }
      }
    }
  }
}
""",
    fixable=True,
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Look at the form of junction tables' joins; which entity stands there is the matter of other rules."""
    for join in ctx.graph.joins.odd:
        if not join.is_junction or join.column is None:
            continue
        if join.partner:
            if join.attribute == "left_join_on":
                yield _exchanged(ctx, join, join.partner)
        elif join.swapped or join.sides[0].reading == "bare" or join.column.entity:
            beta = ctx.graph.has_legacy_style and not join.swapped and join.sides[0].reading != "bare"
            if not (beta and _names_junction(join)):
                yield _misformed(ctx, join)


def _names_junction(join: OddJoin) -> bool:
    from datagraph.graph.junctions import is_junction

    assert isinstance(join.node, JunctionTable)
    return join.column is not None and is_junction(join.column.entity, join.node)


def _misformed(ctx: Context, join: OddJoin) -> Diagnostic:
    side, column = join.sides[0], join.column
    assert column is not None
    where = join.attribute.partition("_")[0]
    fixes = _fixes(ctx, join)
    if join.swapped:
        other = "right" if where == "left" else "left"
        message = f"the sides of `{join.attribute}` are swapped"
        label = f"the entity is on the {where}, the junction's column on the {other}"
        return RULE.at(join.span, message, label, fixes=fixes)
    if side.reading == "bare":
        label = f"on the {where} stands a column of {quoted(side.expected)}" if side.expected else "whose column it is"
        span = join.part((side.operand.entity_range[0], side.operand.column_range[1]))
        return RULE.at(span, f"no entity before {quoted(side.operand.column)}", label, fixes=fixes)
    message = f"{quoted(column.entity)} in front of a junction's column"
    return RULE.at(join.part(column.entity_range), message, "the junction's column stands alone", fixes=fixes)


def _fixes(ctx: Context, join: OddJoin) -> tuple[Fix, ...]:
    """The join in its form; sure unless somebody has to say whose column a column is."""
    side, column = join.sides[0], join.column
    assert column is not None
    entity = ctx.graph.entities.get(side.expected)
    if not join.string or ctx.graph.entity_slug(unquoted(column.entity)):
        return ()
    sure = not column.entity or _names_junction(join)
    text = join.part(side.operand.range).text_of(ctx.text)
    if side.reading == "bare":
        if entity is None:
            return ()
        from datagraph.graph.sides import spelling

        key = entity.primary_key
        sure = sure and side.operand.column == key != column.column
        text = f"{encode(spelling(ctx.graph, side.expected))[1:-1]}.{text}"
    columns = join.part(column.column_range).text_of(ctx.text)
    whole = f"{text} = {columns}" if join.attribute == "left_join_on" else f"{columns} = {text}"
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    return (Fix(f"change to `{decode(f'{chr(34)}{whole}{chr(34)}')}`", (TextEdit(join.span, whole),), applicability),)


def _exchanged(ctx: Context, left: OddJoin, right: OddJoin) -> Diagnostic:
    """Both joins are there, each under the other's name."""
    assert left.column is not None
    assert right.column is not None
    fixes: tuple[Fix, ...] = ()
    if left.string and right.string:
        first, second = (it.part(it.sides[0].operand.range).text_of(ctx.text) for it in (right, left))
        columns = [it.part(it.column.column_range).text_of(ctx.text) for it in (right, left) if it.column]
        edits = (TextEdit(left.span, f"{first} = {columns[0]}"), TextEdit(right.span, f"{columns[1]} = {second}"))
        fixes = (Fix("exchange the two", edits),)
    return RULE.at(
        left.span,
        "`left_join_on` and `right_join_on` are exchanged",
        f"{quoted(left.sides[0].meaning)} is the entity on the right",
        labels=(Label(right.span, f"{quoted(right.sides[0].meaning)} is the one on the left"),),
        fixes=fixes,
    )
