local function elem(i, j)
  local ij = i + j
  return 1 / (ij * (ij + 1) / 2 + i + 1)
end
local n = 2200
local function mul_av(v, out)
  for i = 0, n - 1 do
    local sum = 0
    for j = 0, n - 1 do sum = sum + elem(i, j) * v[j] end
    out[i] = sum
  end
end
local function mul_atv(v, out)
  for i = 0, n - 1 do
    local sum = 0
    for j = 0, n - 1 do sum = sum + elem(j, i) * v[j] end
    out[i] = sum
  end
end
local u, v, tmp = {}, {}, {}
for i = 0, n - 1 do u[i] = 1 end
for _ = 1, 10 do
  mul_av(u, tmp)
  mul_atv(tmp, v)
  mul_av(v, tmp)
  mul_atv(tmp, u)
end
local uv, vv = 0, 0
for i = 0, n - 1 do
  uv = uv + u[i] * v[i]
  vv = vv + v[i] * v[i]
end
print(string.format("%.9f", math.sqrt(uv / vv)))
