"""DG906: the file of consumers is not of its form."""

from __future__ import annotations

from datagraph.diagnostics import RuleDescription, Severity

RULE = RuleDescription(
    code="DG906",
    name="unreadable-consumers",
    severity=Severity.ERROR,
    summary="The file of consumers is not of the form that `datagraph schema consumers` describes.",
    why="Whoever cannot be read there is warned of no change, and finds out when an audience comes out empty.",
    fact="A file of consumers is YAML or JSON with a version, and for each consumer a name, a kind and what it uses.",
    bad="""\
version: 1
consumers:
  - name: Big spenders
    type: audience
""",
    good="""\
version: 1
consumers:
  - name: Big spenders
    kind: audience
    owner: growth@example.com
    relationships: [account-carts]
""",
)
