-- Write fields of a record that is still there. A record that was finished by another worker
-- in the meantime stays gone: half of it, coming back, would never be cleaned up.
-- KEYS  record
-- ARGV  a field to remove or '', then field, value, ...
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
if ARGV[1] ~= '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
end
return 1
