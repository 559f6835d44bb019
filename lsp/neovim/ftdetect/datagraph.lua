-- Segment's own file name ends in `.hcl`; the whole name goes before the ending.
vim.filetype.add({
  extension = { dg = 'datagraph', datagraph = 'datagraph' },
  filename = { ['data_graph.hcl'] = 'datagraph', ['data-graph.hcl'] = 'datagraph' },
})
