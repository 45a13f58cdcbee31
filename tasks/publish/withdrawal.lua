-- Taking back what was published: the text of a withdrawn article leaves the stream.
-- An article is marked, so that one that is still on its way is taken back as soon as it comes.
-- stream, trims   keys
-- published, withdrawn, outdated   what the keys of one article begin with
-- dead   what the keys of streams of parked events begin with; a group's name follows
-- counters   hash of counts
-- seconds   how long marks are kept

-- Delete what groups have parked of an entry.
local function erase_parked(names, entry)
  for _, group in ipairs(redis.call('XINFO', 'GROUPS', names.stream)) do
    local dead = names.dead .. group[2]
    for _, parked in ipairs(redis.call('XRANGE', dead, '-', '+')) do
      for i = 1, #parked[2], 2 do
        if parked[2][i] == 'entry_id' and parked[2][i + 1] == entry then
          redis.call('XDEL', dead, parked[1])
        end
      end
    end
  end
end

-- Delete an entry and record it; returns the article that it was the next version of, if any.
local function erase(names, entry, article, by)
  local found = redis.call('XRANGE', names.stream, entry, entry)[1]
  if not found then return nil end
  local fields = {}
  for i = 1, #found[2], 2 do fields[found[2][i]] = found[2][i + 1] end
  if fields['type'] == 'news.article.withdrawn' then return nil end
  redis.call('XDEL', names.stream, entry)
  erase_parked(names, entry)
  redis.call('XADD', names.trims, 'MAXLEN', '~', 10000, '*', 'stream', names.stream,
    'from', entry, 'to', entry, 'count', 1, 'reason', 'withdrawn', 'article', article, 'by', by)
  redis.call('HINCRBY', names.counters, 'wiredesk_withdrawn_entries_total', 1)
  local ok, data = pcall(cjson.decode, fields['data'] or '')
  local version_of = ok and type(data) == 'table' and (data['verdict'] or {})['version_of']
  return type(version_of) == 'string' and version_of or nil
end

-- Take back an article, all versions before it, and those that came too late to be any of them.
local function take_back(names, article, by)
  local waiting = {article}
  while #waiting > 0 do
    local id = table.remove(waiting)
    redis.call('SET', names.withdrawn .. id, by, 'EX', names.seconds)
    local entry = redis.call('GET', names.published .. id)
    local before = entry and erase(names, entry, id, by)
    if before then waiting[#waiting + 1] = before end
    local late = redis.call('LRANGE', names.outdated .. id, 0, -1)
    redis.call('DEL', names.outdated .. id)
    for _, each in ipairs(late) do waiting[#waiting + 1] = each end
  end
end

-- What the publication of an article means for others, and others for it.
-- kind   'withdrawn' for a withdrawal
local function settle_withdrawals(names, article, entry, kind, version_of, superseded_by)
  if kind == 'withdrawn' then
    redis.call('SET', names.withdrawn .. article, article, 'EX', names.seconds)
    if version_of ~= '' then take_back(names, version_of, article) end
    return
  end
  local by = redis.call('GET', names.withdrawn .. article)
  if not by and superseded_by ~= '' then
    by = redis.call('GET', names.withdrawn .. superseded_by)
    if not by then
      redis.call('RPUSH', names.outdated .. superseded_by, article)
      redis.call('EXPIRE', names.outdated .. superseded_by, names.seconds)
    end
  end
  if by then take_back(names, article, by) end
end
