package sort

// funcs is what Slice sorts; the methods are those of pdq.go without interfaces between.
type funcs struct {
	slice any
	less  func(i, j int) bool
}

// insertion sorts [a, b).
func (s *funcs) insertion(a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && s.less(j, j-1); j-- {
			swapElems(s.slice, j, j-1)
		}
	}
}

// siftDown sinks element lo of the heap that begins at first.
func (s *funcs) siftDown(lo, hi, first int) {
	root := lo
	for {
		child := 2*root + 1
		if child >= hi {
			return
		}
		if child+1 < hi && s.less(first+child, first+child+1) {
			child++
		}
		if !s.less(first+root, first+child) {
			return
		}
		swapElems(s.slice, first+root, first+child)
		root = child
	}
}

func (s *funcs) heapSort(a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		s.siftDown(i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		swapElems(s.slice, a, a+i)
		s.siftDown(0, i, a)
	}
}

// pdq sorts [a, b); after limit bad pivots it falls back to heapsort.
func (s *funcs) pdq(a, b, limit int) {
	balanced, partitioned := true, true
	for {
		n := b - a
		if n <= 12 {
			s.insertion(a, b)
			return
		}
		if limit == 0 {
			s.heapSort(a, b)
			return
		}
		if !balanced {
			s.shuffle(a, b)
			limit--
		}
		pivot, hint := s.choosePivot(a, b)
		if hint == hintDecreasing {
			s.reverseRange(a, b)
			pivot = b - 1 - (pivot - a)
			hint = hintIncreasing
		}
		if balanced && partitioned && hint == hintIncreasing {
			if s.nearlySorted(a, b) {
				return
			}
		}
		// Everything is at least the element before a: if the pivot equals it, split off the equal ones.
		if a > 0 && !s.less(a-1, pivot) {
			a = s.partitionEqual(a, b, pivot)
			continue
		}
		mid, already := s.partition(a, b, pivot)
		partitioned = already
		left, right := mid-a, b-mid
		if left < right {
			balanced = left >= n/8
			s.pdq(a, mid, limit)
			a = mid + 1
		} else {
			balanced = right >= n/8
			s.pdq(mid+1, b, limit)
			b = mid
		}
	}
}

// partition puts what is less than the pivot before it, and the rest behind; it says where the pivot ended and whether nothing moved.
func (s *funcs) partition(a, b, pivot int) (mid int, already bool) {
	swapElems(s.slice, a, pivot)
	i, j := a+1, b-1
	for i <= j && s.less(i, a) {
		i++
	}
	for i <= j && !s.less(j, a) {
		j--
	}
	if i > j {
		swapElems(s.slice, j, a)
		return j, true
	}
	swapElems(s.slice, i, j)
	i++
	j--
	for {
		for i <= j && s.less(i, a) {
			i++
		}
		for i <= j && !s.less(j, a) {
			j--
		}
		if i > j {
			break
		}
		swapElems(s.slice, i, j)
		i++
		j--
	}
	swapElems(s.slice, j, a)
	return j, false
}

// partitionEqual puts what equals the pivot first, and says where the rest begins.
func (s *funcs) partitionEqual(a, b, pivot int) int {
	swapElems(s.slice, a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !s.less(a, i) {
			i++
		}
		for i <= j && s.less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		swapElems(s.slice, i, j)
		i++
		j--
	}
}

// nearlySorted tries to repair a few places; it reports whether [a, b) is sorted now.
func (s *funcs) nearlySorted(a, b int) bool {
	i := a + 1
	for step := 0; step < 5; step++ {
		for i < b && !s.less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		swapElems(s.slice, i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1; j-- {
				if !s.less(j, j-1) {
					break
				}
				swapElems(s.slice, j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b; j++ {
				if !s.less(j, j-1) {
					break
				}
				swapElems(s.slice, j, j-1)
			}
		}
	}
	return false
}

// shuffle breaks patterns: it swaps three elements in the middle with ones found by an xorshift generator.
func (s *funcs) shuffle(a, b int) {
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
		swapElems(s.slice, at+i, a+other)
	}
}

// choosePivot picks the middle one of three, or of three such, and says what order was found.
func (s *funcs) choosePivot(a, b int) (pivot, hint int) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= 50 {
			i = s.median(i-1, i, i+1, &swaps)
			j = s.median(j-1, j, j+1, &swaps)
			k = s.median(k-1, k, k+1, &swaps)
		}
		j = s.median(i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, hintIncreasing
	case 12:
		return j, hintDecreasing
	}
	return j, hintNone
}

func (s *funcs) median(i, j, k int, swaps *int) int {
	if s.less(j, i) {
		*swaps++
		i, j = j, i
	}
	if s.less(k, j) {
		*swaps++
		j, k = k, j
	}
	if s.less(j, i) {
		*swaps++
		i, j = j, i
	}
	return j
}

func (s *funcs) reverseRange(a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		swapElems(s.slice, i, j)
	}
}
