package slices

// Pattern-defeating quicksort (Peters, arXiv:2106.05123) with the choices of package sort.

// Orders that a choice of pivot may reveal.
const (
	hintNone = iota
	hintIncreasing
	hintDecreasing
)

func bitLen(n int) int {
	b := 0
	for ; n > 0; n >>= 1 {
		b++
	}
	return b
}

// insertionFunc sorts [a, b).
func insertionFunc[E any](data []E, cmp func(a, b E) int, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && (cmp(data[j], data[j-1]) < 0); j-- {
			data[j], data[j-1] = data[j-1], data[j]
		}
	}
}

// siftDownFunc sinks element lo of the heap that begins at first.
func siftDownFunc[E any](data []E, cmp func(a, b E) int, lo, hi, first int) {
	root := lo
	for {
		child := 2*root + 1
		if child >= hi {
			return
		}
		if child+1 < hi && (cmp(data[first+child], data[first+child+1]) < 0) {
			child++
		}
		if !(cmp(data[first+root], data[first+child]) < 0) {
			return
		}
		data[first+root], data[first+child] = data[first+child], data[first+root]
		root = child
	}
}

func heapSortFunc[E any](data []E, cmp func(a, b E) int, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDownFunc(data, cmp, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		data[a], data[a+i] = data[a+i], data[a]
		siftDownFunc(data, cmp, 0, i, a)
	}
}

// pdqFunc sorts [a, b); after limit bad pivots it falls back to heapsort.
func pdqFunc[E any](data []E, cmp func(a, b E) int, a, b, limit int) {
	balanced, partitioned := true, true
	for {
		n := b - a
		if n <= 12 {
			insertionFunc(data, cmp, a, b)
			return
		}
		if limit == 0 {
			heapSortFunc(data, cmp, a, b)
			return
		}
		if !balanced {
			shuffleFunc(data, cmp, a, b)
			limit--
		}
		pivot, hint := choosePivotFunc(data, cmp, a, b)
		if hint == hintDecreasing {
			reverseRangeFunc(data, cmp, a, b)
			pivot = b - 1 - (pivot - a)
			hint = hintIncreasing
		}
		if balanced && partitioned && hint == hintIncreasing {
			if nearlySortedFunc(data, cmp, a, b) {
				return
			}
		}
		// Everything is at least the element before a: if the pivot equals it, split off the equal ones.
		if a > 0 && !(cmp(data[a-1], data[pivot]) < 0) {
			a = partitionEqualFunc(data, cmp, a, b, pivot)
			continue
		}
		mid, already := partitionFunc(data, cmp, a, b, pivot)
		partitioned = already
		left, right := mid-a, b-mid
		if left < right {
			balanced = left >= n/8
			pdqFunc(data, cmp, a, mid, limit)
			a = mid + 1
		} else {
			balanced = right >= n/8
			pdqFunc(data, cmp, mid+1, b, limit)
			b = mid
		}
	}
}

// partitionFunc puts what is less than the pivot before it, and the rest behind; it says where the pivot ended and whether nothing moved.
func partitionFunc[E any](data []E, cmp func(a, b E) int, a, b, pivot int) (mid int, already bool) {
	data[a], data[pivot] = data[pivot], data[a]
	i, j := a+1, b-1
	for i <= j && (cmp(data[i], data[a]) < 0) {
		i++
	}
	for i <= j && !(cmp(data[j], data[a]) < 0) {
		j--
	}
	if i > j {
		data[j], data[a] = data[a], data[j]
		return j, true
	}
	data[i], data[j] = data[j], data[i]
	i++
	j--
	for {
		for i <= j && (cmp(data[i], data[a]) < 0) {
			i++
		}
		for i <= j && !(cmp(data[j], data[a]) < 0) {
			j--
		}
		if i > j {
			break
		}
		data[i], data[j] = data[j], data[i]
		i++
		j--
	}
	data[j], data[a] = data[a], data[j]
	return j, false
}

// partitionEqualFunc puts what equals the pivot first, and says where the rest begins.
func partitionEqualFunc[E any](data []E, cmp func(a, b E) int, a, b, pivot int) int {
	data[a], data[pivot] = data[pivot], data[a]
	i, j := a+1, b-1
	for {
		for i <= j && !(cmp(data[a], data[i]) < 0) {
			i++
		}
		for i <= j && (cmp(data[a], data[j]) < 0) {
			j--
		}
		if i > j {
			return i
		}
		data[i], data[j] = data[j], data[i]
		i++
		j--
	}
}

// nearlySortedFunc tries to repair a few places; it reports whether [a, b) is sorted now.
func nearlySortedFunc[E any](data []E, cmp func(a, b E) int, a, b int) bool {
	i := a + 1
	for step := 0; step < 5; step++ {
		for i < b && !(cmp(data[i], data[i-1]) < 0) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		data[i], data[i-1] = data[i-1], data[i]
		if i-a >= 2 {
			for j := i - 1; j >= 1; j-- {
				if !(cmp(data[j], data[j-1]) < 0) {
					break
				}
				data[j], data[j-1] = data[j-1], data[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b; j++ {
				if !(cmp(data[j], data[j-1]) < 0) {
					break
				}
				data[j], data[j-1] = data[j-1], data[j]
			}
		}
	}
	return false
}

// shuffleFunc breaks patterns: it swaps three elements in the middle with ones found by an xorshift generator.
func shuffleFunc[E any](data []E, cmp func(a, b E) int, a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	seed := uint64(n)
	mask := uint(1)<<uint(bitLen(n)) - 1
	at := a + n/4*2 - 1
	for i := 0; i < 3; i++ {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		other := int(uint(seed) & mask)
		if other >= n {
			other -= n
		}
		data[at+i], data[a+other] = data[a+other], data[at+i]
	}
}

// choosePivotFunc picks the middle one of three, or of three such, and says what order was found.
func choosePivotFunc[E any](data []E, cmp func(a, b E) int, a, b int) (pivot, hint int) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= 50 {
			i = medianFunc(data, cmp, i-1, i, i+1, &swaps)
			j = medianFunc(data, cmp, j-1, j, j+1, &swaps)
			k = medianFunc(data, cmp, k-1, k, k+1, &swaps)
		}
		j = medianFunc(data, cmp, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, hintIncreasing
	case 12:
		return j, hintDecreasing
	}
	return j, hintNone
}

func medianFunc[E any](data []E, cmp func(a, b E) int, i, j, k int, swaps *int) int {
	if (cmp(data[j], data[i]) < 0) {
		*swaps++
		i, j = j, i
	}
	if (cmp(data[k], data[j]) < 0) {
		*swaps++
		j, k = k, j
	}
	if (cmp(data[j], data[i]) < 0) {
		*swaps++
		i, j = j, i
	}
	return j
}

func reverseRangeFunc[E any](data []E, cmp func(a, b E) int, a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		data[i], data[j] = data[j], data[i]
	}
}

// stableFunc sorts by insertion in blocks and merging in place.
func stableFunc[E any](data []E, cmp func(a, b E) int, n int) {
	block := 20
	a, b := 0, block
	for b <= n {
		insertionFunc(data, cmp, a, b)
		a = b
		b += block
	}
	insertionFunc(data, cmp, a, n)
	for block < n {
		a, b = 0, 2*block
		for b <= n {
			mergeFunc(data, cmp, a, a+block, b)
			a = b
			b += 2 * block
		}
		if m := a + block; m < n {
			mergeFunc(data, cmp, a, m, n)
		}
		block *= 2
	}
}

// mergeFunc merges the sorted [a, m) and [m, b) by rotations.
func mergeFunc[E any](data []E, cmp func(a, b E) int, a, m, b int) {
	if m-a == 1 {
		i, j := m, b
		for i < j {
			h := int(uint(i+j) >> 1)
			if cmp(data[h], data[a]) < 0 {
				i = h + 1
			} else {
				j = h
			}
		}
		for k := a; k < i-1; k++ {
			data[k], data[k+1] = data[k+1], data[k]
		}
		return
	}
	if b-m == 1 {
		i, j := a, m
		for i < j {
			h := int(uint(i+j) >> 1)
			if cmp(data[m], data[h]) >= 0 {
				i = h + 1
			} else {
				j = h
			}
		}
		for k := m; k > i; k-- {
			data[k], data[k-1] = data[k-1], data[k]
		}
		return
	}
	mid := int(uint(a+b) >> 1)
	n := mid + m
	start, r := a, m
	if m > mid {
		start = n - b
		r = mid
	}
	p := n - 1
	for start < r {
		c := int(uint(start+r) >> 1)
		if cmp(data[p-c], data[c]) >= 0 {
			start = c + 1
		} else {
			r = c
		}
	}
	end := n - start
	if start < m && m < end {
		rotateFunc(data, cmp, start, m, end)
	}
	if a < start && start < mid {
		mergeFunc(data, cmp, a, start, mid)
	}
	if mid < end && end < b {
		mergeFunc(data, cmp, mid, end, b)
	}
}

func swapRangeFunc[E any](data []E, cmp func(a, b E) int, a, b, n int) {
	for i := 0; i < n; i++ {
		data[a+i], data[b+i] = data[b+i], data[a+i]
	}
}

// rotateFunc exchanges [a, m) and [m, b).
func rotateFunc[E any](data []E, cmp func(a, b E) int, a, m, b int) {
	i, j := m-a, b-m
	for i != j {
		if i > j {
			swapRangeFunc(data, cmp, m-i, m, j)
			i -= j
		} else {
			swapRangeFunc(data, cmp, m-i, m+j-i, i)
			j -= i
		}
	}
	swapRangeFunc(data, cmp, m-i, m, i)
}
