"""Mistakes in the example of an online shop, one at a time: what is said of each, and what its fix makes of it.

A case is a name; what stands in the example on `-` lines and what is put in its place on `+` lines, any number of
times; then what is said. `«»` are around a diagnostic's place; what the rules of other families say is their own
matter, so only their codes are there. A fix gives the example back, or what the `=` lines of the case put in place of
its first `-` lines; with `= ?` it is a guess at what else was meant.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import datagraph
from datagraph.diagnostics import Applicability, Diagnostic, Severity
from datagraph.text import apply_edits

SHOP = (Path(__file__).parents[2] / "examples/ecommerce/graph.dg").read_text(encoding="utf-8")

FAMILIES = ("DG2", "DG3")


class Case(NamedTuple):
    """A text with a mistake, what is to be said of it, and the text after the fix."""

    text: str
    expected: str
    mended: str | None


def read_cases(cases: str) -> dict[str, Case]:
    """Read cases that stand apart by an empty line, by name."""
    return {name: _read_case(rest) for name, *rest in (block.splitlines() for block in cases.strip().split("\n\n"))}


def _read_case(lines: list[str]) -> Case:
    pairs: list[tuple[str, str]] = []
    for line in lines:
        sign, words = line[:1], line[2:]
        if sign == "-":
            fresh = not pairs or bool(pairs[-1][1])
            pairs = [*pairs, (words, "")] if fresh else [*pairs[:-1], (f"{pairs[-1][0]}\n{words}", "")]
        elif sign == "+":
            old, new = pairs[-1]
            pairs[-1] = (old, f"{new}\n{words}" if new else words)
    replacement = "\n".join(line[2:] for line in lines if re.match("=( |$)", line))
    text, mended = SHOP, None if replacement == "?" else SHOP
    for old, new in pairs:
        assert SHOP.count(old) == 1, old
        text = text.replace(old, new)
    if replacement and mended:
        mended = SHOP.replace(pairs[0][0], replacement)
    return Case(text, "\n".join(line for line in lines if not re.match("[-+=]( |$)", line)), mended)


def said(text: str) -> str:
    """All that is said of a text."""
    return "\n".join(spoken(text, diagnostic) for diagnostic in datagraph.validate(text))


def spoken(text: str, diagnostic: Diagnostic) -> str:
    """A diagnostic with its place, its labels, its help and the titles of its fixes."""
    if not diagnostic.code.startswith(FAMILIES):
        return diagnostic.code
    grave = "" if diagnostic.severity is Severity.ERROR else f" {diagnostic.severity}"
    lines = [f"{diagnostic.code}{grave} «{diagnostic.span.text_of(text)}» {diagnostic.message} | {diagnostic.label}"]
    lines += [f"at «{label.span.text_of(text)}»: {label.text}" for label in diagnostic.labels]
    lines += [f"help: {advice}" for advice in diagnostic.help]
    lines += [f"note: {note}" for note in diagnostic.notes]
    for fix in diagnostic.fixes:
        lines.append(f"{'' if fix.applicability is Applicability.SAFE else 'unsafe '}fix: {fix.title}")
    return "\n".join(lines)


def mend(text: str) -> str:
    """The text after the first fix of each diagnostic, one after the other, the sure ones first."""
    for _ in range(10):
        fixes = [it.fixes[0] for it in datagraph.validate(text) if it.fixes and it.code.startswith(FAMILIES)]
        if not fixes:
            break
        fix = min(fixes, key=lambda it: it.applicability is not Applicability.SAFE)
        text = apply_edits(text, fix.edits)
    return text
