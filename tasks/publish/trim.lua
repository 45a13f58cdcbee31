-- Take the oldest entries off a stream, but none that a living group still needs, and say so.
-- KEYS  stream, trims, hash of what is known of its groups: name -> 'place seen' (milliseconds),
--       counters
-- ARGV  keep entries for, a group is alive for (milliseconds), most bytes,
--       what the stream is called in counts
-- The clock is the server's, which the ids of entries come from: one that is off elsewhere must not
-- take anything off.
-- A group is alive when one of its consumers has asked for something or it has moved on.
-- Returns JSON: trims [reason, from, to, count], groups [name, place, idle milliseconds, needed],
-- where needed says that the group holds entries back that would go by their age.
local stream, trims, known = KEYS[1], KEYS[2], KEYS[3]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local keep, dead, most_bytes = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

local function parts(id)
  local ms, number = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(number)
end

local function below(a, b)
  local a_ms, a_number = parts(a)
  local b_ms, b_number = parts(b)
  return a_ms < b_ms or (a_ms == b_ms and a_number < b_number)
end

local function before(id)
  local ms, number = parts(id)
  if number > 0 then return string.format('%.0f-%.0f', ms, number - 1) end
  return string.format('%.0f-18446744073709551615', ms - 1)
end

local function after(id)
  local ms, number = parts(id)
  return string.format('%.0f-%.0f', ms, number + 1)
end

local function fields(flat)
  local found = {}
  for i = 1, #flat, 2 do found[flat[i]] = flat[i + 1] end
  return found
end

local function first()
  local found = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
  return found and found[1]
end

-- The first entry that a group still needs, and how long nobody of it was heard of.
local function place_and_idle(group)
  local place, idle = after(group['last-delivered-id']), nil
  if group['pending'] > 0 then
    place = redis.call('XPENDING', stream, group['name'])[2]
  end
  for _, each in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group['name'])) do
    local consumer = fields(each)
    if consumer['pending'] == 0 and consumer['idle'] > dead then
      redis.call('XGROUP', 'DELCONSUMER', stream, group['name'], consumer['name'])
    else
      idle = math.min(idle or consumer['idle'], consumer['idle'])
    end
  end
  local was = redis.call('HGET', known, group['name'])
  local was_place, was_seen = string.match(was or '', '^(%S+) (%d+)$')
  local seen = math.max(was_place == place and tonumber(was_seen) or now, idle and now - idle or 0)
  redis.call('HSET', known, group['name'], place .. ' ' .. string.format('%.0f', seen))
  return place, now - seen
end

local done = {}
local function record(reason, from, to, count, passed)
  if count == 0 then return end
  redis.call('XADD', trims, 'MAXLEN', '~', 10000, '*', 'stream', stream, 'from', from, 'to', to,
    'count', count, 'reason', reason, 'groups', table.concat(passed, ' '))
  local field = 'wiredesk_trimmed_entries_total\t' .. ARGV[4] .. '\t' .. reason
  redis.call('HINCRBY', KEYS[4], field, count)
  done[#done + 1] = {reason, from, to, count}
end

local oldest = first()
if not oldest then return cjson.encode({trims = {}, groups = {}}) end

local horizon = string.format('%.0f-0', math.max(0, now - keep))
local cut, groups, passed, names = horizon, {}, {}, {}
for _, each in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
  local group = fields(each)
  local place, idle = place_and_idle(group)
  names[group['name']] = true
  if idle >= dead then
    passed[#passed + 1] = group['name']
  elseif below(place, cut) then
    cut = place
  end
  groups[#groups + 1] = {group['name'], place, idle, below(place, horizon) and below(oldest, horizon)}
end
for _, name in ipairs(redis.call('HKEYS', known)) do
  if not names[name] then redis.call('HDEL', known, name) end
end

-- Exactly to there: a record with the very last entry is what tells a gap from none.
local last = redis.call('XREVRANGE', stream, '(' .. cut, '-', 'COUNT', 1)[1]
if last then
  record('age', oldest, last[1], redis.call('XTRIM', stream, 'MINID', '=', cut), passed)
end

local bytes = redis.call('MEMORY', 'USAGE', stream, 'SAMPLES', 20) or 0
if bytes > most_bytes then
  local from = first()
  local length = redis.call('XLEN', stream)
  local room = math.max(1, math.floor(length * most_bytes / bytes * 0.95))
  local count = redis.call('XTRIM', stream, 'MAXLEN', '=', room)
  record('memory', from, before(first()), count, {})
end
return cjson.encode({trims = done, groups = groups})
