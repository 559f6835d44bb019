"""The TextMate grammar: for VS Code, Sublime Text, JetBrains and whatever else reads them.

It is flat. No rule reaches over a pair of braces, so a brace that is missing or one too many recolours nothing below.
Colours follow one principle: `invalid.illegal` is what is no HCL at all; what is HCL but means nothing here (numbers,
`null`, lists, heredocs, templates) has HCL's own scopes, and a word that the language does not know has the colour of
plain text. Why something is wrong is for the diagnostics to say.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lsp.grammars import words

if TYPE_CHECKING:
    from collections.abc import Iterable

SCOPE = "source.datagraph"
_NAME = "[[:alpha:]_][[:word:]-]*"
_WORD_END = "(?![[:word:]-])"
# Atomic, for a comment may be taken to end at any of the `*/` behind it, and all ways would be tried.
_GAP = r"[ \t]*(?>/\*.*?\*/[ \t]*)*+"
_PART = r"""(?:`[^`"]+`|\\"[^"\\]+\\"|[^\s.=<>!&|"`\\,()]+)"""
_SMART_DOUBLE, _SMART_SINGLE = r"\x{201C}\x{201D}\x{201E}\x{201F}\x{2033}", r"\x{2018}\x{2019}\x{201A}\x{201B}"
# A statement ends with its line; a brace belongs to no statement.
_END = "$|(?=[{}])"

_Rule = dict[str, Any]


def grammar() -> str:
    """The text of `datagraph.tmLanguage.json`."""
    value = {
        "name": "Data Graph",
        "scopeName": SCOPE,
        "fileTypes": ["dg", "datagraph", "data_graph.hcl", "data-graph.hcl"],
        "patterns": _includes("comment", "statement", "brace", "equal", "value"),
        "repository": {**_statements(), **_values(), **_strings(), **_marks()},
    }
    return json.dumps(value, indent=2) + "\n"


def _statements() -> dict[str, _Rule]:
    """What a line begins with; each rule goes to the end of the line or to a brace."""
    within = _includes("comment", "assignment", "equal", "value")
    join = _includes("comment", "assignment", "equal", "join-string", "value")
    reference = _includes("comment", "assignment", "equal", "slug-string", "value")
    return {
        "statement": {"patterns": _includes("assignment", "block", "known-attribute", "unknown-name")},
        "block": _statement(
            rf"({_any(words.KINDS)}){_WORD_END}", "storage.type.block", _END, _includes("comment", "label")
        ),
        # In the middle of a line only an `=` makes a word an attribute.
        "assignment": {
            "patterns": [
                _statement(_assigned(words.JOINS), "variable.other.property", _END, join),
                _statement(_assigned(words.REFERENCES), "variable.other.property", _END, reference),
                _statement(_assigned(words.PLAIN), "variable.other.property", _END, within),
                _statement(_assigned(words.DEPRECATED), "invalid.deprecated.property", _END, within),
                _statement(_assigned(words.KINDS), "storage.type.block", _END, within),
                _statement(_assigned([_NAME]), "meta.unknown", _END, within),
            ]
        },
        "known-attribute": _statement(rf"({_any(words.CURRENT)}){_WORD_END}", "variable.other.property", _END, within),
        "unknown-name": _statement(rf"({_NAME})", "meta.unknown", _END, _includes("comment", "label")),
        "label": {
            "patterns": [
                *_includes("smart-quotes", "slug-string"),
                {"name": _scope("entity.name.type.slug"), "match": _NAME},
                *_includes("value"),
            ]
        },
    }


def _values() -> dict[str, _Rule]:
    """What stands behind `=`, of this language and of HCL."""
    return {
        "value": {
            "patterns": _includes(
                "smart-quotes", "string", "heredoc", "boolean", "number", "null", "bare-word", "punctuation"
            )
        },
        "boolean": {"name": _scope("constant.language.boolean"), "match": f"(?:true|false){_WORD_END}"},
        "number": {"name": _scope("constant.numeric"), "match": r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"},
        "null": {"name": _scope("constant.language.null"), "match": f"null{_WORD_END}"},
        "heredoc": {
            "name": _scope("string.unquoted.heredoc"),
            "begin": rf"<<-?({_NAME})[ \t]*$",
            "end": r"^[ \t]*\1(?=[ \t]*$)",
        },
        # Such as `segment:materialized` without its quotes.
        "bare-word": {"name": _scope("variable.other.readwrite"), "match": _NAME},
    }


def _strings() -> dict[str, _Rule]:
    """Strings; all end with their line, closed or not."""
    return {
        "string": _string([]),
        "slug-string": _string([], content="entity.name.type.slug"),
        "join-string": _string(
            [
                {
                    "match": rf"({_PART})(\.)({_PART})",
                    "captures": _captures(
                        "entity.name.type.slug", "punctuation.accessor", "variable.other.member.column"
                    ),
                },
                {"name": _scope("variable.other.member.column"), "match": _PART},
                {"name": _scope("keyword.operator.comparison"), "match": "="},
            ]
        ),
        "string-part": {
            "patterns": [
                {
                    "name": _scope("constant.character.escape"),
                    "match": r"""\\(?:[nrt"\\]|u(?![dD][89a-fA-F])\h{4}|U(?:000(?!0[dD][89a-fA-F])\h|0010)\h{4})""",
                },
                {"name": _scope("constant.character.escape"), "match": r"\$\$\{|%%\{"},
                {"name": _scope("invalid.illegal.escape"), "match": r"\\."},
                {
                    "name": _scope("meta.interpolation"),
                    "begin": r"[$%]\{",
                    "end": r"\}|(?=$)",
                    "beginCaptures": _captures("punctuation.section.interpolation.begin", start=0),
                    "endCaptures": _captures("punctuation.section.interpolation.end", start=0),
                    "patterns": _includes("string", "nested-brace", "boolean", "number", "null", "bare-word"),
                },
            ]
        },
        "nested-brace": {"begin": r"\{", "end": r"\}|(?=$)", "patterns": _includes("string", "nested-brace")},
        "smart-quotes": {
            "name": _scope("invalid.illegal.quotes"),
            "match": "|".join(
                (
                    rf'[{_SMART_DOUBLE}][^{_SMART_DOUBLE}"]*[{_SMART_DOUBLE}"]',
                    rf"[{_SMART_SINGLE}][^{_SMART_SINGLE}]*[{_SMART_SINGLE}]",
                    # A string that a smart quote was to close.
                    rf'"[^"{_SMART_DOUBLE}]*[{_SMART_DOUBLE}](?=[^"]*$)',
                    "'[^']*'|`[^`]*`",
                )
            ),
        },
    }


def _marks() -> dict[str, _Rule]:
    """Comments, braces and single signs."""
    mark = "punctuation.definition.comment"
    return {
        "comment": {
            "patterns": [
                {
                    "name": _scope("comment.line.number-sign"),
                    "match": "(#).*$",
                    "captures": _captures(mark),
                },
                {
                    "name": _scope("comment.line.double-slash"),
                    "match": "(//).*$",
                    "captures": _captures(mark),
                },
                {
                    "name": _scope("comment.block"),
                    "begin": r"/\*",
                    "end": r"\*/",
                    "captures": _captures(mark, start=0),
                },
            ]
        },
        "brace": {
            "patterns": [
                {"name": _scope("punctuation.section.block.begin"), "match": r"\{"},
                {"name": _scope("punctuation.section.block.end"), "match": r"\}"},
            ]
        },
        "equal": {"name": _scope("keyword.operator.assignment"), "match": "=(?![=>])"},
        "punctuation": {
            "patterns": [
                {"name": _scope("invalid.illegal.ellipsis"), "match": r"\.\.\.|\x{2026}"},
                {"name": _scope("punctuation.accessor"), "match": r"\."},
                {"name": _scope("punctuation.separator"), "match": "[,:]"},
                {"name": _scope("punctuation.section.brackets"), "match": r"[\[\]]"},
                {"name": _scope("punctuation.section.parens"), "match": "[()]"},
                {"name": _scope("invalid.illegal.semicolon"), "match": ";"},
                {"name": _scope("keyword.operator"), "match": r"=[=>]|[<>!]=|[-+*/%<>!&|?^@~$]+"},
            ]
        },
    }


def _statement(begin: str, scope: str, end: str, patterns: list[_Rule]) -> _Rule:
    return {"begin": begin, "beginCaptures": _captures(scope), "end": end, "patterns": patterns}


def _string(patterns: list[_Rule], content: str = "") -> _Rule:
    return {
        "name": _scope("string.quoted.double"),
        **({"contentName": _scope(content)} if content else {}),
        "begin": '"',
        "end": '"|$',
        "beginCaptures": _captures("punctuation.definition.string.begin", start=0),
        "endCaptures": _captures("punctuation.definition.string.end", start=0),
        # A quoted part of a join begins with an escape, so what a join is made of comes first.
        "patterns": [*patterns, *_includes("string-part")],
    }


def _assigned(names: Iterable[str]) -> str:
    return rf"({_any(names)})(?={_GAP}=)"


def _any(names: Iterable[str]) -> str:
    return "(?:" + "|".join(names) + ")"


def _captures(*scopes: str, start: int = 1) -> dict[str, _Rule]:
    return {str(number): {"name": _scope(scope)} for number, scope in enumerate(scopes, start)}


def _scope(name: str) -> str:
    return f"{name}.datagraph"


def _includes(*names: str) -> list[_Rule]:
    return [{"include": f"#{name}"} for name in names]
