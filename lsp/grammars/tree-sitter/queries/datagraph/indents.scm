; Written by `python -m lsp.grammars.generate`; change lsp/grammars/tree_sitter_queries.py instead.

(block) @indent.begin
(block_end) @indent.branch @indent.end
(comment) @indent.ignore
