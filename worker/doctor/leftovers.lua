-- Which records of articles belong to a document that has ended. Nothing is written.
-- KEYS  articles
-- ARGV  what the keys of an article, a document and a guard begin with, and a time: only documents
--       that ended before it count, and those that are not known any more
-- Returns article, document, '1' if it has its guard or '0', article, ...
local found = {}
for _, key in ipairs(KEYS) do
  local article = string.sub(key, #ARGV[1] + 1)
  local document = redis.call('HGET', key, 'document_id')
  if document then
    local times = redis.call('HMGET', ARGV[2] .. document, 'state', 'at:processed', 'at:failed')
    local ended = tonumber(times[2] or times[3] or nil)
    if not times[1] or ended and ended < tonumber(ARGV[4]) then
      found[#found + 1] = article
      found[#found + 1] = document
      found[#found + 1] = tostring(redis.call('EXISTS', ARGV[3] .. article))
    end
  end
end
return found
