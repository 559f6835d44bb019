"""The differences from HCL that we want, each as tight as can be said, and why it is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import datagraph

from .hashicorp import is_value, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagraph.diagnostics import Diagnostic

_TRIVIA = r"(?:[ \t]|/\*(?:[^*]|\*(?!/))*\*/)*"
# What a value stands between; `:` and `,` only in objects, where HCL has them.
_BEFORE_VALUE = re.compile(rf"(?:(?<![=!<>])=|:){_TRIVIA}\Z")
_AFTER_VALUE = re.compile(rf"{_TRIVIA}(?:(?:#|//)[^\n]*)?(?:\r?\n|[}},]|\Z)")
_OBJECT = re.compile(rf"(?<![=!<>])={_TRIVIA}\{{")
_LABEL = r'(?:"(?:[^"\\\n]|\\.)*"|[^\s"{}]+)'
_TOUCHING_LABELS = re.compile(rf"(?:{_LABEL}{_TRIVIA})*{_LABEL}{_LABEL}(?:{_TRIVIA}{_LABEL})*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


class Difference(NamedTuple):
    """Something that HCL takes and we report: `covers` says whether a finding of the rule in a text is such a case.

    `example` is a text in which it occurs once.
    """

    rule: str
    why: str
    example: str
    covers: Callable[[str, Diagnostic], bool]


def wanted(text: str, finding: Diagnostic) -> Difference | None:
    """The difference that justifies a finding in a text that HCL takes."""
    return next((it for it in DIFFERENCES if it.rule in ("", finding.name) and it.covers(text, finding)), None)


def _a_whole_value(text: str, start: int, end: int) -> bool:
    """Whether a range is all that stands behind an `=`, and HCL takes it."""
    line = text.rfind("\n", 0, start) + 1
    # A comment of several lines may stand before the value.
    before = _BEFORE_VALUE.search(text[line:start]) or _BEFORE_VALUE.search(text[:start])
    return bool(before) and bool(_AFTER_VALUE.match(text, end)) and is_value(text[start:end])


def _value(begins: str) -> Callable[[str, Diagnostic], bool]:
    """A finding at a whole value that matches a pattern at its beginning."""
    pattern = re.compile(begins)

    def covers(text: str, finding: Diagnostic) -> bool:
        start, end = finding.span
        return bool(pattern.match(text[start:end])) and _a_whole_value(text, start, end)

    return covers


def _rest_of_value(text: str, finding: Diagnostic) -> bool:
    """What follows a string, up to the end of an expression that begins with it."""
    start, end = finding.span
    # A template may go on over several lines.
    quotes = [place for place in range(max(0, start - 200), start) if text[place] == '"']
    return any(_a_whole_value(text, quote, end) for quote in quotes)


def _in_object(text: str, finding: Diagnostic) -> bool:
    """At the `=` before an object that is read as a block, or inside the object."""
    return any(
        found.start() <= finding.span.start and finding.span.end <= _end_of_object(text, found.end() - 1)
        for found in _OBJECT.finditer(text)
    )


def _end_of_object(text: str, start: int) -> int:
    """Where an object ends that begins at its brace; the beginning if HCL takes it for none."""
    braces = (found.end() for found in re.compile(r"\}").finditer(text, start))
    return next((end for end in braces if is_value(text[start:end])), start)


def _with_letter_of_hcl(text: str, finding: Diagnostic) -> bool:
    """A letter that HCL allows in identifiers, and Python does not."""
    start, end = finding.span
    return any(not f"a{it}".isidentifier() and is_value(f"a{it}") for it in text[start:end] if not it.isascii())


def _touching_labels(text: str, finding: Diagnostic) -> bool:
    """Strings and words between a block's name and its brace, with nothing between two of them."""
    labels = text[finding.span.start : finding.span.end]
    return bool(_TOUCHING_LABELS.fullmatch(labels)) and not refusal(f"x {labels} {{\n}}\n")


def _behind_nul(text: str, finding: Diagnostic) -> bool:
    """At or behind a NUL, or a brace before it that pairs only with what stands behind it."""
    read, nul, _ = text.partition("\0")
    if not nul or finding.span.end > len(read):
        return bool(nul)
    return finding.code not in {it.code for it in datagraph.validate(read)}


DIFFERENCES = (
    Difference(
        "number-value",
        "HCL has numbers; no attribute of a Data Graph holds one.",
        "name = 42\n",
        _value(rf"{_NUMBER.pattern}\Z"),
    ),
    Difference(
        "null-value",
        "HCL has `null`, which stands for an absent attribute; here an absent attribute is left out.",
        "name = null\n",
        _value(r"null\Z"),
    ),
    Difference("list-value", "HCL has lists; no attribute of a Data Graph holds one.", 'name = ["x"]\n', _value(r"\[")),
    Difference(
        "object-value",
        "HCL has objects; a Data Graph is made of blocks.",
        'name = { a = "x" }\n',
        _value(r"\{"),
    ),
    Difference(
        "heredoc-value",
        "HCL has heredocs; no text of a Data Graph needs several lines.",
        "name = <<EOT\nx\nEOT\n",
        _value(r"<<"),
    ),
    Difference(
        "template-value",
        "HCL has templates; a Data Graph has nothing to put into them, and Segment evaluates none.",
        'name = "${x}"\n',
        _value(r'"[\s\S]*[$%]\{'),
    ),
    Difference(
        "expression-value",
        "HCL has expressions; Segment evaluates none.",
        'name = upper("x")\n',
        _value(r'(?!"(?:[^"\\]|\\.)*"\Z|(?:true|false)\Z)'),
    ),
    Difference(
        "missing-quotes",
        "HCL takes unquoted text for a variable; a Data Graph has none, so quotes are missing.",
        "name = PROD.CUST.ACCOUNT\n",
        _value(r"(?![\"\[{<]|(?:true|false)\Z)"),
    ),
    Difference(
        "misspelt-boolean",
        "HCL takes any other word for a variable; a Data Graph has none, so it is `true` or `false` misspelt.",
        "enrichment_enabled = yes\n",
        _value(r"(?![\"\[{<]|(?:true|false)\Z)"),
    ),
    Difference(
        "text-after-value",
        "HCL lets an expression begin with a string; Segment evaluates none, so the value ends with the string.",
        'name = "x" == "y"\n',
        _rest_of_value,
    ),
    Difference(
        "misplaced-quote",
        "HCL lets an expression begin with a string; Segment evaluates none, so the value ends with the string.",
        'name = "x".y\n',
        _value(r'"'),
    ),
    Difference(
        "misplaced-quote",
        "HCL takes strings and words without a space between them for so many labels; no block of a Data Graph has more"
        " than one, so a quote stands where it should not.",
        'entity ""cart"" {\n}\n',
        _touching_labels,
    ),
    Difference(
        "equals-before-block",
        "HCL takes `entity = {` for an object; a Data Graph has no objects, so a block was meant.",
        "entity = {\n}\n",
        _in_object,
    ),
    Difference(
        "stray-separator",
        "An object over several lines is read as the block that was meant, and commas separate nothing in a block.",
        "entity = {\n  name = true,\n}\n",
        _in_object,
    ),
    Difference(
        "colon-for-equals",
        "An object over several lines is read as the block that was meant, and `=` joins name and value in a block.",
        "entity = {\n  name: true\n}\n",
        _in_object,
    ),
    Difference(
        "quoted-name",
        "An object over several lines is read as the block that was meant, where names stand without quotes.",
        'entity = {\n  a      = true\n  "name" = true\n}\n',
        _in_object,
    ),
    Difference(
        "unexpected-text",
        "An object over several lines is read as the block that was meant, where no name is worked out in parentheses.",
        'entity = {\n  a        = true\n  ("name") = true\n}\n',
        _in_object,
    ),
    *(
        Difference(
            rule,
            "HCL's identifiers have a few compatibility letters that Unicode advises against (Python and UAX 31 leave"
            " them out, as they change under NFKC); no name of the language has one.",
            f"{text}\n",
            _with_letter_of_hcl,
        )
        for rule, text in (("unknown-character", "\u309b = true"), ("unexpected-text", "entity \u309b {\n}"))
    ),
    Difference(
        "",
        "`pygohcl` hands the text to Go as a C string, which ends at the first NUL, and what follows is never read.",
        'name = "x"\n\0',
        _behind_nul,
    ),
)
