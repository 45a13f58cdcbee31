-- Settle the judgements of some articles, or tell what has to be weighed before one can be.
-- KEYS  base of the index's keys, an article record each
-- ARGV  seconds that texts are remembered, seconds that lines are; then of each article
--       1 judgement if nothing else is known, 2 entry to remember ('' for none)
--       3 features that suffice alone, 4 features of which two are needed, or four that are common,
--       5 features under which only to remember: each a string of 4 bytes per feature
--       6 watermark: what was known when the judgement was made ('' at first)
--       7 line of versions ('' for none), 8 its newest version as known, 9 as it becomes ('' as is)
-- Returns of each {1, judgement} when it is settled, now or at an earlier attempt; or
--         {0, watermark, newest version of the line, entry, ...}, the nearest entries first.
-- What one caller remembers, every later one is told of: of two copies at the same moment the
-- second one has to weigh the first. So has the later one of two in the same call.
local FIXED, EACH = 2, 9
local MOST, COMMON_BYTES = 24, 128
local RARE, COMMON, SURE, ENOUGH = 2, 1, 4, 4
local PLACES = 4294967296 -- more than there can be

local now = tonumber(call('TIME')[1])
local window, line_window = tonumber(ARGV[1]), tonumber(ARGV[2])
local texts = open('texts', floor(now / window), window)
local earlier_texts = open('texts', texts.number - 1, window)
local lines, earlier_lines

-- Add a weight to all places of a string of postings that come after `since`. They are in order, and
-- stay as they are, 4 bytes: making a number of each takes longer than all the rest.
local function add(weights, posted, weight, since)
  local first = #posted + 1
  if since == 0 then first = 1 end
  while first > 4 and number_at(posted, first - 4) > since do first = first - 4 end
  for at = first, #posted, 4 do
    local place = sub(posted, at, at + 3)
    weights[place] = (weights[place] or 0) + weight
  end
end

-- The same for those places only that have a weight in another table.
local function add_to(known, weights, posted, weight)
  for at = 1, #posted, 4 do
    local place = sub(posted, at, at + 3)
    if known[place] then weights[place] = (weights[place] or 0) + weight end
  end
end

local function highest(weights)
  local found = 0
  for _, weight in pairs(weights) do
    if weight > found then found = weight end
  end
  return found
end

-- What is posted under features, by how common they are: what is rare is weighed at once; of the
-- common ones the postings are returned, and those that are too long to be read to their end.
local function weigh(table_, features, weights, rare, since)
  local common, cut_off = {}, {}
  for start = 1, #features, 4 do
    local feature = sub(features, start, start + 3)
    local posted = posted_under(table_, feature)
    if #posted >= FULL then posted = posted .. further_places(table_, feature) end
    if #posted >= FULL + HOT_BYTES then
      cut_off[#cut_off + 1] = posted
    elseif #posted > COMMON_BYTES then
      common[#common + 1] = posted
    elseif posted ~= '' then
      add(weights, posted, rare, since)
    end
  end
  return common, cut_off
end

-- One number for how near an entry is and where it is: the higher, the nearer. Weights take 10 bits
-- each, the table one and the place 32, which is what a number of 53 bits holds.
local function nearness(rank, weight, table_, place)
  local latest = table_ == texts and 1 or 0
  return ((rank * 1024 + weight) * 2 + latest) * PLACES + number_at(place, 1)
end

-- The entries that share features and were remembered since the watermark. Features that are cut off
-- find the latest entries only: they help to find, but not to the front, or the forms filled in last
-- would hide the one that was copied. Of a form, half of whose features are such, one rare feature is
-- enough: what the others would find is out of sight.
-- Fewer of them than are enough find nobody by themselves: then they are searched only for those that
-- others have found. So an article costs no more for phrases that the window is full of.
local function look_up(near, table_, since, sure, features)
  local ranks, further = {}, {}
  local sure_common, sure_cut_off = weigh(table_, sure, ranks, SURE, since)
  for _, posted in ipairs(sure_common) do add(ranks, posted, SURE, since) end
  for _, posted in ipairs(sure_cut_off) do add(further, posted, SURE, since) end
  local common, cut_off = weigh(table_, features, ranks, RARE, since)
  local alone = #common + #cut_off >= ENOUGH
  for _, posted in ipairs(common) do
    if alone then add(ranks, posted, COMMON, since) else add_to(ranks, ranks, posted, COMMON) end
  end
  local least = #cut_off * 8 >= #features and RARE or ENOUGH
  local most, best = #cut_off * COMMON, highest(ranks)
  if most >= ENOUGH then
    for _, posted in ipairs(cut_off) do add(further, posted, COMMON, since) end
  elseif best >= least or best + most >= ENOUGH then
    for _, posted in ipairs(cut_off) do add_to(ranks, further, posted, COMMON) end
  end
  for place, rank in pairs(ranks) do
    local weight = rank + (further[place] or 0)
    if rank >= least or weight >= ENOUGH then
      near[#near + 1] = nearness(rank, weight, table_, place)
    end
  end
  for place, weight in pairs(further) do
    if weight >= ENOUGH and not ranks[place] then
      near[#near + 1] = nearness(0, weight, table_, place)
    end
  end
end

-- What was remembered since the watermark and has to be weighed.
local function tell(watermark, sure, features)
  local seen_epoch, seen_entries = string.match(watermark, '^(%d+):(%d+)$')
  seen_epoch, seen_entries = tonumber(seen_epoch or 0), tonumber(seen_entries or 0)
  local near, told = {}, {}
  for _, table_ in ipairs({texts, earlier_texts}) do
    local since = table_.number == seen_epoch and seen_entries or 0
    if table_.number >= seen_epoch and table_.entries > since then
      look_up(near, table_, since, sure, features)
    end
  end
  table.sort(near)
  for at = #near, 1, -1 do
    if #told >= MOST then break end
    local place = near[at] % PLACES
    local table_ = floor(near[at] / PLACES) % 2 == 1 and texts or earlier_texts
    told[#told + 1] = call('HGET', chunk_of(table_, place), bytes_of(place)) or nil
  end
  return told
end

local function newest_of(line)
  lines = lines or open('lines', floor(now / line_window), line_window)
  earlier_lines = earlier_lines or open('lines', lines.number - 1, line_window)
  return get(lines, line) or get(earlier_lines, line) or ''
end

local function settle(record, judgement, entry, sure, features, marks, watermark, line, known, becomes)
  local before = call('HGET', record, 'judgement')
  if before or call('EXISTS', record) == 0 then
    return {1, before or judgement}
  end
  local told = tell(watermark, sure, features)
  local newest = line ~= '' and newest_of(line) or ''
  if #told > 0 or newest ~= known then
    return {0, texts.number .. ':' .. texts.entries, newest, unpack(told)}
  end
  -- Nothing that was not weighed: the judgement stands.
  local fields = {'judgement', judgement}
  if entry ~= '' then
    remember(texts, entry, features .. marks)
    fields[3], fields[4] = 'claim', texts.number .. ':' .. texts.entries
  end
  if becomes ~= '' then
    put(lines, line, becomes)
    call('HSET', record, 'line', lines.number .. ':' .. line, 'line_after', becomes, 'line_before', newest)
  end
  call('HSET', record, unpack(fields))
  return {1, judgement}
end

local answers = {}
for at = 1, #KEYS - 1 do
  local first = FIXED + EACH * (at - 1) + 1
  answers[at] = settle(KEYS[at + 1], unpack(ARGV, first, first + EACH - 1))
end
close(texts, divide)
if lines then close(lines, split) end
return answers
