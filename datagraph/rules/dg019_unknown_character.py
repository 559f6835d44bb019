"""DG019: a character that the language has no use for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagraph.diagnostics import RuleDescription, Severity
from datagraph.rules.words import quoted

if TYPE_CHECKING:
    from datagraph.diagnostics import Diagnostic, Problem
    from datagraph.rules.context import Context

RULE = RuleDescription(
    code="DG019",
    name="unknown-character",
    severity=Severity.ERROR,
    summary="A character is not part of the language; often it is an invisible one, pasted with the text.",
    why="A no-break space or a zero-width space looks right in an editor. Segment refuses the whole text all the same.",
    fact=(
        "Between strings and comments stand words, `=`, braces, spaces, tabs and line ends. A string holds no line "
        "end and no NUL."
    ),
    bad="""\
data_graph {
  version = "v1.0.0"

  entity "account-entity" {
    name\u00a0              = "Account"
    table_ref          = "PROD.CUST.ACCOUNT"
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
    primary_key        = "ID"
    enrichment_enabled = true
  }
}
""",
    fixable=True,
)

_CONTROLS = {"\0": "null", "\x0b": "vertical tab", "\x0c": "form feed", "\r": "carriage return", "\x1b": "escape"}
_NAMELESS = {"Cc": "control character", "Cs": "unpaired surrogate", "Co": "private-use character"}


def report(problem: Problem, _ctx: Context) -> Diagnostic:
    """Say which one it is, with its number: it may be invisible."""
    character = problem.subject[:1]
    spaces = any(edit.new_text for edit in problem.edits)
    fixes = problem.fixes("change to a plain space" if spaces else "remove it")
    label = "the language has no use for it"
    advice = "remove it, or put it into a string"
    if problem.context:
        escape = "\\r" if character == "\r" else f"\\u{ord(character):04x}"
        label = "a string can't hold it"
        advice = f"write it as `{escape}`, or remove it"
    elif character.isspace():
        label = "it looks like a space, and is none"
    help_ = () if fixes else (advice,)
    return RULE.at(problem.span, f"unknown character {_described(character)}", label, help=help_, fixes=fixes)


def _described(character: str) -> str:
    import unicodedata

    number = f"U+{ord(character):04X}"
    category = unicodedata.category(character)
    # Unicode gives neither control characters nor surrogates a name.
    name = _CONTROLS.get(character) or unicodedata.name(character, _NAMELESS.get(category, "")).lower()
    visible = f"{quoted(character)} " if category[0] not in "CZ" else ""
    return f"{visible}{number} {name}".rstrip()
