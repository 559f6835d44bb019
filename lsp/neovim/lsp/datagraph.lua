-- The language server, for `vim.lsp.enable('datagraph')`.

local root_markers = { 'datagraph.toml', 'pyproject.toml', '.git' }

--- The program `datagraph`: that of the virtual environment in the project or around it, else the one on the PATH.
---
--- @param root string?
--- @return string?
local function program(root)
  local inside = vim.fn.has('win32') == 1 and '.venv/Scripts/datagraph.exe' or '.venv/bin/datagraph'
  local folder = root
  while folder do
    local path = vim.fs.joinpath(folder, inside)
    if vim.fn.executable(path) == 1 then
      return path
    end
    local parent = vim.fs.dirname(folder)
    folder = parent ~= folder and parent or nil
  end
  local path = vim.fn.exepath('datagraph')
  return path ~= '' and path or nil
end

--- @type vim.lsp.Config
return {
  cmd = function(dispatchers, config)
    -- Early releases of Neovim 0.11 pass no configuration.
    local root = config and config.root_dir or vim.fs.root(0, root_markers)
    local found = program(root)
    if not found then
      error("no `datagraph` in the project's `.venv` or on the PATH: run pip install 'datagraph-toolkit[lsp]'", 0)
    end
    return vim.lsp.rpc.start({ found, 'lsp' }, dispatchers, { cwd = root })
  end,
  filetypes = { 'datagraph' },
  root_markers = root_markers,
  -- Before 0.12, Neovim asks for diagnostics only after a change of the text; a catalog or configuration changes too.
  capabilities = { workspace = { diagnostics = { refreshSupport = true } } },
  handlers = {
    ['workspace/diagnostic/refresh'] = function(_, _, ctx)
      local client = assert(vim.lsp.get_client_by_id(ctx.client_id))
      for buffer in pairs(client.attached_buffers) do
        local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
        client:request('textDocument/diagnostic', params, nil, buffer)
      end
      return vim.NIL
    end,
  },
  commands = {
    -- What a code lens runs; its arguments are a URI, a position and the locations.
    ['datagraph.showReferences'] = function(command, ctx)
      local client = assert(vim.lsp.get_client_by_id(ctx.client_id))
      local items = vim.lsp.util.locations_to_items(command.arguments[3], client.offset_encoding)
      vim.fn.setqflist({}, ' ', { title = command.title, items = items })
      vim.cmd('botright copen')
    end,
  },
}
