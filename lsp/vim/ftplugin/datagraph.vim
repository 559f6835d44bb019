" Settings for Segment Data Graph files.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

let s:cpo = &cpo
set cpo&vim

setlocal comments=s1:/*,mb:*,ex:*/,:#,://
setlocal commentstring=#\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2
" Slugs have dashes: so `*` and `w` take one as a word.
setlocal iskeyword+=-
setlocal suffixesadd=.dg,.datagraph

" `gggqG` formats the file. There is no 'equalprg', for `=` is used on single lines, and those are indented by
" indent/datagraph.vim.
if executable('datagraph')
  setlocal formatprg=datagraph\ fmt\ -
endif

" matchit: `%` goes between braces without it.
let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop<'
      \ . ' iskeyword< suffixesadd< formatprg<'

let &cpo = s:cpo
unlet s:cpo
