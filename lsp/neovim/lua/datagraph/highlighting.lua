-- Highlighting by tree-sitter, where the parser `hcl` is installed.

local M = {}

--- Load the parser for HCL a second time, under this language's name, which has queries that know its words.
---
--- Queries for `hcl` itself would change how Terraform's files look.
---
--- @return boolean
local function load()
  local parser = vim.api.nvim_get_runtime_file('parser/hcl.*', false)[1]
  if not parser then
    return false
  end
  -- A parser of another age may not load, or lack a node that a query names.
  local fits, query = pcall(function()
    assert(vim.treesitter.language.add('datagraph', { path = parser, symbol_name = 'hcl' }))
    return vim.treesitter.query.get('datagraph', 'highlights')
  end)
  return fits and query ~= nil
end

local is_loaded --- @type boolean?

--- Highlight a buffer by tree-sitter; without the parser Vim's syntax file does it.
---
--- @param buffer integer
function M.start(buffer)
  if is_loaded == nil then
    is_loaded = load()
  end
  if is_loaded then
    vim.treesitter.start(buffer, 'datagraph')
  end
end

return M
