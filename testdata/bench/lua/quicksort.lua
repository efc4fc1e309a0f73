local floor = math.floor
local function quicksort(a, lo, hi)
  while hi - lo + 1 > 12 do
    local mid = a[lo + floor((hi - lo + 1) / 2)]
    local i, j = lo, hi
    while i <= j do
      while a[i] < mid do i = i + 1 end
      while a[j] > mid do j = j - 1 end
      if i <= j then
        a[i], a[j] = a[j], a[i]
        i, j = i + 1, j - 1
      end
    end
    quicksort(a, lo, j)
    lo = i
  end
  for i = lo + 1, hi do
    local v = a[i]
    local j = i
    while j > lo and a[j - 1] > v do
      a[j] = a[j - 1]
      j = j - 1
    end
    a[j] = v
  end
end
local n = 1000000
local a = {}
for i = 0, n - 1 do a[i] = 0 end
local seed, sum = 42, 0
for _ = 1, 3 do
  for i = 0, n - 1 do
    seed = (seed * 1664525 + 1013904223) % 4294967296
    a[i] = floor(seed / 16)
  end
  quicksort(a, 0, n - 1)
  for i = 1, n - 1 do
    if a[i - 1] > a[i] then error("not sorted") end
  end
  sum = sum * 31 % 1000003 + a[floor(n / 3)]
end
print(string.format("%d %d %d", sum, a[0], a[n - 1]))
