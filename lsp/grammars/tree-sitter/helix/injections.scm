; Written by `python -m lsp.grammars.generate`; change lsp/grammars/tree_sitter_queries.py instead.

((comment) @injection.content
  (#set! injection.language "comment"))
