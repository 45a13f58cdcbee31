-- Give articles (or documents as a whole) their one stream entry each, and close each document
-- with its last one. Nothing else writes to the streams.
-- KEYS  stream, pending, trims, counters, and what the keys of one document begin with: document,
--       raw; of one article: article, published, withdrawn, outdated; of a group's dead stream: dead
-- ARGV  seconds to keep a document, 'published' or 'failed', now, seconds to keep the guard, then
--       for each article:
--       document id, article id, name of the failure's field or '', failure or '',
--       'withdrawn' for a withdrawal, ids that it is the next version of and superseded by or '',
--       how many arguments tell what to count, field, amount, ... of those,
--       how many arguments follow of the entry, field, value, ...
-- A document of which only a part is normalized yet (it has `progress` and no `items`) is not
-- closed by its articles.
-- Returns for each the entry's id, or false when it had its entry before or the document is unknown.
local names = {
  stream = KEYS[1], trims = KEYS[3], counters = KEYS[4], published = KEYS[8], withdrawn = KEYS[9],
  outdated = KEYS[10], dead = KEYS[11], seconds = ARGV[4],
}
-- What is done for all of them with one command: records to remove, documents to take off the
-- ledger, counts.
local done, closed, counts = {}, {}, {}

local function count(field, amount)
  counts[field] = (counts[field] or 0) + amount
end

-- Whether a document has come to its end with an article, and how.
local function ended(document, id, failure, known)
  local items, progress = tonumber(known[2]), known[5]
  local whole = failure == 'failure:' .. id
  local unfinished = progress and not items and not whole
  local settled = (tonumber(known[3]) or 0) + (tonumber(known[4]) or 0) + 1
  if unfinished or not (whole or settled >= (items or 1)) then return nil end
  return (ARGV[2] == 'failed' or known[4]) and 'failed' or 'processed'
end

-- Whether an entry is older than the record of its document: the one before had expired, or was lost,
-- while the file still lay in processing/. Such a one is counted once more, and not written again.
local function is_left(entry, admitted)
  return entry and admitted and tonumber(string.match(entry, '^%d+')) < admitted * 1000
end

local function is_counted(document, article, failure)
  if failure ~= '' then return redis.call('HGET', document, failure) end
  return redis.call('EXISTS', KEYS[7] .. article) == 0
end

-- The article whose arguments begin there, and whose entry's do.
local function dispose(at, first, last)
  local id, article, failure = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local guard, document = KEYS[8] .. article, KEYS[5] .. id
  local known =
    redis.call('HMGET', document, 'state', 'items', 'published', 'failed', 'progress', 'at:admit')
  if not known[1] then return false end
  local entry = redis.call('GET', guard)
  local left = is_left(entry, known[6])
  if entry and (not left or is_counted(document, article, failure)) then return false end

  if not left then
    entry = redis.call('XADD', KEYS[1], '*', unpack(ARGV, first, last))
    redis.call('SET', guard, entry, 'EX', ARGV[4])
  end
  local before = ARGV[2] == 'failed' and known[4] or ARGV[2] == 'published' and known[3]
  local fields = {ARGV[2], (tonumber(before) or 0) + 1}
  if failure ~= '' then
    fields[3], fields[4] = failure, ARGV[at + 3]
  end
  local state = ended(document, id, failure, known)
  if state then
    local n = #fields
    fields[n + 1], fields[n + 2], fields[n + 3], fields[n + 4] = 'state', state, 'at:' .. state, ARGV[3]
  end
  redis.call('HSET', document, unpack(fields))
  done[#done + 1] = KEYS[7] .. article
  if state then
    redis.call('EXPIRE', document, ARGV[1])
    closed[#closed + 1] = id
    done[#done + 1] = KEYS[6] .. id
    count('wiredesk_documents_total\t' .. state, 1)
  end
  if left then return false end
  settle_withdrawals(names, article, entry, ARGV[at + 4], ARGV[at + 5], ARGV[at + 6])
  for i = at + 8, at + 7 + ARGV[at + 7], 2 do count(ARGV[i], ARGV[i + 1]) end
  return entry
end

local entries, at, ok, trouble = {}, 5, true, nil
while ok and at <= #ARGV do
  local told = at + 8 + ARGV[at + 7]
  local last = told + ARGV[told]
  ok, trouble = pcall(dispose, at, told + 1, last)
  entries[#entries + 1], at = trouble, last + 1
end
-- An error at one article leaves nothing half done for those before it.
if #closed > 0 then redis.call('ZREM', KEYS[2], unpack(closed)) end
if #done > 0 then redis.call('UNLINK', unpack(done)) end
for field, amount in pairs(counts) do
  redis.call('HINCRBY', KEYS[4], field, string.format('%.0f', amount))
end
if not ok then return type(trouble) == 'table' and trouble or redis.error_reply(tostring(trouble)) end
return entries
