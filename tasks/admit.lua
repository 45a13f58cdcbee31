-- Take a claimed document in: record, bytes and ledger entry in one step, once only.
-- KEYS  document, raw, pending
-- ARGV  document id, end of the lease (epoch seconds), 'given' or 'put', bytes if they are given,
--       then field, value, ... of the record
-- Returns 1, or 0 when the document is known already: another watcher was first. What this one
-- has put of the bytes is the same, so it only must not expire while they are needed.
if redis.call('EXISTS', KEYS[1]) == 1 then
  if redis.call('HGET', KEYS[1], 'state') == 'admitted' then
    redis.call('PERSIST', KEYS[2])
  end
  return 0
end
redis.call('HSET', KEYS[1], unpack(ARGV, 5))
if ARGV[3] == 'given' then
  redis.call('SET', KEYS[2], ARGV[4])
else
  redis.call('PERSIST', KEYS[2])
end
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
return 1
