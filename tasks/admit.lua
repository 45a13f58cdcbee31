-- Take a claimed document in: record, bytes and ledger entry in one step, once only.
-- KEYS  document, raw, pending
-- ARGV  document id, end of the lease (epoch seconds), bytes, then field, value, ... of the record
-- Returns 1, or 0 when the document is known already: another watcher was first.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
redis.call('HSET', KEYS[1], unpack(ARGV, 4))
redis.call('SET', KEYS[2], ARGV[3])
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
return 1
