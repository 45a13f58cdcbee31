-- May one more question be asked? Circuit, slots and tokens in one step.
-- KEYS  1 failures, 2 pause, 3 probe, 4 slots, 5 tokens of today
-- ARGV  1 id of the question, 2 seconds it may take, 3 slots, 4 tokens it is estimated to take,
--       5 tokens a day (0: no limit), 6 failures at which the circuit opens, 7 seconds a day's count is kept
-- Returns 'yes', or what is in the way.
-- Slots are leases: those of a killed worker run out.
local now = tonumber(redis.call('TIME')[1])
if redis.call('EXISTS', KEYS[2]) == 1 then return 'the circuit is open' end
local tokens, limit = tonumber(ARGV[4]), tonumber(ARGV[5])
if limit > 0 and tonumber(redis.call('GET', KEYS[5]) or 0) + tokens > limit then
  return 'the tokens of today are used up'
end
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now)
if redis.call('ZCARD', KEYS[4]) >= tonumber(ARGV[3]) then return 'no free slot' end
local seconds = math.ceil(tonumber(ARGV[2])) + 1
-- After a pause a single question finds out whether the server is back.
if tonumber(redis.call('GET', KEYS[1]) or 0) >= tonumber(ARGV[6])
    and not redis.call('SET', KEYS[3], ARGV[1], 'NX', 'EX', seconds) then
  return 'the circuit is open'
end
redis.call('ZADD', KEYS[4], now + seconds, ARGV[1])
redis.call('EXPIRE', KEYS[4], seconds)
redis.call('INCRBY', KEYS[5], tokens)
redis.call('EXPIRE', KEYS[5], ARGV[7])
return 'yes'
