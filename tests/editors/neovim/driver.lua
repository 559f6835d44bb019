-- Does in a running Neovim what the tests ask for: a request is a line of JSON on standard input, and so is its answer
-- on standard output. Neovim's own loop goes on between them, so keys are typed as if by a user.

local patience = 15000
local actions = {}

--- Wait, with everything else going on, until `condition` gives something, and return that.
local function waited(condition)
  local thread = coroutine.running()
  local started = vim.uv.now()
  local function look()
    local result = condition()
    if result or vim.uv.now() - started > patience then
      coroutine.resume(thread, result)
    else
      vim.defer_fn(look, 10)
    end
  end
  vim.schedule(look)
  return coroutine.yield()
end

local function type_keys(keys)
  vim.api.nvim_input(keys)
end

local function server()
  return vim.lsp.get_clients({ bufnr = 0, name = 'datagraph' })[1]
end

--- The place of a byte, as line and column in code points, both from 0.
local function place(line, byte)
  local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1] or ''
  return { line, vim.str_utfindex(text, 'utf-32', math.min(byte, #text)) }
end

local function go_to(line, column)
  local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1]
  vim.api.nvim_win_set_cursor(0, { line + 1, vim.str_byteindex(text, 'utf-32', column) })
end

local function text_now()
  local ends = vim.bo.fileformat == 'dos' and '\r\n' or '\n'
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), ends) .. (vim.bo.endofline and ends or '')
end

local function replies(method, params)
  local answer
  server():request(method, params, function(problem, result)
    answer = { problem = problem, result = result }
  end, 0)
  return waited(function()
    return answer
  end)
end

function actions.open(path)
  vim.cmd.edit(vim.fn.fnameescape(path))
  waited(function()
    return server() and server().initialized
  end)
  return { vim.bo.filetype, server() and server().root_dir or vim.NIL }
end

--- Open a file where no server is installed.
function actions.open_alone(path)
  local before = vim.env.PATH
  vim.env.PATH = '/nowhere'
  vim.cmd('messages clear')
  vim.cmd.edit(vim.fn.fnameescape(path))
  vim.env.PATH = before
end

function actions.text()
  return text_now()
end

function actions.replace(before, after)
  local first, last = text_now():find(before, 1, true)
  local line = select(2, text_now():sub(1, first):gsub('\n', ''))
  local from = first - #(text_now():sub(1, first - 1):match('^.*\n') or '') - 1
  assert(not before:find('\n') and last)
  vim.api.nvim_buf_set_text(0, line, from, line, from + #before, vim.split(after, '\n'))
end

function actions.diagnostics(count)
  waited(function()
    return #vim.diagnostic.get(0) == count
  end)
  local found = vim.tbl_map(function(it)
    local severity = vim.diagnostic.severity[it.severity]:lower()
    return { place(it.lnum, it.col), place(it.end_lnum, it.end_col), severity, it.code, it.message }
  end, vim.diagnostic.get(0))
  table.sort(found, function(a, b)
    return vim.json.encode(a) < vim.json.encode(b)
  end)
  return found
end

local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return window
    end
  end
end

--- What the floating window shows that opens next.
local function shown()
  local window = waited(floating)
  if not window then
    return vim.NIL
  end
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, '\n')
end

function actions.hover(line, column)
  go_to(line, column)
  type_keys('K')
  return shown()
end

function actions.check_entity(line, column)
  go_to(line, column)
  vim.cmd('DatagraphCheckEntity')
  return shown()
end

function actions.show_diagram()
  local opened
  -- The system's own program for pictures is none of ours.
  vim.ui.open = function(path)
    opened = path
    return {}
  end
  vim.cmd('DatagraphShowDiagram')
  waited(function()
    return opened
  end)
  return table.concat(vim.fn.readfile(opened), '\n')
end

function actions.refresh_catalog()
  vim.cmd('DatagraphRefreshCatalog')
end

--- Ask for completion at a place in insert mode; the menu stays open.
local function open_menu(line, column)
  go_to(line, column)
  local ends = column == vim.fn.strchars(vim.fn.getline('.'))
  type_keys(ends and 'A<C-x><C-o>' or 'i<C-x><C-o>')
  waited(function()
    return vim.fn.pumvisible() == 1
  end)
  return vim.fn.complete_info({ 'items' }).items
end

local function leave()
  type_keys('<Esc>')
  waited(function()
    return vim.api.nvim_get_mode().mode == 'n'
  end)
end

function actions.complete(line, column)
  local items = open_menu(line, column)
  type_keys('<C-e>')
  leave()
  return vim.tbl_map(function(it)
    return it.abbr ~= '' and it.abbr or it.word
  end, items)
end

function actions.accept(line, column, label)
  for index, item in ipairs(open_menu(line, column)) do
    if item.abbr == label or item.word == label then
      local before = text_now()
      type_keys(('<C-n>'):rep(index) .. '<C-y>')
      waited(function()
        return vim.fn.pumvisible() == 0 and text_now() ~= before
      end)
      break
    end
  end
  leave()
  return text_now()
end

function actions.rename(line, column, name)
  go_to(line, column)
  local before = text_now()
  vim.lsp.buf.rename(name)
  waited(function()
    return text_now() ~= before
  end)
  return text_now()
end

function actions.quick_fix(line, column, title)
  go_to(line, column)
  local before, titles = text_now(), {}
  vim.lsp.buf.code_action({
    context = { only = { 'quickfix' } },
    apply = true,
    filter = function(action)
      table.insert(titles, action.title)
      return action.title == title
    end,
  })
  waited(function()
    return text_now() ~= before
  end)
  return { titles, text_now() }
end

function actions.format()
  local before = text_now()
  vim.lsp.buf.format({ async = true })
  waited(function()
    return text_now() ~= before
  end)
  return text_now()
end

--- The types of semantic tokens at a place.
function actions.token(line, column)
  go_to(line, column)
  local byte = vim.api.nvim_win_get_cursor(0)[2]
  local tokens = waited(function()
    local found = vim.lsp.semantic_tokens.get_at_pos(0, line, byte)
    return found and #found > 0 and found
  end)
  return vim.tbl_map(function(it)
    return it.type
  end, tokens or {})
end

function actions.highlights(line, column)
  go_to(line, column)
  local byte = vim.api.nvim_win_get_cursor(0)[2]
  -- Nothing is drawn without a terminal, and the parser runs only for what is drawn.
  local highlighter = vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()]
  if highlighter then
    highlighter.tree:parse(true)
  end
  local found = vim.inspect_pos(0, line, byte)
  local function groups(list, key)
    return vim.tbl_map(function(it)
      return it[key]
    end, list)
  end
  return { treesitter = groups(found.treesitter, 'hl_group'), syntax = groups(found.syntax, 'hl_group') }
end

function actions.hints(count)
  waited(function()
    return #vim.lsp.inlay_hint.get({ bufnr = 0 }) >= count
  end)
  return vim.tbl_map(function(it)
    local label = it.inlay_hint.label
    if type(label) == 'table' then
      label = table.concat(vim.tbl_map(function(part)
        return part.value
      end, label))
    end
    return { it.inlay_hint.position.line, vim.trim(label) }
  end, vim.lsp.inlay_hint.get({ bufnr = 0 }))
end

function actions.symbols()
  vim.fn.setloclist(0, {})
  vim.lsp.buf.document_symbol({ loclist = true })
  waited(function()
    return #vim.fn.getloclist(0) > 0
  end)
  local found = vim.tbl_map(function(it)
    return it.text
  end, vim.fn.getloclist(0))
  vim.cmd('lclose')
  return found
end

--- All lenses, once there are so many and each knows what it says.
local function lenses(count)
  return waited(function()
    local found = vim.lsp.codelens.get(0)
    return #found >= count and vim.iter(found):all(function(it)
      return it.command
    end) and found
  end) or {}
end

function actions.lenses(count)
  return vim.tbl_map(function(it)
    return { it.range.start.line, it.command.title }
  end, lenses(count))
end

--- Run the only lens of a line, and list what the quickfix window shows.
function actions.run_lens(line)
  vim.fn.setqflist({})
  go_to(line, 0)
  lenses(1)
  vim.lsp.codelens.run()
  waited(function()
    return #vim.fn.getqflist() > 0
  end)
  local found = vim.tbl_map(function(it)
    return { it.lnum - 1, it.text }
  end, vim.fn.getqflist())
  vim.cmd('cclose')
  return found
end

function actions.folds(expression)
  vim.wo.foldmethod = 'expr'
  vim.wo.foldexpr = expression
  waited(function()
    return vim.fn.foldlevel(2) > 0
  end)
  local levels = {}
  for line = 1, vim.fn.line('$') do
    levels[line] = vim.fn.foldlevel(line)
  end
  vim.wo.foldmethod = 'manual'
  return levels
end

function actions.commands()
  return vim.tbl_keys(vim.api.nvim_buf_get_commands(0, {}))
end

function actions.run(command)
  local before = text_now()
  vim.cmd(command)
  waited(function()
    return text_now() ~= before
  end)
  return text_now()
end

--- Write a file in a buffer of its own, and come back.
function actions.save(path, lines)
  local before = vim.api.nvim_get_current_buf()
  vim.cmd.edit(vim.fn.fnameescape(path))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
  vim.cmd.write()
  vim.cmd.buffer(before)
end

function actions.messages()
  return vim.fn.execute('messages')
end

function actions.close()
  vim.cmd('bwipeout!')
end

function actions.quit()
  for _, client in ipairs(vim.lsp.get_clients()) do
    client:stop()
  end
  waited(function()
    return #vim.lsp.get_clients() == 0
  end)
  vim.schedule(function()
    vim.cmd('qall!')
  end)
end

local pending = ''
local channel

local function run(line)
  local request = vim.json.decode(line)
  local ok, result = xpcall(actions[request.name], debug.traceback, unpack(request.arguments))
  local answer = ok and { result = result == nil and vim.NIL or result } or { error = result }
  vim.fn.chansend(channel, vim.json.encode(answer) .. '\n')
end

channel = vim.fn.stdioopen({
  on_stdin = function(_, data)
    pending = pending .. data[1]
    for index = 2, #data do
      local line = pending
      pending = data[index]
      coroutine.wrap(run)(line)
    end
    if #data == 1 and data[1] == '' then
      vim.cmd('qall!')
    end
  end,
})
