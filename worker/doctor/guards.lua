-- Which guards name an entry that is on neither stream. Nothing is written.
-- KEYS  articles, failures, then guards
-- Returns guard, entry, guard, entry, ...
local lost = {}
for i = 3, #KEYS do
  local entry = redis.call('GET', KEYS[i])
  if entry and #redis.call('XRANGE', KEYS[1], entry, entry) == 0
    and #redis.call('XRANGE', KEYS[2], entry, entry) == 0 then
    lost[#lost + 1] = KEYS[i]
    lost[#lost + 1] = entry
  end
end
return lost
