"""The words by which people choose rules."""

from __future__ import annotations

from datagraph.rules import all_rules, rule_named
from datagraph.settings import Settings


def selects_a_rule(word: str) -> bool:
    """Whether a word chooses at least one rule, as `Settings` reads it."""
    if rule_named(word):
        return True
    chosen = Settings(select=(word,))
    return any(chosen.runs(rule.code, rule.name, True) for rule in all_rules())


def advice(word: str) -> str:
    """What to write in place of a word that chooses no rule."""
    from datagraph.diagnostics.suggestion import closest

    if word.lower() in ("all", "*"):
        return "write `DG`, with which every rule's code begins"
    names = [rule.name for rule in all_rules()]
    near = closest(word.upper(), [rule.code for rule in all_rules()]) if word[:2].upper() == "DG" else None
    near = near or closest(word, names)
    return f"did you mean `{near.word}`?" if near else "`datagraph rules` lists the rules"
