package slices

import "cmp"

// insertionOrdered sorts [a, b).
func insertionOrdered[E cmp.Ordered](data []E, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && cmp.Less(data[j], data[j-1]); j-- {
			data[j], data[j-1] = data[j-1], data[j]
		}
	}
}

// siftDownOrdered sinks element lo of the heap that begins at first.
func siftDownOrdered[E cmp.Ordered](data []E, lo, hi, first int) {
	root := lo
	for {
		child := 2*root + 1
		if child >= hi {
			return
		}
		if child+1 < hi && cmp.Less(data[first+child], data[first+child+1]) {
			child++
		}
		if !cmp.Less(data[first+root], data[first+child]) {
			return
		}
		data[first+root], data[first+child] = data[first+child], data[first+root]
		root = child
	}
}

func heapSortOrdered[E cmp.Ordered](data []E, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDownOrdered(data, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		data[a], data[a+i] = data[a+i], data[a]
		siftDownOrdered(data, 0, i, a)
	}
}

// pdqOrdered sorts [a, b); after limit bad pivots it falls back to heapsort.
func pdqOrdered[E cmp.Ordered](data []E, a, b, limit int) {
	balanced, partitioned := true, true
	for {
		n := b - a
		if n <= 12 {
			insertionOrdered(data, a, b)
			return
		}
		if limit == 0 {
			heapSortOrdered(data, a, b)
			return
		}
		if !balanced {
			shuffleOrdered(data, a, b)
			limit--
		}
		pivot, hint := choosePivotOrdered(data, a, b)
		if hint == hintDecreasing {
			reverseRangeOrdered(data, a, b)
			pivot = b - 1 - (pivot - a)
			hint = hintIncreasing
		}
		if balanced && partitioned && hint == hintIncreasing {
			if nearlySortedOrdered(data, a, b) {
				return
			}
		}
		// Everything is at least the element before a: if the pivot equals it, split off the equal ones.
		if a > 0 && !cmp.Less(data[a-1], data[pivot]) {
			a = partitionEqualOrdered(data, a, b, pivot)
			continue
		}
		mid, already := partitionOrdered(data, a, b, pivot)
		partitioned = already
		left, right := mid-a, b-mid
		if left < right {
			balanced = left >= n/8
			pdqOrdered(data, a, mid, limit)
			a = mid + 1
		} else {
			balanced = right >= n/8
			pdqOrdered(data, mid+1, b, limit)
			b = mid
		}
	}
}

// partitionOrdered puts what is less than the pivot before it, and the rest behind; it says where the pivot ended and whether nothing moved.
func partitionOrdered[E cmp.Ordered](data []E, a, b, pivot int) (mid int, already bool) {
	data[a], data[pivot] = data[pivot], data[a]
	i, j := a+1, b-1
	for i <= j && cmp.Less(data[i], data[a]) {
		i++
	}
	for i <= j && !cmp.Less(data[j], data[a]) {
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
		for i <= j && cmp.Less(data[i], data[a]) {
			i++
		}
		for i <= j && !cmp.Less(data[j], data[a]) {
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

// partitionEqualOrdered puts what equals the pivot first, and says where the rest begins.
func partitionEqualOrdered[E cmp.Ordered](data []E, a, b, pivot int) int {
	data[a], data[pivot] = data[pivot], data[a]
	i, j := a+1, b-1
	for {
		for i <= j && !cmp.Less(data[a], data[i]) {
			i++
		}
		for i <= j && cmp.Less(data[a], data[j]) {
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

// nearlySortedOrdered tries to repair a few places; it reports whether [a, b) is sorted now.
func nearlySortedOrdered[E cmp.Ordered](data []E, a, b int) bool {
	i := a + 1
	for step := 0; step < 5; step++ {
		for i < b && !cmp.Less(data[i], data[i-1]) {
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
				if !cmp.Less(data[j], data[j-1]) {
					break
				}
				data[j], data[j-1] = data[j-1], data[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b; j++ {
				if !cmp.Less(data[j], data[j-1]) {
					break
				}
				data[j], data[j-1] = data[j-1], data[j]
			}
		}
	}
	return false
}

// shuffleOrdered breaks patterns: it swaps three elements in the middle with ones found by an xorshift generator.
func shuffleOrdered[E cmp.Ordered](data []E, a, b int) {
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

// choosePivotOrdered picks the middle one of three, or of three such, and says what order was found.
func choosePivotOrdered[E cmp.Ordered](data []E, a, b int) (pivot, hint int) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= 50 {
			i = medianOrdered(data, i-1, i, i+1, &swaps)
			j = medianOrdered(data, j-1, j, j+1, &swaps)
			k = medianOrdered(data, k-1, k, k+1, &swaps)
		}
		j = medianOrdered(data, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, hintIncreasing
	case 12:
		return j, hintDecreasing
	}
	return j, hintNone
}

func medianOrdered[E cmp.Ordered](data []E, i, j, k int, swaps *int) int {
	if cmp.Less(data[j], data[i]) {
		*swaps++
		i, j = j, i
	}
	if cmp.Less(data[k], data[j]) {
		*swaps++
		j, k = k, j
	}
	if cmp.Less(data[j], data[i]) {
		*swaps++
		i, j = j, i
	}
	return j
}

func reverseRangeOrdered[E cmp.Ordered](data []E, a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		data[i], data[j] = data[j], data[i]
	}
}
