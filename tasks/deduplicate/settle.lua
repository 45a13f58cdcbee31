-- Settle the judgement of one article, or tell what has to be weighed before it can be.
-- KEYS  article record, base of the index's keys
-- ARGV  1 judgement if nothing else is known, 2 entry to remember ('' for none)
--       3 features that suffice alone, 4 features of which two are needed, or four that are common,
--       5 features under which only to remember: each a string of 4 bytes per feature
--       6 watermark: what was known when the judgement was made ('' at first)
--       7 line of versions ('' for none), 8 its newest version as known, 9 as it becomes ('' as is)
--       10 seconds that texts are remembered, 11 seconds that lines are
-- Returns {1, judgement} when it is settled, now or at an earlier attempt; or
--         {0, watermark, newest version of the line, entry, ...}, the nearest entries first.
-- What one caller remembers, every later one is told of: of two copies at the same moment the
-- second one has to weigh the first.
local FULL, HOT_BYTES, MOST = 60, 960, 24
local COMMON_BYTES, RARE, COMMON, SURE, ENOUGH = 128, 2, 1, 4, 4
local record = KEYS[1]

local known = call('HGET', record, 'judgement')
if known or call('EXISTS', record) == 0 then
  return {1, known or ARGV[1]}
end
local now = tonumber(call('TIME')[1])

local function hot_key(table_, feature)
  return table_.prefix .. 'hot:' .. number_of(feature)
end

-- The entries that share features and were remembered since the watermark; returns how many features
-- are too common to be read to their end. These find the latest entries only: they help to find, but
-- not to the front, or the forms filled in last would hide the one that was copied. Of a form, half of
-- whose features are such, one rare feature is enough: what the others would find is out of sight.
local function count(table_, found, rank, since, features, rare, common)
  local cut_off = 0
  for start = 1, #features, 4 do
    local feature = sub(features, start, start + 3)
    local posted = get(table_, feature)
    if posted then
      if #posted >= FULL then
        posted = posted .. call('GETRANGE', hot_key(table_, feature), -HOT_BYTES, -1)
      end
      local weight = #posted > COMMON_BYTES and common or rare
      local share = weight
      if #posted >= FULL + HOT_BYTES then share, cut_off = 0, cut_off + 1 end
      for at = 1, #posted, 4 do
        local place = number_of(sub(posted, at, at + 3))
        if place > since then
          found[place] = (found[place] or 0) + weight
          rank[place] = (rank[place] or 0) + share
        end
      end
    end
  end
  return cut_off
end

local seen_epoch, seen_entries = string.match(ARGV[6], '^(%d+):(%d+)$')
seen_epoch, seen_entries = tonumber(seen_epoch or 0), tonumber(seen_entries or 0)
local window, line_window = tonumber(ARGV[10]), tonumber(ARGV[11])
local texts = open('texts', floor(now / window), window)
local near = {}
for _, table_ in ipairs({texts, open('texts', texts.number - 1, window)}) do
  local since = 0
  if table_.number == seen_epoch then since = seen_entries end
  if table_.number >= seen_epoch and table_.entries > since then
    local found, rank = {}, {}
    count(table_, found, rank, since, ARGV[3], SURE, SURE)
    local cut_off = count(table_, found, rank, since, ARGV[4], RARE, COMMON)
    local least = cut_off * 8 >= #ARGV[4] and RARE or ENOUGH
    for place, weight in pairs(found) do
      if weight >= ENOUGH or rank[place] >= least then
        near[#near + 1] = {rank[place], weight, table_.number, place, table_}
      end
    end
  end
end
table.sort(near, function(a, b)
  for field = 1, 4 do
    if a[field] ~= b[field] then return a[field] > b[field] end
  end
  return false
end)
local told = {}
for _, one in ipairs(near) do
  if #told >= MOST then break end
  told[#told + 1] = call('HGET', chunk_of(one[5], one[4]), bytes_of(one[4])) or nil
end

local lines, newest = nil, ''
if ARGV[7] ~= '' then
  lines = open('lines', floor(now / line_window), line_window)
  newest = get(lines, ARGV[7]) or get(open('lines', lines.number - 1, line_window), ARGV[7]) or ''
end
if #told > 0 or newest ~= ARGV[8] then
  return {0, texts.number .. ':' .. texts.entries, newest, unpack(told)}
end

-- Nothing that was not weighed: the judgement stands.
if ARGV[2] ~= '' then
  local place = bytes_of(texts.entries + 1)
  texts.entries = texts.entries + 1
  local chunk = chunk_of(texts, texts.entries)
  call('HSET', chunk, place, ARGV[2])
  keep(chunk, texts)
  local features = ARGV[4] .. ARGV[5]
  for start = 1, #features, 4 do
    local feature = sub(features, start, start + 3)
    local posted = get(texts, feature) or ''
    if #posted >= FULL then
      call('APPEND', hot_key(texts, feature), place)
      keep(hot_key(texts, feature), texts)
    else
      put(texts, feature, posted .. place)
    end
  end
  close(texts)
  call('HSET', record, 'claim', texts.number .. ':' .. texts.entries)
end
if ARGV[9] ~= '' then
  put(lines, ARGV[7], ARGV[9])
  close(lines)
  call('HSET', record, 'line', lines.number .. ':' .. ARGV[7],
    'line_after', ARGV[9], 'line_before', ARGV[8])
end
call('HSET', record, 'judgement', ARGV[1])
return {1, ARGV[1]}
