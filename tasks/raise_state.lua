-- Note which version of the state this deployment has; it never goes down.
-- KEYS  the deployment's release
-- ARGV  version, release, now
-- Returns the version that is noted now.
local noted = tonumber(redis.call('HGET', KEYS[1], 'state') or '0')
if noted > tonumber(ARGV[1]) then
  return noted
end
redis.call('HSET', KEYS[1], 'state', ARGV[1], 'release', ARGV[2], 'since', ARGV[3])
return tonumber(ARGV[1])
