-- Count, once: a command that is repeated after a lost reply finds its mark.
-- KEYS  counters, the mark
-- ARGV  seconds to keep the mark, then field, amount, ...
if not redis.call('SET', KEYS[2], '', 'NX', 'EX', ARGV[1]) then
  return 0
end
for i = 2, #ARGV, 2 do
  redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1])
end
return 1
