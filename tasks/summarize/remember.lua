-- Keep what is to be known of articles when their next versions come.
-- KEYS  the hash of each article
-- ARGV  when they expire (epoch seconds), then field, value of each article
for i, key in ipairs(KEYS) do
  redis.call('HSET', key, ARGV[2 * i], ARGV[2 * i + 1])
  redis.call('EXPIREAT', key, ARGV[1])
end
