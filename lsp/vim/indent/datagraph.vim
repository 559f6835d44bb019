" Indents Segment Data Graph files by their braces.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal autoindent
setlocal indentexpr=GetDatagraphIndent(v:lnum)
setlocal indentkeys=0{,0},!^F,o,O

let b:undo_indent = 'setlocal autoindent< indentexpr< indentkeys<'

if exists('*GetDatagraphIndent')
  finish
endif

" What a comment or a string holds is no brace.
function s:braces(line) abort
  return substitute(a:line, '"\%(\\.\|[^"\\]\)*"\|\%(#\|//\).*\|/\*.\{-}\*/', '', 'g')
endfunction

function GetDatagraphIndent(lnum) abort
  let above = prevnonblank(a:lnum - 1)
  if above == 0
    return 0
  endif
  let opens = s:braces(getline(above)) =~# '{\s*$'
  let closes = getline(a:lnum) =~# '^\s*}'
  return max([0, indent(above) + (opens - closes) * shiftwidth()])
endfunction
