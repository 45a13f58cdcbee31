-- Write fields of records that are still there. A record that was finished by another worker
-- in the meantime stays gone: half of it, coming back, would never be cleaned up.
-- KEYS  records
-- ARGV  a field to remove or '', then for each record: how many arguments follow for it,
--       field, value, ...
local at = 2
for _, record in ipairs(KEYS) do
  local last = at + ARGV[at]
  -- A record that had the field to remove is there: only of the others that has to be asked.
  local there = ARGV[1] ~= '' and redis.call('HDEL', record, ARGV[1]) == 1
  if there or redis.call('EXISTS', record) == 1 then
    redis.call('HSET', record, unpack(ARGV, at + 1, last))
  end
  at = last + 1
end
