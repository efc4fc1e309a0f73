local bitand3 = function(i) return i % 4 end
local Vec = {}
Vec.__index = Vec
local function vec(x, y, z) return setmetatable({ x = x, y = y, z = z }, Vec) end
function Vec:add(b) return vec(self.x + b.x, self.y + b.y, self.z + b.z) end
function Vec:dot(b) return self.x * b.x + self.y * b.y + self.z * b.z end
function Vec:scale(k) return vec(self.x * k, self.y * k, self.z * k) end
function Vec:wrap(m) self.x, self.y, self.z = self.x % m, self.y % m, self.z % m end
local Account = {}
Account.__index = Account
function Account:add(d) self.n = self.n + d; self.steps = self.steps + 1 end
function Account:reset() self.n = 0 end
function Account:value() return self.n + self.steps end
function Account:deposit(d)
  if self.n + d > self.limit then
    self:reset()
    return false
  end
  self:add(d)
  return true
end
local v, step, acc = vec(1, 2, 3), vec(3, 1, 2), 0
for i = 0, 12000000 - 1 do
  v = v:add(step:scale(bitand3(i)))
  v:wrap(10007)
  acc = acc + v:dot(step)
end
local a = setmetatable({ n = 0, steps = 0, limit = 1000 }, Account)
local fails, total = 0, 0
for i = 0, 40000000 - 1 do
  if not a:deposit(i % 16) then fails = fails + 1 end
  total = (total * 3 + a:value()) % 1000003
end
print(string.format("{%d %d %d} %d %d %d %d", v.x, v.y, v.z, acc, total, fails, a:value()))
