; Written by `python -m lsp.grammars.generate`; change lsp/grammars/tree_sitter_queries.py instead.

((block_start) @open (block_end) @close)
