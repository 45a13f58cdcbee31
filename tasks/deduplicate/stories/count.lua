-- Count articles in the counters of their terms, and read these.
-- KEYS  counters, the counters before them
-- ARGV  place of the last counter, articles after which counting begins anew,
--       then a string of 8 bytes for each counter: its place (4 bytes), how many to add (4 bytes)
-- Returns the counts. Those before them stay as they are until counting begins anew: whoever asks
-- keeps them.
-- Numbers in ARGV have the highest byte first. A retry counts twice: that changes no order.
local byte, call = string.byte, redis.call
local BITS, BYTES, PER_CALL = 16, 8, 1500
local last = tonumber(ARGV[1]) * BITS

-- Places in bits, as numbers: a string `#place` for each takes half as long again.
local function commands(from, to)
  local made, size = {}, 0
  for at = from, to, BYTES do
    local _, a, b, c, _, _, high, low = byte(ARGV[3], at, at + BYTES - 1)
    made[size + 1], made[size + 2] = 'INCRBY', 'u16'
    made[size + 3], made[size + 4] = (a * 65536 + b * 256 + c) * BITS, high * 256 + low
    size = size + 4
  end
  return made
end

-- The first access asks for the last counter, so that the string is made in its full size at once.
local total = call('BITFIELD', KEYS[1], 'INCRBY', 'u16', last, 0)[1]
if total >= tonumber(ARGV[2]) then
  call('RENAME', KEYS[1], KEYS[2])
  call('BITFIELD', KEYS[1], 'INCRBY', 'u16', last, 0)
end
local counts = {}
for from = 1, #ARGV[3], BYTES * PER_CALL do
  local to = math.min(from + BYTES * PER_CALL - 1, #ARGV[3])
  for _, count in ipairs(call('BITFIELD', KEYS[1], unpack(commands(from, to)))) do
    counts[#counts + 1] = count
  end
end
return counts
