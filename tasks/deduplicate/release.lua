-- Forget an article that will never be published: its copies must not point at it, nor may what
-- comes under its uri be measured by it.
-- KEYS  base of the index's keys, article record
-- Its features stay behind until their epoch ends; what they name is not found any more.
local claim, line, after, before = unpack(
  call('HMGET', KEYS[2], 'claim', 'line', 'line_after', 'line_before'))
if claim then
  local number, place = string.match(claim, '^(%d+):(%d+)$')
  place = tonumber(place)
  call('HDEL', chunk_of(open('texts', number, 0), place), bytes_of(place))
end
if line then
  local number, key = string.match(line, '^(%d+):(.*)$')
  local lines = open('lines', number, 0)
  if get(lines, key) == after then
    call('HSET', bucket_of(lines, key), key, before)
  end
end
