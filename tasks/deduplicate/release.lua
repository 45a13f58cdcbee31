-- Forget an article that will never be published: its copies must not point at it.
-- KEYS  base of the index's keys
-- ARGV  the article's claim, as epoch:place
-- Its features stay behind until their epoch ends; what they name is not found any more.
local number, place = string.match(ARGV[1], '^(%d+):(%d+)$')
place = tonumber(place)
local bytes = string.char(place % 256, math.floor(place / 256) % 256,
  math.floor(place / 65536) % 256, math.floor(place / 16777216) % 256)
redis.call('HDEL', KEYS[1] .. 'texts:' .. number .. ':entries:' .. math.floor(place / 256), bytes)
