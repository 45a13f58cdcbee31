-- Who was first with this text? The caller, unless another article holds the fingerprint.
-- KEYS  article record, fingerprint
-- ARGV  article id, window in seconds, the fingerprint itself
-- Returns the id of the article that stands for the text.
-- The answer is kept in the article's record: a retry gets the same one, and never finds itself.
local known = redis.call('HGET', KEYS[1], 'canonical_id')
if known then
  return known
end
if redis.call('EXISTS', KEYS[1]) == 0 then
  return ARGV[1]
end
local owner = redis.call('GET', KEYS[2])
if not owner then
  redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[2])
  owner = ARGV[1]
end
redis.call('HSET', KEYS[1], 'canonical_id', owner, 'fingerprint', ARGV[3])
return owner
