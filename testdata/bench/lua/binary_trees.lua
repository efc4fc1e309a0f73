local function build(depth)
  if depth == 0 then return {} end
  return { build(depth - 1), build(depth - 1) }
end
local function count(n)
  if not n[1] then return 1 end
  return 1 + count(n[1]) + count(n[2])
end
local max = 16
print("stretch " .. count(build(max + 1)))
local long = build(max)
for depth = 4, max, 2 do
  local rounds = math.floor(2 ^ (max - depth + 4))
  local sum = 0
  for _ = 1, rounds do sum = sum + count(build(depth)) end
  print(string.format("%d trees of depth %d check %d", rounds, depth, sum))
end
print("long lived " .. count(long))
