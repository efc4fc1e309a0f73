local n = 300
local function product(a, b)
  local c = {}
  for i = 0, n - 1 do
    local row, ai = {}, a[i]
    for j = 0, n - 1 do row[j] = 0.0 end
    for k = 0, n - 1 do
      local x, bk = ai[k], b[k]
      for j = 0, n - 1 do row[j] = row[j] + x * bk[j] end
    end
    c[i] = row
  end
  return c
end
local function product_int(a, b)
  local c = {}
  for i = 0, n - 1 do
    local row, ai = {}, a[i]
    for j = 0, n - 1 do
      local sum = 0
      for k = 0, n - 1 do sum = sum + ai[k] * b[k][j] end
      row[j] = sum
    end
    c[i] = row
  end
  return c
end
local function xor(a, b)
  local r, bit = 0, 1
  while a > 0 or b > 0 do
    if a % 2 ~= b % 2 then r = r + bit end
    a, b, bit = (a - a % 2) / 2, (b - b % 2) / 2, bit * 2
  end
  return r
end
local a, b, ai, bi = {}, {}, {}, {}
for i = 0, n - 1 do
  a[i], b[i], ai[i], bi[i] = {}, {}, {}, {}
  for j = 0, n - 1 do
    a[i][j] = (i - 2 * j) / n
    b[i][j] = (i + j) / n
    ai[i][j] = i * 7 - j * 3
    bi[i][j] = xor(i, j)
  end
end
local trace, sum = 0.0, 0
for _ = 1, 3 do
  local c, d = product(a, b), product_int(ai, bi)
  for i = 0, n - 1 do
    trace = trace + c[i][i]
    sum = sum + d[i][n - 1 - i]
  end
end
print(string.format("%.6f %.0f", trace, sum))
