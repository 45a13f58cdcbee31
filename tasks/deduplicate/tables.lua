-- Tables: small buckets that grow in number with their content (linear hashing; Litwin, 1980), and
-- that expire together with their epoch. Here are those that keep a value for each field, in hashes
-- that stay compact listpacks; in postings.lua those that keep places under features, in strings.
-- KEYS[1] is the base of their names. Comes before the scripts that use it.
local LOAD = 48
local call, floor = redis.call, math.floor
local byte, char, sub, find = string.byte, string.char, string.sub, string.find

local function number_at(bytes, at)
  local a, b, c, d = byte(bytes, at, at + 3)
  return a + b * 256 + c * 65536 + d * 16777216
end

local function bytes_of(number)
  return char(number % 256, floor(number / 256) % 256,
    floor(number / 65536) % 256, floor(number / 16777216) % 256)
end

-- A whole number in a name; by `..` alone it takes as long as reading what has the name.
local function digits(number)
  return string.format('%d', number)
end

local function power_for(buckets)
  local power = 1
  while power < buckets do power = power * 2 end
  return power
end

-- A table of one epoch; `size` counts its fields, `entries` the articles that are remembered.
local function open(name, number, seconds)
  local prefix = KEYS[1] .. name .. ':' .. number .. ':'
  local fields = call('HMGET', prefix .. 'meta', 'size', 'buckets', 'entries')
  local buckets = tonumber(fields[2] or 1)
  return {prefix = prefix, number = number, ends = (number + 2) * seconds,
    size = tonumber(fields[1] or 0), buckets = buckets, power = power_for(buckets),
    entries = tonumber(fields[3] or 0), read = {}, names = {}}
end

local function keep(key, table_)
  call('EXPIREAT', key, table_.ends)
end

-- The name of a field's bucket, kept for writing what was read.
local function bucket_of(table_, field)
  local name = table_.names[field]
  if not name then
    local bucket = number_at(field, 1) % table_.power
    if bucket >= table_.buckets then bucket = bucket % (table_.power / 2) end
    name = table_.prefix .. digits(bucket)
    table_.names[field] = name
  end
  return name
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

-- The next bucket, the one that shares its fields, and which bit of the fields tells them apart: in
-- which byte, and its value there. The lower bits are the same in both.
local function next_bucket(table_)
  local to = table_.buckets
  local power = power_for(to + 1)
  local place, bit = 1, power / 2
  while bit >= 256 do place, bit = place + 1, bit / 256 end
  table_.buckets, table_.power, table_.names = to + 1, power, {}
  return table_.prefix .. digits(to), table_.prefix .. digits(to - power / 2), place, bit
end

local function split(table_)
  local to, source, place, bit = next_bucket(table_)
  local fields = call('HGETALL', source)
  local gone, moved = {}, {}
  for at = 1, #fields, 2 do
    local bits = byte(fields[at], place)
    if bits and bits % (2 * bit) >= bit then
      gone[#gone + 1] = fields[at]
      moved[#moved + 1] = fields[at]
      moved[#moved + 1] = fields[at + 1]
    end
  end
  fill(to, moved, table_)
  if #gone > 0 then call('HDEL', source, unpack(gone)) end
end

local function put(table_, field, value)
  if table_.size == 0 then fill(table_.prefix .. 0, {}, table_) end
  table_.size = table_.size + call('HSET', bucket_of(table_, field), field, value)
  table_.read[field] = value
  table_.changed = true
end

-- Grow with what was put in, and keep how large it is; once, when all is written.
local function close(table_, divide)
  if not table_.changed then return end
  while table_.size > table_.buckets * LOAD do divide(table_) end
  call('HSET', table_.prefix .. 'meta', 'size', table_.size, 'buckets', table_.buckets,
    'entries', table_.entries)
  keep(table_.prefix .. 'meta', table_)
end
