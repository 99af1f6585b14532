-- For wrk: counts the answers that are not the page, and prints what happened as one line of JSON.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init()
  wrong = 0
end

function response(status, _headers, body)
  if status ~= 200 or not body:find("<!doctype html>", 1, true) or not body:find("</html>\n", 1, true) then
    wrong = wrong + 1
  end
end

function done(summary, _latency, _requests)
  local total = 0
  for _, thread in ipairs(threads) do
    total = total + thread:get("wrong")
  end
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format('{"answers":%d,"wrong":%d,"errors":%d}', summary.requests, total, failed))
end
