"""DG119: a block is written as an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.language import BLOCKS

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG119",
    name="block-as-attribute",
    severity=Severity.ERROR,
    summary="A block is written as if it were an attribute, with `=` and a value.",
    why="Segment refuses the whole text: the block has attributes of its own, and one value cannot say them all.",
    fact="A block is its keyword, its label if it has one, and braces around its attributes.",
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
      external_id    = "email"
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


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Show how the block is written, in full if it is small."""
    row = BLOCKS[problem.subject]
    header = row.example.partition("{")[0] + "{"
    shown = f"write a block:\n{row.example.rstrip()}" if not row.children else f"write a block: `{header} … }}`"
    return RULE.at(
        problem.span, f"`{row.name}` is a block, not an attribute", "takes braces in place of `=`", help=(shown,)
    )
