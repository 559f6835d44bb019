"""A Pygments lexer: for Sphinx, MkDocs, Jupyter, `pygmentize` and whatever else colours code with Pygments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from pygments import unistring
from pygments.lexer import RegexLexer, bygroups, include, words
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from datagraph.language import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = f"[{unistring.xid_start}][{unistring.xid_continue}-]*"
_WORD_END = f"(?![{unistring.xid_continue}-])"
_EQUAL_FOLLOWS = r"(?=(?:[ \t]|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)*=)"
_PART = r"""(?:`[^`"\n]+`|\\"[^"\\\n]+\\"|[^\s.=<>!&|"`\\,()]+)"""
_ATTRIBUTES = tuple(attribute for block in BLOCKS.values() for attribute in block.attributes)
_JOINS = [it.name for it in _ATTRIBUTES if it.form in ("join", "left join", "right join")]
_REFERENCES = [it.name for it in _ATTRIBUTES if it.form == "entity"]


def _any(names: Iterable[str]) -> Any:
    return words(tuple(dict.fromkeys(names)), suffix=_WORD_END)


class DataGraphLexer(RegexLexer):
    """Segment Data Graph configuration.

    What the language does not have but HCL has is coloured as HCL's; what is no HCL is an `Error` token.
    """

    name = "Data Graph"
    aliases: ClassVar[list[str]] = ["datagraph", "data-graph"]
    filenames: ClassVar[list[str]] = ["*.dg", "*.datagraph", "data_graph.hcl", "data-graph.hcl"]
    # Pygments itself takes `*.dg` for the language Dg; who has this lexer installed has graphs.
    priority = 0.1

    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            include("blank"),
            (rf"(?:{'|'.join(BLOCKS)}){_EQUAL_FOLLOWS}", Keyword.Declaration, "value"),
            (_any(BLOCKS), Keyword.Declaration, "header"),
            (_any(_JOINS), Name.Attribute, ("value", "join-equal")),
            (_any(_REFERENCES), Name.Attribute, ("value", "slug-equal")),
            (_any(it.name for it in _ATTRIBUTES), Name.Attribute, "value"),
            (_NAME + _EQUAL_FOLLOWS, Name, "value"),
            (_NAME, Name, "header"),
            (r"[{}]", Punctuation),
            include("expression"),
        ],
        "blank": [
            (r"[^\S\n]+|\n|\ufeff", Whitespace),
            include("comment"),
        ],
        "comment": [
            (r"(?:#|//)[^\n]*", Comment.Single),
            # One that is never closed ends with its line, lest the rest turn grey.
            (r"/\*(?:[\s\S]*?\*/|[^\n]*)", Comment.Multiline),
        ],
        # What goes on to the end of the line, or to a brace.
        "line": [
            (r"(?=[{}\n])", Text, "#pop"),
            (r"[^\S\n]+", Whitespace),
            include("comment"),
        ],
        "header": [
            include("line"),
            ('"', String.Symbol, "slug"),
            (_NAME, String.Symbol),
            include("expression"),
        ],
        "value": [
            include("line"),
            (_NAME + _EQUAL_FOLLOWS, Name.Attribute),
            include("expression"),
        ],
        "join-equal": [
            include("line"),
            ("=", Operator),
            ('"', String.Double, ("#pop", "join")),
            (r"(?=.)", Text, "#pop"),
        ],
        "slug-equal": [
            include("line"),
            ("=", Operator),
            ('"', String.Symbol, ("#pop", "slug")),
            (r"(?=.)", Text, "#pop"),
        ],
        "expression": [
            (rf"(<<-?)({_NAME})([ \t]*\n)((?:.*\n)*?)([ \t]*\2)(?=[ \t]*$)", String.Heredoc),
            ('"', String.Double, "string"),
            (rf"(?:true|false){_WORD_END}", Keyword.Constant),
            (rf"null{_WORD_END}", Keyword.Constant),
            (r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", Number),
            (_NAME, Name),
            (r"=[=>]|[<>!]=|[-+*/%<>!&|?^=]", Operator),
            (r"[][(),:.]", Punctuation),
            (r"'[^'\n]*'|[“”„‟″][^“”„‟″\"\n]*[“”„‟″\"]|.", Error),
        ],
        "string": [
            ('"', String.Double, "#pop"),
            (r"(?=\n)", Text, "#pop"),
            include("string-part"),
            (r'[^"\\$%\n]+|[$%]', String.Double),
        ],
        "slug": [
            ('"', String.Symbol, "#pop"),
            (r"(?=\n)", Text, "#pop"),
            include("string-part"),
            (r'[^"\\$%\n]+|[$%]', String.Symbol),
        ],
        "join": [
            ('"', String.Double, "#pop"),
            (r"(?=\n)", Text, "#pop"),
            (rf"({_PART})(\.)({_PART})", bygroups(String.Symbol, Punctuation, String.Double)),  # type: ignore[no-untyped-call]
            (_PART, String.Double),
            ("[=.]", Operator),
            include("string-part"),
            (r".", String.Double),
        ],
        "string-part": [
            (r"""\\(?:[nrt"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|\$\$\{|%%\{""", String.Escape),
            (r"\\.|\\(?=\n)", Error),
            (r"[$%]\{", String.Interpol, "interpolation"),
        ],
        "interpolation": [
            (r"\}", String.Interpol, "#pop"),
            (r"(?=\n)", Text, "#pop"),
            ('"', String.Double, "string"),
            (r"\{", String.Interpol, "#push"),
            (r'[^"{}\n]+', String.Interpol),
        ],
    }

    def analyse_text(text: str) -> float:  # type: ignore[misc,override]  # noqa: N805  Pygments makes it static
        """How likely a text without a file name is a Data Graph."""
        return 0.9 if re.search(r"^\ufeff?[ \t]*data_graph[ \t]*\{", text, re.MULTILINE) else 0.0
