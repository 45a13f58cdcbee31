-- A question has been answered, or has not.
-- KEYS  1 failures, 2 pause, 3 probe, 4 slots, 5 tokens of the day it was asked
-- ARGV  1 id of the question, 2 whether the server has failed (1 or 0), 3 tokens more (or less) than estimated,
--       4 failures at which the circuit opens, 5 seconds that it stays open, 6 seconds failures are remembered
redis.call('ZREM', KEYS[4], ARGV[1])
if redis.call('EXISTS', KEYS[5]) == 1 then redis.call('INCRBY', KEYS[5], ARGV[3]) end
if redis.call('GET', KEYS[3]) == ARGV[1] then redis.call('DEL', KEYS[3]) end
if ARGV[2] == '0' then
  redis.call('DEL', KEYS[1])
  return
end
local failures = redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[6])
if failures >= tonumber(ARGV[4]) then redis.call('SET', KEYS[2], 1, 'EX', ARGV[5]) end
