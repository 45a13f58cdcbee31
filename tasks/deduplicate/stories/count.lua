-- Count articles in the counters of their terms, and read these.
-- KEYS  counters, the counters before them
-- ARGV  place of the last counter, articles after which counting begins anew,
--       then a string of 8 bytes for each counter: its place (4 bytes), how many to add (4 bytes)
-- Returns a string with the counts, both together, of 4 bytes each; the lowest byte first.
-- Numbers in ARGV have the highest byte first. A retry counts twice: that changes no order.
local byte, char, floor = string.byte, string.char, math.floor
local last = '#' .. ARGV[1]
local BYTES, PER_CALL = 8, 500

local function commands(from, to, add)
  local made = {}
  local size = 0
  for at = from, to, BYTES do
    local _, a, b, c, _, _, high, low = byte(ARGV[3], at, at + BYTES - 1)
    local place = '#' .. string.format('%d', a * 65536 + b * 256 + c)
    if add then
      made[size + 1], made[size + 2], made[size + 3] = 'INCRBY', 'u16', place
      made[size + 4] = high * 256 + low
      size = size + 4
    else
      made[size + 1], made[size + 2], made[size + 3] = 'GET', 'u16', place
      size = size + 3
    end
  end
  return made
end

-- The first access asks for the last counter, so that the string is made in its full size at once.
local total = redis.call('BITFIELD', KEYS[1], 'INCRBY', 'u16', last, 0)[1]
if total >= tonumber(ARGV[2]) then
  redis.call('RENAME', KEYS[1], KEYS[2])
  redis.call('BITFIELD', KEYS[1], 'INCRBY', 'u16', last, 0)
end
local counts = {}
local has_before = redis.call('EXISTS', KEYS[2]) == 1
for from = 1, #ARGV[3], BYTES * PER_CALL do
  local to = math.min(from + BYTES * PER_CALL - 1, #ARGV[3])
  local now = redis.call('BITFIELD', KEYS[1], unpack(commands(from, to, true)))
  local before = has_before and redis.call('BITFIELD', KEYS[2], unpack(commands(from, to, false)))
  for i = 1, #now do
    local count = now[i] + (before and before[i] or 0)
    counts[#counts + 1] = char(count % 256, floor(count / 256) % 256, floor(count / 65536), 0)
  end
end
return table.concat(counts)
