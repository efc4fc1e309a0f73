local m = {}
local seed, hits, size = 12345, 0, 0
for i = 0, 3000000 - 1 do
  seed = (seed * 1664525 + 1013904223) % 4294967296
  local k = (seed - seed % 256) / 256 % 200000
  local v = m[k]
  if v then
    hits = hits + v % 2
    if i % 5 == 0 then
      m[k] = nil
      size = size - 1
    else
      m[k] = v + 1
    end
  else
    m[k] = i
    size = size + 1
  end
end
local sum = 0
for k, v in pairs(m) do sum = sum + k * 3 + v end
print(string.format("%d %d %.0f", size, hits, sum))
