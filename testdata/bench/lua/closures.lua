local function counter()
  local n = 0
  return function() n = n + 1; return n end, function() n = 0 end
end
local function compose(...)
  local fs = { ... }
  return function(x)
    for i = 1, #fs do x = fs[i](x) end
    return x
  end
end
local function each(a, f)
  for i = 1, #a do f(i - 1, a[i]) end
end
local function fold(a, start, f)
  for i = 1, #a do start = f(start, a[i]) end
  return start
end
local nextn, reset = counter()
local sum = 0
for i = 0, 30000000 - 1 do
  sum = sum + nextn()
  if i % 1000 == 0 then reset() end
end
local k = 3
local f = compose(
  function(x) return x + k end,
  function(x) return x * 5 end,
  function(x) return x % 65536 end)
local x = 1
for i = 0, 8000000 - 1 do x = f(x + i) end
local a = {}
for i = 0, 999 do a[i + 1] = i end
for round = 0, 19999 do
  each(a, function(i, v) sum = (sum + i * 3 - v) % 1000000007 end)
  sum = (sum + fold(a, round, function(acc, v) return acc + v * k end)) % 1000000007
end
print(string.format("%d %d", sum, x))
