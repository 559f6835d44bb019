"""DG713: a query that the warehouse did not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datagraph.catalog.measurements import Failure
    from datagraph.diagnostics import Diagnostic
    from datagraph.graph import Graph
    from datagraph.rules.context import Context
    from datagraph.text import Span

RULE = RuleDescription(
    code="DG713",
    name="unanswered-query",
    severity=Severity.WARNING,
    summary="The warehouse did not answer a query over an entity, a relationship or the profile.",
    why="What the query asks about was not checked. What the warehouse refuses here it may refuse to Segment too.",
    fact="A query fails when a view is broken, when a right is missing, or when it takes longer than `--max-seconds`.",
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name               = "Account"
    table_ref          = "PROD.CUST.BROKEN_ACCOUNT"
    primary_key        = "ID"
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
    primary_key        = "CODE"
    enrichment_enabled = true
  }
}
""",
    tables="""\
CREATE TABLE PROD.CUST.ACCOUNT (CODE VARCHAR, EMAIL VARCHAR);
INSERT INTO PROD.CUST.ACCOUNT VALUES ('a1', 'ada@example.com'), ('a2', 'bob@example.com');
CREATE VIEW PROD.CUST.BROKEN_ACCOUNT AS SELECT CAST(CODE AS INTEGER) AS ID, EMAIL FROM PROD.CUST.ACCOUNT;
""",
)


def check(ctx: Context) -> Iterator[Diagnostic]:
    """Put into words which queries failed, at what they were about."""
    measurements = ctx.evidence.measurements
    for slug, failure in measurements.failures.items() if measurements else ():
        place = _place(ctx.graph, slug)
        if place:
            yield _unanswered(slug, failure, place)


def _place(graph: Graph, slug: str) -> Span | None:
    if slug:
        declared = graph.declarations.get(slug)
        return declared[0].name_span if declared else None
    profile = graph.model.profile
    return profile.value_span("profile_folder") if profile else None


def _unanswered(slug: str, failure: Failure, span: Span) -> Diagnostic:
    name = quoted(slug) if slug else "the profile"
    return RULE.at(
        span,
        f"{name} was not checked: {failure.message}",
        "the warehouse did not answer",
        help=(failure.help or _advice(failure),),
        notes=(failure.detail,) if failure.detail else (),
    )


def _advice(failure: Failure) -> str:
    if failure.trouble == "timeout":
        return "allow more `--max-seconds`, or look at a `--sample`"
    return "run the query that `datagraph check --dry-run` shows by hand"
