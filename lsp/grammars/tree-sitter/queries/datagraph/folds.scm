; Written by `python -m lsp.grammars.generate`; change lsp/grammars/tree_sitter_queries.py instead.

[(block) (comment) (heredoc_template)] @fold
