package sort

// Search returns the smallest i in [0, n) for which f is true; n if there is none.
func Search(n int, f func(int) bool) int {
	lo, hi := 0, n
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if f(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// Find returns the smallest i in [0, n) for which cmp is not positive, and whether it is 0 there.
func Find(n int, cmp func(int) int) (i int, found bool) {
	lo, hi := 0, n
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if cmp(mid) > 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < n && cmp(lo) == 0
}

// SearchInts finds where x is, or would be, in sorted a.
func SearchInts(a []int, x int) int

// SearchFloat64s finds where x is, or would be, in sorted a.
func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// SearchStrings finds where x is, or would be, in sorted a.
func SearchStrings(a []string, x string) int

// Search finds where x is, or would be, in sorted p.
func (p IntSlice) Search(x int) int { return SearchInts(p, x) }

// Search finds where x is, or would be, in sorted p.
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

// Search finds where x is, or would be, in sorted p.
func (p StringSlice) Search(x string) int { return SearchStrings(p, x) }
