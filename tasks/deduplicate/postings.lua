-- Tables of postings: under each feature (4 bytes) the places (4 bytes) of the entries that have it, in
-- order; and the entries. A bucket is a string of such pairs, one after another. So to add one takes a
-- single command and hardly ever moves what is there: hashes, which move with every field, leave an
-- allocator such as that of the GNU C library with gaps that it searches for longer and longer.
-- Comes after tables.lua.
local FULL, HOT_BYTES = 60, 960

-- A feature of many entries goes on in a string of its own.
local function hot_key(table_, feature)
  return table_.prefix .. 'hot:' .. digits(number_at(feature, 1))
end

-- The places that stand in a bucket under a feature, and no others whose bytes look like it.
local function places_in(pairs_, feature)
  local found = ''
  local at = find(pairs_, feature, 1, true)
  while at do
    if at % 8 == 1 then
      local place = sub(pairs_, at + 4, at + 7)
      found = found == '' and place or found .. place
    end
    at = find(pairs_, feature, at + 1, true)
  end
  return found
end

-- The places in a feature's bucket; what was read in this call is not read again to be written.
local function posted_under(table_, feature)
  local places = table_.read[feature]
  if not places then
    local pairs_ = table_.size > 0 and call('GET', bucket_of(table_, feature))
    places = pairs_ and places_in(pairs_, feature) or ''
    table_.read[feature] = places
  end
  return places
end

-- The latest of the further places of a feature that has so many.
local function further_places(table_, feature)
  return call('GETRANGE', hot_key(table_, feature), -HOT_BYTES, -1)
end

local function set(key, pairs_, table_)
  call('SET', key, pairs_, 'EXAT', table_.ends)
end

local function post(table_, feature, place)
  local places = posted_under(table_, feature)
  if #places >= FULL then
    local key = hot_key(table_, feature)
    if call('APPEND', key, place) == #place then keep(key, table_) end
    return
  end
  if table_.size == 0 then set(table_.prefix .. 0, '', table_) end
  call('APPEND', bucket_of(table_, feature), feature .. place)
  table_.size = table_.size + 1
  table_.read[feature] = places .. place
end

local function divide(table_)
  local to, source, place, bit = next_bucket(table_)
  local pairs_ = call('GET', source) or ''
  local kept, moved = {}, {}
  for at = 1, #pairs_, 8 do
    local side = byte(pairs_, at + place - 1) % (2 * bit) >= bit and moved or kept
    side[#side + 1] = sub(pairs_, at, at + 7)
  end
  set(source, table.concat(kept), table_)
  set(to, table.concat(moved), table_)
end

-- Entries lie in the order of their places, 256 to a chunk.
local function chunk_of(table_, place)
  return table_.prefix .. 'entries:' .. digits(floor(place / 256))
end

local function remember(table_, entry, features)
  table_.entries, table_.changed = table_.entries + 1, true
  local place, chunk = bytes_of(table_.entries), chunk_of(table_, table_.entries)
  call('HSET', chunk, place, entry)
  if call('HLEN', chunk) == 1 then keep(chunk, table_) end
  for start = 1, #features, 4 do
    post(table_, sub(features, start, start + 3), place)
  end
end
