-- Hand out documents whose lease has run out, each to one caller only, and renew the lease.
-- KEYS  pending, counters
-- ARGV  horizon: leases that end before it are overdue, end of the new lease, most documents
-- Returns the document ids.
local overdue = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(overdue) do
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], id)
end
if #overdue > 0 then
  redis.call('HINCRBY', KEYS[2], 'wiredesk_documents_resubmitted_total', #overdue)
end
return overdue
