" `set filetype` and not `setfiletype`: other plugins take the two HCL names for Terraform's.
autocmd BufNewFile,BufRead *.dg,*.datagraph,data_graph.hcl,data-graph.hcl set filetype=datagraph
