"""Tree-sitter queries over the public HCL grammar, for Neovim, Helix and Zed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsp.grammars import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = "; Written by `python -m lsp.grammars.generate`; change lsp/grammars/tree_sitter_queries.py instead.\n"

# Editors differ in which of two patterns wins, so no node has more than one highlight.
_HIGHLIGHTS = """
(comment) @comment

[(string_lit) (quoted_template) (heredoc_template)] @string
(bool_lit) @boolean
(numeric_lit) @number
(null_lit) @constant.builtin

(attribute "=" @operator)
[(block_start) (block_end)] @punctuation.bracket

; The kinds of blocks. A word that the language does not know stays plain.
(block . (identifier) @keyword
  (#any-of? @keyword @kinds@))

; Slugs: labels, quoted or bare, and what refers to them.
(block (string_lit (template_literal) @type))
(block . (identifier) (identifier) @type)
(attribute . (identifier) @_name
  (expression (literal_value (string_lit (template_literal) @type)))
  (#any-of? @_name @references@))

(attribute . (identifier) @property
  (#any-of? @property @current@))

; What only an older version of the language has.
(attribute . (identifier) @property.deprecated
  (#any-of? @property.deprecated @deprecated@))

; Joins are expressions inside strings.
(attribute . (identifier) @_name
  (expression (literal_value (string_lit (template_literal) @string.special)))
  (#any-of? @_name @joins@))
"""

_FOLDS = """
[(block) (comment) (heredoc_template)] @fold
"""

_INDENTS = """
(block) @indent.begin
(block_end) @indent.branch @indent.end
(comment) @indent.ignore
"""

# An entity may stand behind its use: the scope is the file.
_LOCALS = """
(config_file) @local.scope

(block . (identifier) @_kind (string_lit (template_literal) @local.definition.type)
  (#any-of? @_kind @labelled@))

(attribute . (identifier) @_name
  (expression (literal_value (string_lit (template_literal) @local.reference)))
  (#any-of? @_name @references@))
"""

_INJECTIONS = """
((comment) @injection.content
  (#set! injection.language "comment"))
"""

_HELIX_INDENTS = """
(block) @indent
(block_end) @outdent
"""

_ZED_INDENTS = """
(block (block_end) @end) @indent
"""

_ZED_BRACKETS = """
((block_start) @open (block_end) @close)
"""

_ZED_OUTLINE = """
(block . (identifier) @context (string_lit (template_literal) @name)?) @item
"""

_HELIX_NAMES = {
    "@boolean": "@constant.builtin.boolean",
    "@number": "@constant.numeric",
    "@property": "@variable.other.member",
}


def queries() -> dict[str, str]:
    """The text of each query file by its path in `tree-sitter/`."""
    highlights = _HIGHLIGHTS
    for name, other in _HELIX_NAMES.items():
        highlights = highlights.replace(name, other)
    templates = {
        "queries/datagraph/highlights.scm": _HIGHLIGHTS,
        "queries/datagraph/folds.scm": _FOLDS,
        "queries/datagraph/indents.scm": _INDENTS,
        "queries/datagraph/locals.scm": _LOCALS,
        "queries/datagraph/injections.scm": _INJECTIONS,
        "helix/highlights.scm": highlights,
        "helix/indents.scm": _HELIX_INDENTS,
        "helix/injections.scm": _INJECTIONS,
        "zed/highlights.scm": _HIGHLIGHTS,
        "zed/brackets.scm": _ZED_BRACKETS,
        "zed/indents.scm": _ZED_INDENTS,
        "zed/outline.scm": _ZED_OUTLINE,
    }
    return {path: _HEAD + _filled(template) for path, template in templates.items()}


def _filled(template: str) -> str:
    """The template with its lists of words."""
    lists = {
        "kinds": words.KINDS,
        "labelled": words.LABELLED,
        "current": words.CURRENT,
        "deprecated": words.DEPRECATED,
        "joins": words.JOINS,
        "references": words.REFERENCES,
    }
    for name, group in lists.items():
        template = template.replace(f"@{name}@", _quoted(group))
    return template


def _quoted(group: Iterable[str]) -> str:
    return " ".join(f'"{word}"' for word in group)
