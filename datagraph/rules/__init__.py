"""The rules: one file each, found by their file names.

`dg201_unknown_entity.py` holds DG201, `unknown-entity`. A file has `RULE`, its description, and one of two functions:
`check(ctx)` looks for mistakes in the graph; `report(problem, ctx)` puts into words what the parser or the lowering
has found, and is imported only when that happens.
"""

from datagraph.rules.context import NO_EVIDENCE, Context, Evidence
from datagraph.rules.registry import RuleFile, all_rules, rule_named

__all__ = ["NO_EVIDENCE", "Context", "Evidence", "RuleFile", "all_rules", "rule_named"]
