-- Raise or end an alarm, once, whoever finds it first and however often it is repeated.
-- KEYS  1 silent, 2 alarms
-- ARGV  1 'raise' or 'end', 2 source, 3 when it was last heard (epoch seconds) before the silence,
--       4 most entries of the stream, then field, value, ... of the entry
-- Returns 1, or 0 when it was raised or ended before.
if ARGV[1] == 'raise' then
  if redis.call('HSETNX', KEYS[1], ARGV[2], ARGV[3]) == 0 then return 0 end
else
  if redis.call('HGET', KEYS[1], ARGV[2]) ~= ARGV[3] then return 0 end
  redis.call('HDEL', KEYS[1], ARGV[2])
end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], '*', unpack(ARGV, 5))
return 1
