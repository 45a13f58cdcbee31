-- Which stories do articles belong to? Each to the nearest one, or to one that it opens.
-- KEYS  stories, an article record each
-- ARGV  window in seconds, least similarity (1 = equal); then of each article
--       its id (16 bytes), 'report' or 'copy',
--       its vector: 3 bytes for each term: short hash (2), weight (1),
--       the terms to look stories up by: 3 bytes each, bucket (12 bits) and field (12 bits),
--       its date (epoch seconds, 0 without one),
--       how many of these terms, the first ones, the article's story is to be found by
-- Returns the stories' ids (16 bytes); '' for a copy of which no story is remembered.
-- Numbers in strings have the highest byte first.
--
-- The answer is kept in the article's record: a retry gets the same one, and adds nothing.
-- Stories are numbered. What is known of one:
--   <stories>:block:<number / 256>    its slot in a string of 256: last member's arrival (4 bytes),
--                                     latest date (4), members (2), id (16), its first one's vector
--   <stories>:terms:<epoch>:<bucket>  term -> numbers of the stories that have it, the latest first
-- and of one with further members:
--   <stories>:sum:<number>            sum of their vectors: short hash (2 bytes), weight (2)
--   <stories>:members:<number>        their ids, 16 bytes each; the story's own is the first
--   <stories>:active                  its number -> its last member's arrival
-- An epoch is as long as the window; terms are read from this one and the one before.
local byte, char, sub, floor, min, max = string.byte, string.char, string.sub, math.floor, math.min, math.max
local find, call = string.find, redis.call
local stories, window, threshold = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
local FIXED, EACH = 2, 6
local UNIT = 255
local MOST_TERMS, MOST_STORY_TERMS = 40, 60
local HEAD, STORIES_PER_BLOCK = 26, 256
local SLOT = HEAD + 3 * MOST_TERMS
local NUMBERS = 4294967296
local MOST_CANDIDATES = 6 -- those that share the heaviest terms
local LEAST_SHARED = 0.01 * UNIT * UNIT -- of their squares; less is no evidence
local POSTED_BYTES = 32    -- 8 stories of a term: one that more have is no way to find any
local MOST_BY_A_TERM = 0.06 * UNIT * UNIT
local SAME_FORM, SAME_FORM_LATER, SAME_SHIFT = 0.45, 0.35, 18 * 3600
local FEW_NUMBERS, SAME_NUMBERS = 2, 0.5
local MOST_MEMBERS = 500   -- in the list; further ones count, and push out the oldest

local now = tonumber(call('TIME')[1])
local epoch = floor(now / window)
local current = stories .. ':terms:' .. epoch .. ':'
local earlier = stories .. ':terms:' .. epoch - 1 .. ':'

local function number_at(s, at)
  local a, b, c, d = byte(s, at, at + 3)
  return ((a * 256 + b) * 256 + c) * 256 + d
end

local function packed(number)
  return char(floor(number / 16777216), floor(number / 65536) % 256, floor(number / 256) % 256, number % 256)
end

-- A whole number in a name; by `..` alone it takes more than twice the time.
local function digits(number)
  return string.format('%d', number)
end

local function place(number)
  return stories .. ':block:' .. digits(floor(number / STORIES_PER_BLOCK)), number % STORIES_PER_BLOCK * SLOT
end

local function unpacked(vector)
  local weights = {}
  for at = 1, #vector, 3 do
    local a, b, weight = byte(vector, at, at + 2)
    weights[a * 256 + b] = weight
  end
  return weights
end

-- Where an article's terms are posted, what is posted there in this epoch, and how much the terms weigh
-- that the article shares with each story.
local function look_up(terms, weights)
  local shared, posts = {}, {}
  for at = 1, #terms, 3 do
    local a, b, c = byte(terms, at, at + 2)
    local weight = weights[b * 256 + c]
    local square = weight * weight
    local bucket, field = digits(a * 16 + floor(b / 16)), char(b % 16, c)
    local posted = call('HGET', current .. bucket, field) or ''
    posts[#posts + 1] = {current .. bucket, field, posted}
    posted = posted .. (call('HGET', earlier .. bucket, field) or '')
    for each = 1, #posted, 4 do
      local number = sub(posted, each, each + 3)
      shared[number] = (shared[number] or 0) + square
    end
  end
  return shared, posts
end

-- The few stories that share most, the latest first among equals; of a hundred that share something
-- most are no better than the last of these, and are not sorted.
local function candidates(shared)
  local found, last, least = {}, 0, LEAST_SHARED
  for number, weight in pairs(shared) do
    if weight >= least then
      local both = weight * NUMBERS + number_at(number, 1)
      if both > last then
        local at = min(#found + 1, MOST_CANDIDATES)
        while at > 1 and found[at - 1] < both do
          found[at] = found[at - 1]
          at = at - 1
        end
        found[at] = both
        last = found[MOST_CANDIDATES] or 0
        least = max(least, floor(last / NUMBERS))
      end
    end
  end
  return found
end

-- A story's vectors, and the bytes of a term there: of a story of one they are in its slot.
local function saved_vectors(number, count, slot)
  if count == 1 then
    return sub(slot, HEAD + 1), 3
  end
  return call('GET', stories .. ':sum:' .. digits(number)) or '', 4
end

-- Mean cosine of an article's vector and a story's, of which no term makes up too much.
local function similarity(weights, saved, size, count)
  local dot, most = 0, MOST_BY_A_TERM * count
  for at = 1, #saved, size do
    local a, b, c, d = byte(saved, at, at + size - 1)
    local weight = weights[a * 256 + b]
    if weight then
      local product = weight * (d and c * 256 + d or c)
      dot = dot + (product < most and product or most)
    end
  end
  return dot / (count * UNIT * UNIT)
end

-- Whether an article and a story have wording in common rather than facts: above this similarity
-- half of the numbers have to agree, if there are two or more. Numbers have odd hashes.
local function is_form(weights, saved, size, found, gap)
  if found < (gap <= SAME_SHIFT and SAME_FORM or SAME_FORM_LATER) then
    return false
  end
  local here, there, both = 0, 0, 0
  for term in pairs(weights) do
    here = here + term % 2
  end
  for at = 1, #saved, size do
    local a, b, weight, more = byte(saved, at, at + size - 1)
    if b % 2 == 1 and weight + (more or 0) > 0 then
      there = there + 1
      both = both + (weights[a * 256 + b] and 1 or 0)
    end
  end
  local fewer = min(here, there)
  return fewer >= FEW_NUMBERS and both < fewer * SAME_NUMBERS
end

local function nearest(found_by, weights, date)
  local best, best_similarity = nil, threshold
  for _, both in ipairs(found_by) do
    local number = both % NUMBERS
    local block, from = place(number)
    local slot = call('GETRANGE', block, from, from + SLOT - 1)
    if #slot == SLOT and number_at(slot, 1) >= now - window then
      local newest = number_at(slot, 5)
      local gap = date > 0 and newest > 0 and math.abs(date - newest) or 0
      local count = byte(slot, 9) * 256 + byte(slot, 10)
      if gap <= window then
        local saved, size = saved_vectors(number, count, slot)
        local found = similarity(weights, saved, size, count)
        if found > best_similarity and not is_form(weights, saved, size, found, gap) then
          best_similarity = found
          best = {number = number, newest = newest, count = count, saved = saved, size = size}
          best.id = sub(slot, 11, HEAD)
        end
      end
    end
  end
  return best
end

local function save_sum(story, weights)
  local sum, size, heaviest, saved = {}, story.size, {}, {}
  for at = 1, #story.saved, size do
    local a, b, c, d = byte(story.saved, at, at + size - 1)
    sum[a * 256 + b] = d and c * 256 + d or c -- the slot ends in zeros, of no weight
  end
  for term, weight in pairs(weights) do
    sum[term] = (sum[term] or 0) + weight
  end
  for term, weight in pairs(sum) do
    heaviest[#heaviest + 1] = -(min(weight, 65535) * 65536 + term)
  end
  table.sort(heaviest)
  for i = 1, min(#heaviest, MOST_STORY_TERMS) do
    local both = -heaviest[i]
    local term, weight = both % 65536, floor(both / 65536)
    saved[i] = char(floor(term / 256), term % 256, floor(weight / 256), weight % 256)
  end
  call('SET', stories .. ':sum:' .. digits(story.number), table.concat(saved), 'EX', window)
end

local function save_member(story, id)
  local members = stories .. ':members:' .. digits(story.number)
  if story.count == 1 then
    call('RPUSH', members, story.id)
  end
  if call('RPUSH', members, id) > MOST_MEMBERS then
    call('LPOP', members)
    call('LSET', members, 0, story.id)
  end
  call('EXPIRE', members, window)
  call('ZADD', stories .. ':active', now, story.number)
  call('ZREMRANGEBYSCORE', stories .. ':active', '-inf', now - window - 1)
  call('EXPIRE', stories .. ':active', window)
end

local function join(story, id, weights, date)
  save_sum(story, weights)
  save_member(story, id)
  local block, from = place(story.number)
  local count = min(story.count + 1, 65535)
  local head = packed(now) .. packed(max(story.newest, date)) .. char(floor(count / 256), count % 256)
  call('SETRANGE', block, from, head)
  call('EXPIRE', block, window)
end

local function open(id, vector, date)
  local story = {number = call('INCR', stories), id = id}
  local block, from = place(story.number)
  if call('EXPIRE', block, window) == 0 then
    -- In full size at once: a string that grows takes twice the room.
    call('SETRANGE', block, SLOT * STORIES_PER_BLOCK - 1, '\0')
    call('EXPIRE', block, window)
  end
  call('SETRANGE', block, from, packed(now) .. packed(date) .. char(0, 1) .. id .. vector)
  return story
end

-- Postings without one of them; that four bytes of two others look like it is rare, and skipped.
local function without(posted, entry)
  local at = find(posted, entry, 1, true)
  while at and at % 4 ~= 1 do at = find(posted, entry, at + 1, true) end
  return at and sub(posted, 1, at - 1) .. sub(posted, at + 4) or posted
end

-- Have a story found by its article's first terms.
local function post(number, posts, count)
  local entry = packed(number)
  for i = 1, min(#posts, count) do
    local key, field, posted = unpack(posts[i])
    local is_new = call('HSET', key, field, sub(entry .. without(posted, entry), 1, POSTED_BYTES)) == 1
    if is_new and call('HLEN', key) == 1 then
      call('EXPIREAT', key, (epoch + 2) * window)
    end
  end
end

local function story_of(record, id, kind, vector, terms, date, posted_by)
  local known = call('HGET', record, 'story')
  if known then
    return known
  end
  if call('EXISTS', record) == 0 then
    return id
  end
  date = tonumber(date)
  local weights = unpacked(vector)
  local shared, posts = look_up(terms, weights)
  local story = nearest(candidates(shared), weights, date)
  if kind == 'copy' then
    if story then call('HSET', record, 'story', story.id) end
    return story and story.id or ''
  end
  if story then
    join(story, id, weights, date)
  else
    story = open(id, vector, date)
  end
  post(story.number, posts, tonumber(posted_by))
  call('HSET', record, 'story', story.id)
  return story.id
end

local answers = {}
for at = 1, #KEYS - 1 do
  local first = FIXED + EACH * (at - 1) + 1
  answers[at] = story_of(KEYS[at + 1], unpack(ARGV, first, first + EACH - 1))
end
return answers
