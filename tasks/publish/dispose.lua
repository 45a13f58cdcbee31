-- Give an article (or a document as a whole) its one stream entry, and close the document
-- with its last one. Nothing else writes to the streams.
-- KEYS  guard, stream, document, raw, pending, article, trims, and what the keys of one article
--       begin with: published, withdrawn, outdated; what those of a group's dead stream begin with;
--       counters
-- ARGV  document id, seconds to keep the document, 'published' or 'failed', now,
--       name of the failure's field or '', failure or '', seconds to keep the guard, article id,
--       'withdrawn' for a withdrawal, ids that it is the next version of and superseded by or '',
--       how many arguments tell what to count, field, amount, ... of those,
--       then field, value, ... of the entry
-- A document of which only a part is normalized yet (it has `progress` and no `items`) is not
-- closed by its articles.
-- Returns the entry's id, or false when it had its entry before or the document is unknown.
if redis.call('EXISTS', KEYS[1]) == 1 or redis.call('EXISTS', KEYS[3]) == 0 then
  return false
end
local entry = redis.call('XADD', KEYS[2], '*', unpack(ARGV, 13 + ARGV[12]))
redis.call('SET', KEYS[1], entry, 'EX', ARGV[7])
redis.call('UNLINK', KEYS[6])
redis.call('HINCRBY', KEYS[3], ARGV[3], 1)
if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[3], ARGV[5], ARGV[6])
end

local names = {
  stream = KEYS[2], trims = KEYS[7], published = KEYS[8], withdrawn = KEYS[9], outdated = KEYS[10],
  dead = KEYS[11], counters = KEYS[12], seconds = ARGV[7],
}
settle_withdrawals(names, ARGV[8], entry, ARGV[9], ARGV[10], ARGV[11])

local counts = redis.call('HMGET', KEYS[3], 'items', 'published', 'failed', 'progress')
local items, published, failed = tonumber(counts[1]), tonumber(counts[2]), tonumber(counts[3])
local whole = ARGV[5] == 'failure:' .. ARGV[1]
local unfinished = counts[4] and not items and not whole
if not unfinished and (whole or (published or 0) + (failed or 0) >= (items or 1)) then
  local state = failed and 'failed' or 'processed'
  redis.call('HSET', KEYS[3], 'state', state, 'at:' .. state, ARGV[4])
  redis.call('ZREM', KEYS[5], ARGV[1])
  redis.call('UNLINK', KEYS[4])
  redis.call('EXPIRE', KEYS[3], ARGV[2])
  redis.call('HINCRBY', KEYS[12], 'wiredesk_documents_total\t' .. state, 1)
end
for i = 13, 12 + ARGV[12], 2 do
  redis.call('HINCRBY', KEYS[12], ARGV[i], ARGV[i + 1])
end
return entry
