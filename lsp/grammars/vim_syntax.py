"""The Vim syntax file; Neovim reads it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsp.grammars import words

if TYPE_CHECKING:
    from collections.abc import Iterable

# A value reaches to the end of its line or to a brace; only there `true` is a boolean, and no word is a keyword there.
_TEMPLATE = r"""
" Vim syntax file
" Language: Segment Data Graph
" Written by `python -m lsp.grammars.generate`; change lsp/grammars/vim_syntax.py instead.

if exists('b:current_syntax')
  finish
endif

let s:cpo = &cpo
set cpo&vim

syntax iskeyword @,48-57,_,-,192-255
syntax sync minlines=200

syntax keyword datagraphTodo contained TODO FIXME XXX NOTE

" A word that the language does not know has the colour of plain text.
syntax match datagraphUnknown /\k\+/ nextgroup=datagraphSlug skipwhite
syntax keyword datagraphBlock nextgroup=datagraphSlug,datagraphSlugBare skipwhite @kinds@
syntax keyword datagraphAttribute nextgroup=datagraphValue skipwhite @plain@
syntax keyword datagraphAttribute nextgroup=datagraphJoinValue skipwhite @joins@
syntax keyword datagraphAttribute nextgroup=datagraphSlugValue skipwhite @references@
syntax keyword datagraphDeprecated nextgroup=datagraphValue skipwhite @deprecated@

syntax cluster datagraphComments contains=datagraphComment,datagraphBlockComment
syntax cluster datagraphValues contains=@datagraphComments,datagraphString,datagraphBoolean,datagraphNumber
syntax cluster datagraphValues add=datagraphNull,datagraphWrongQuotes
syntax region datagraphValue matchgroup=datagraphEquals start=/=/ end=/$\|\ze[{}]/
      \ contains=@datagraphValues
syntax region datagraphJoinValue contained matchgroup=datagraphEquals start=/=/ end=/$\|\ze[{}]/
      \ contains=@datagraphValues,datagraphJoin
syntax region datagraphSlugValue contained matchgroup=datagraphEquals start=/=/ end=/$\|\ze[{}]/
      \ contains=@datagraphValues,datagraphSlug

syntax cluster datagraphEscapes contains=datagraphEscape,datagraphWrongEscape
syntax region datagraphString start=/"/ skip=/\\./ excludenl end=/"\|$/ contains=@datagraphEscapes
syntax region datagraphSlug contained start=/"/ skip=/\\./ excludenl end=/"\|$/ contains=@datagraphEscapes
syntax match datagraphSlugBare contained /\k\+/
syntax region datagraphJoin contained start=/"/ skip=/\\./ excludenl end=/"\|$/
      \ contains=@datagraphEscapes,datagraphJoinEntity,datagraphJoinOperator
syntax match datagraphJoinEntity contained /[^][:space:].=<>!&|"`\\,()]\+\ze\./
syntax match datagraphJoinOperator contained /[.=]/
syntax match datagraphWrongEscape contained /\\./
syntax match datagraphEscape contained /\\[nrt"\\]\|\\u\x\{4}\|\\U\x\{8}\|\$\${\|%%{/

syntax keyword datagraphBoolean contained true false
syntax keyword datagraphNull contained null
syntax match datagraphNumber contained /\<\d\+\%(\.\d\+\)\=\%([eE][-+]\=\d\+\)\=\>/
syntax match datagraphWrongQuotes /[“”„‟″][^“”„‟″"]*[“”„‟″"]\|[‘’‚‛][^‘’‚‛]*[‘’‚‛]\|'[^']*'/
syntax match datagraphBrace /[{}]/

syntax match datagraphComment /\%(#\|\/\/\).*/ contains=datagraphTodo,@Spell
syntax region datagraphBlockComment start=/\/\*/ end=/\*\// contains=datagraphTodo,@Spell

highlight default link datagraphTodo Todo
highlight default link datagraphComment Comment
highlight default link datagraphBlockComment Comment
highlight default link datagraphBlock Keyword
highlight default link datagraphAttribute Identifier
highlight default link datagraphDeprecated WarningMsg
highlight default link datagraphEquals Operator
highlight default link datagraphString String
highlight default link datagraphSlug Type
highlight default link datagraphSlugBare Type
highlight default link datagraphJoin String
highlight default link datagraphJoinEntity Type
highlight default link datagraphJoinOperator Operator
highlight default link datagraphEscape SpecialChar
highlight default link datagraphWrongEscape Error
highlight default link datagraphWrongQuotes Error
highlight default link datagraphBoolean Boolean
highlight default link datagraphNull Constant
highlight default link datagraphNumber Number
highlight default link datagraphBrace Delimiter

let b:current_syntax = 'datagraph'

let &cpo = s:cpo
unlet s:cpo
"""


def syntax() -> str:
    """The text of `syntax/datagraph.vim`."""
    lists = {
        "kinds": words.KINDS,
        "plain": words.PLAIN,
        "joins": words.JOINS,
        "references": words.REFERENCES,
        "deprecated": words.DEPRECATED,
    }
    text = _TEMPLATE.lstrip()
    for name, group in lists.items():
        text = text.replace(f"@{name}@", _listed(group))
    return text


def _listed(group: Iterable[str]) -> str:
    return " ".join(group)
