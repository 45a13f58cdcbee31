-- Keep what was learned of sources, where nobody else has learned more in the meantime.
-- KEYS  1 rhythms
-- ARGV  source, what was known of it ('' for nothing), what is known now; and so on
-- Returns the sources that were not kept: read them again.
local missed = {}
for at = 1, #ARGV, 3 do
  local known = redis.call('HGET', KEYS[1], ARGV[at]) or ''
  if known == ARGV[at + 1] then
    redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 2])
  elseif known ~= ARGV[at + 2] then
    missed[#missed + 1] = ARGV[at]
  end
end
return missed
