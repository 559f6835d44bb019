"""What the names in a suppression comment stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.rules import all_rules, rule_named
from datagraph.text import Span
from datagraph.view.markdown import paragraphs

if TYPE_CHECKING:
    from datagraph.view import View

_SUPPRESSION = re.compile(r"(?:#|//|/\*|\*)[ \t]*datagraph:[ \t]*ignore(?:-file)?[ \t]*\[([^\[\]#\n]*)")
_NAME = re.compile(r"[\w-]+")
_LONGEST_LINE = 1_000


def suppressed_at(view: View, offset: int) -> tuple[Span, str] | None:
    """The name of a rule that an offset touches inside a suppression, and what that rule says; None elsewhere."""
    text = view.text
    start = text.rfind("\n", max(0, offset - _LONGEST_LINE), offset) + 1 or max(0, offset - _LONGEST_LINE)
    for found in _SUPPRESSION.finditer(text, start, min(len(text), offset + _LONGEST_LINE)):
        for name in _NAME.finditer(text, *found.span(1)):
            if name.start() <= offset <= name.end():
                card = _rule_card(name.group())
                return (Span(*name.span()), card) if card else None
    return None


def _rule_card(word: str) -> str:
    rule = rule_named(word)
    if rule:
        described = rule.description
        return paragraphs(f"**{rule.code}** {rule.name}", described.summary, described.why)
    family = [it for it in all_rules() if it.code.startswith(word.upper())] if word.upper().startswith("DG") else []
    return f"**{word.upper()}**: {len(family)} rules, {family[0].code} to {family[-1].code}" if family else ""
