-- Give a fingerprint back, if it is this article that holds it.
-- KEYS  fingerprint
-- ARGV  article id
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
