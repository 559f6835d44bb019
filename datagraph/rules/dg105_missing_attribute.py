"""DG105: a block lacks an attribute that it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import Label, RuleDescription, Severity
from datagraph.language import BLOCKS
from datagraph.rules.words import quoted, slug_in

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG105",
    name="missing-attribute",
    severity=Severity.ERROR,
    summary="A block lacks a required attribute.",
    why="Segment refuses to save a graph in which a table, a key or a name is missing.",
    fact=(
        "Required are: in an `entity` its `name`, `table_ref` and `primary_key`; in the `profile` its "
        "`profile_folder` and `type`; in a `relationship` its `name` and `related_entity`; and every attribute of "
        "`external_id`, `trait` and `junction_table`."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    enrichment_enabled = true
  }
}
""",
    good="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    fixable=True,
)


def report(problem: Problem, ctx: Context) -> Diagnostic:
    """Say it where the attribute would be written, and point at the block."""
    kind, header = problem.context, problem.related
    row = BLOCKS[kind].attribute(problem.subject)
    assert header is not None, "the lowering gives the block's header"
    assert row is not None, "only attributes of the block are required"
    slug = slug_in(header.text_of(ctx.text))
    return RULE.at(
        problem.span,
        f"{quoted(slug or kind)} has no `{problem.subject}`",
        f"write one here, such as `{row.example}`",
        labels=(Label(header, f"in this {kind if kind.isalpha() else f'`{kind}`'}"),),
        fixes=problem.fixes(f'add `{problem.subject} = "{row.placeholder}"`'),
    )
