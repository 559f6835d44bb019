-- What Vim reads too, and the queries that Neovim and other editors share, lie beside this plugin.
local lsp = vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))))
for _, folder in ipairs({ 'vim', 'grammars/tree-sitter' }) do
  vim.opt.runtimepath:append(vim.fs.joinpath(lsp, folder))
end

local group = vim.api.nvim_create_augroup('datagraph', {})

vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = 'datagraph',
  callback = function(event)
    require('datagraph.highlighting').start(event.buf)
  end,
})

vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'datagraph' then
      require('datagraph.commands').define(client, event.buf)
    end
  end,
})

-- On Linux, Neovim does not watch files for a server. What is saved in Neovim itself can be told all the same.
vim.api.nvim_create_autocmd('BufWritePost', {
  group = group,
  pattern = { '*.toml', '*.json' },
  callback = function(event)
    local changes = { { uri = vim.uri_from_bufnr(event.buf), type = vim.lsp.protocol.FileChangeType.Changed } }
    for _, client in ipairs(vim.lsp.get_clients({ name = 'datagraph' })) do
      client:notify('workspace/didChangeWatchedFiles', { changes = changes })
    end
  end,
})
