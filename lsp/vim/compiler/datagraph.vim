" `:compiler datagraph`; then `:make %` checks the current file, and `:make` what `datagraph validate` checks by itself.

if exists('current_compiler')
  finish
endif
let current_compiler = 'datagraph'

if exists(':CompilerSet') != 2
  command -nargs=* CompilerSet setlocal <args>
endif

CompilerSet makeprg=datagraph\ validate\ --format\ concise
" The column counts characters, Vim's `%c` bytes: behind letters that are not ASCII it is a little to the left.
" `path:line:column: severity[DG000] message`; whatever else is printed sums up.
CompilerSet errorformat=%f:%l:%c:\ %trror[DG%n]\ %m,%f:%l:%c:\ %tarning[DG%n]\ %m,%f:%l:%c:\ %tnfo[DG%n]\ %m,%-G%.%#
