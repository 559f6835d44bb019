-- What `:Datagraph…` does: commands of the language server, on the buffer they are called in.

local M = {}

--- Show what the server answers in a window that goes away with the next key.
---
--- @param text string Markdown
local function show(text)
  local lines = vim.split(text, '\n', { trimempty = true })
  vim.lsp.util.open_floating_preview(lines, 'markdown', { focus_id = 'datagraph' })
end

--- Open a picture with whatever the system opens such files with.
---
--- @param svg string
local function open(svg)
  local path = vim.fn.tempname() .. '.svg'
  vim.fn.writefile(vim.split(svg, '\n'), path, 'b')
  local _, problem = vim.ui.open(path)
  if problem then
    vim.notify(problem, vim.log.levels.ERROR)
  end
end

--- Run a command of the server.
---
--- @param client vim.lsp.Client
--- @param name string
--- @param arguments any[]
local function run(client, name, arguments)
  -- Not `exec_cmd`, which sends only what the server advertises as commands for the user.
  client:request('workspace/executeCommand', { command = name, arguments = arguments }, function(problem, result)
    if problem then
      vim.notify(problem.message, vim.log.levels.ERROR)
    elseif type(result) == 'table' and result.markdown then
      show(result.markdown)
    elseif type(result) == 'table' and result.svg then
      open(result.svg)
    end
  end)
end

--- Define the commands for a buffer that the server is attached to.
---
--- @param client vim.lsp.Client
--- @param buffer integer
function M.define(client, buffer)
  local function define(name, description, action)
    vim.api.nvim_buf_create_user_command(buffer, name, action, { desc = description })
  end
  local uri = vim.uri_from_bufnr(buffer)
  define('DatagraphRefreshCatalog', 'Read the tables and columns of the warehouse again', function()
    run(client, 'datagraph.refreshCatalog', { uri })
  end)
  define('DatagraphCheckEntity', 'Check the entity at the cursor against the warehouse', function()
    local position = vim.lsp.util.make_position_params(0, client.offset_encoding).position
    run(client, 'datagraph.checkEntity', { uri, position })
  end)
  define('DatagraphShowDiagram', 'Show a picture of the graph', function()
    run(client, 'datagraph.showDiagram', { uri })
  end)
  define('DatagraphFixAll', 'Apply every safe fix', function()
    vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.datagraph' }, diagnostics = {} }, apply = true })
  end)
end

return M
