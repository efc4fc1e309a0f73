local function place(b, row)
  local n = b.n
  if row == n then return 1 end
  local found = 0
  local cols, diag1, diag2 = b.cols, b.diag1, b.diag2
  for c = 0, n - 1 do
    local d1, d2 = row + c, row - c + n
    if not (cols[c] or diag1[d1] or diag2[d2]) then
      cols[c], diag1[d1], diag2[d2] = true, true, true
      found = found + place(b, row + 1)
      cols[c], diag1[d1], diag2[d2] = false, false, false
    end
  end
  return found
end
for n = 4, 13 do
  local b = { n = n, cols = {}, diag1 = {}, diag2 = {} }
  for i = 0, 2 * n do
    b.cols[i], b.diag1[i], b.diag2[i] = false, false, false
  end
  print(string.format("%d %d", n, place(b, 0)))
end
