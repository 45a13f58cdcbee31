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
-- All lies in tables: small hashes that grow in number with their content (linear hashing; Litwin,
-- 1980), so that each stays a compact listpack, and that expire together with their epoch.
local LOAD, FULL, HOT_BYTES, MOST, CHUNK = 48, 60, 960, 24, 256
local COMMON_BYTES, RARE, COMMON, SURE, ENOUGH = 128, 2, 1, 4, 4
local record, base = KEYS[1], KEYS[2]
local call, byte, char, sub, floor = redis.call, string.byte, string.char, string.sub, math.floor

local known = call('HGET', record, 'judgement')
if known or call('EXISTS', record) == 0 then
  return {1, known or ARGV[1]}
end
local now = tonumber(call('TIME')[1])

local function number_of(bytes)
  local a, b, c, d = byte(bytes, 1, 4)
  return a + b * 256 + c * 65536 + d * 16777216
end

local function bytes_of(number)
  return char(number % 256, floor(number / 256) % 256,
    floor(number / 65536) % 256, floor(number / 16777216) % 256)
end

local function power_for(buckets)
  local power = 1
  while power < buckets do power = power * 2 end
  return power
end

-- A table of one epoch; `size` counts its fields, `entries` the articles that are remembered.
local function open(name, number, seconds)
  local prefix = base .. name .. ':' .. number .. ':'
  local fields = call('HMGET', prefix .. 'meta', 'size', 'buckets', 'entries')
  local buckets = tonumber(fields[2] or 1)
  return {prefix = prefix, number = number, ends = (number + 2) * seconds,
    size = tonumber(fields[1] or 0), buckets = buckets, power = power_for(buckets),
    entries = tonumber(fields[3] or 0), read = {}}
end

local function keep(key, table_)
  call('EXPIREAT', key, table_.ends)
end

local function bucket_of(table_, field)
  local a, b, c, d = byte(field, 1, 4)
  local bucket = (a + b * 256 + c * 65536 + d * 16777216) % table_.power
  if bucket >= table_.buckets then bucket = bucket % (table_.power / 2) end
  return table_.prefix .. bucket
end

-- What was read in this call is not read again to be written.
local function get(table_, field)
  local value = table_.read[field]
  if value == nil then
    value = table_.size > 0 and call('HGET', bucket_of(table_, field), field)
    table_.read[field] = value
  end
  return value
end

-- A bucket keeps one empty field, so that it is never dropped, and never comes back without its
-- time to live.
local function fill(key, fields, table_)
  call('HSET', key, '', '', unpack(fields))
  keep(key, table_)
end

-- The fields of a bucket have the lower bits in common; the next one says which of them move.
local function split(table_)
  local to = table_.buckets
  local power = power_for(to + 1)
  local source = table_.prefix .. (to - power / 2)
  local place, bit = 1, power / 2
  while bit >= 256 do place, bit = place + 1, bit / 256 end
  local fields = call('HGETALL', source)
  local gone, moved = {}, {}
  for at = 1, #fields, 2 do
    local bits = byte(fields[at], place)
    if bits and floor(bits / bit) % 2 == 1 then
      gone[#gone + 1] = fields[at]
      moved[#moved + 1] = fields[at]
      moved[#moved + 1] = fields[at + 1]
    end
  end
  fill(table_.prefix .. to, moved, table_)
  if #gone > 0 then call('HDEL', source, unpack(gone)) end
  table_.buckets, table_.power = to + 1, power
end

local function put(table_, field, value)
  if table_.size == 0 then fill(table_.prefix .. 0, {}, table_) end
  table_.size = table_.size + call('HSET', bucket_of(table_, field), field, value)
  table_.read[field] = value
end

local function close(table_)
  while table_.size > table_.buckets * LOAD do split(table_) end
  call('HSET', table_.prefix .. 'meta', 'size', table_.size, 'buckets', table_.buckets,
    'entries', table_.entries)
  keep(table_.prefix .. 'meta', table_)
end

local function hot_key(table_, feature)
  return table_.prefix .. 'hot:' .. number_of(feature)
end

local function chunk_of(table_, place)
  return table_.prefix .. 'entries:' .. floor(place / CHUNK)
end

-- The entries that share features and were remembered since the watermark. A feature that is too
-- common to be read to its end finds the latest entries only: it helps to find, but not to the front,
-- or the forms filled in last would hide the one that was copied.
local function count(table_, found, rank, since, features, rare, common)
  for start = 1, #features, 4 do
    local feature = sub(features, start, start + 3)
    local posted = get(table_, feature)
    if posted then
      if #posted >= FULL then
        posted = posted .. call('GETRANGE', hot_key(table_, feature), -HOT_BYTES, -1)
      end
      local weight = #posted > COMMON_BYTES and common or rare
      local share = #posted < FULL + HOT_BYTES and weight or 0
      for at = 1, #posted, 4 do
        local place = number_of(sub(posted, at, at + 3))
        if place > since then
          found[place] = (found[place] or 0) + weight
          rank[place] = (rank[place] or 0) + share
        end
      end
    end
  end
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
    count(table_, found, rank, since, ARGV[4], RARE, COMMON)
    for place, weight in pairs(found) do
      if weight >= ENOUGH then
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
end
call('HSET', record, 'judgement', ARGV[1])
return {1, ARGV[1]}
