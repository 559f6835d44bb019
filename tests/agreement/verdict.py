"""Both verdicts on one text, and whether they agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import datagraph
from datagraph.diagnostics import Severity
from datagraph.text import LineIndex

from .differences import wanted
from .hashicorp import refusal

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic

    from .differences import Difference

_PLACE = re.compile(r"tmp\.hcl:(\d+),\d+-(?:(\d+),)?\d+:")


class Verdict(NamedTuple):
    """What HashiCorp's parser says of a text, and what in ours does not go with it: empty if both agree.

    `used` are the differences that it took to agree.
    """

    text: str
    refusal: str
    disagreement: str
    used: frozenset[Difference] = frozenset()


def judge(text: str) -> Verdict:
    """Compare both parsers on one text.

    A text that HCL refuses needs an error from us: one of syntax, or any one where HCL has its own, so that a misspelt
    name elsewhere in the file cannot stand in for it. A text that HCL takes gets no error of syntax but for the wanted
    differences.
    """
    refused = refusal(text)
    errors = [it for it in datagraph.validate(text) if it.severity is Severity.ERROR]
    syntax = [it for it in errors if it.code.startswith("DG0")]
    if refused:
        seen = bool(syntax) or any(_at_the_place(text, refused, it) for it in errors)
        return Verdict(text, refused, "" if seen else f"no error: {refused}")
    justified = {finding: wanted(text, finding) for finding in syntax}
    unwanted = [_described(text, finding) for finding, difference in justified.items() if difference is None]
    return Verdict(text, "", "; ".join(unwanted), frozenset(it for it in justified.values() if it))


def _at_the_place(text: str, refused: str, finding: Diagnostic) -> bool:
    """Whether a finding touches the lines that HCL names, or the one before, or is an unknown block above them.

    What stands in an unknown block is not looked at. A refusal without a place is pygohcl's own: its dictionary cannot
    hold an attribute and a block of one name.
    """
    lines = LineIndex(text)
    first, last = (lines.position(offset).line for offset in finding.span)
    places = [(int(start), int(end or start)) for start, end in _PLACE.findall(refused)]
    if finding.name in ("unknown-block", "attribute-as-block"):
        last = max(last, lines.position(len(text)).line)
    return not places or any(first <= end and last >= start - 1 for start, end in places)


def _described(text: str, finding: Diagnostic) -> str:
    return f"{finding.code} {finding.name} at {text[finding.span.start : finding.span.end]!r}"
