local parts = {}
local seed = 7
for i = 1, 200000 do
  seed = (seed * 1664525 + 1013904223) % 4294967296
  parts[i] = "word" .. string.format("%d", math.floor(seed / 65536) % 5000) .. " "
end
local text = table.concat(parts)
local total = 0
for _ = 1, 6 do
  local counts, distinct = {}, 0
  for w in text:gmatch("%S+") do
    local n = counts[w]
    if n then
      counts[w] = n + 1
    else
      counts[w] = 1
      distinct = distinct + 1
    end
  end
  local best, best_n = "", 0
  for w, n in pairs(counts) do
    if n > best_n or n == best_n and w < best then best, best_n = w, n end
  end
  total = total + best_n + distinct + #best
end
local keys, size = {}, 0
for i = 0, 300000 - 1 do
  local k = "k" .. string.format("%d", i % 70000)
  if keys[k] == nil then size = size + 1 end
  keys[k] = i % 3 == 0
end
local yes = 0
for _, v in pairs(keys) do
  if v then yes = yes + 1 end
end
print(string.format("%d %d %d", total, size, yes))
