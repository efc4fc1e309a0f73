package slices

import (
	"cmp"
	"iter"
	"unsafe"
)

// sortFloats does nothing and reports false if x has zeros of both signs: their order, that of equal elements, can be seen.
func sortFloats(x []float64) bool

// Sort sorts x in increasing order, NaN first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	kind := kindOf([]E(x))
	if ordered(kind) {
		sortKind(addr([]E(x)), len(x), kind)
		return
	}
	if kind == kindFloat64 && sortFloats(unsafe.Slice((*float64)(addr([]E(x))), len(x))) {
		return
	}
	pdqOrdered([]E(x), 0, len(x), bitLen(len(x)))
}

// SortFunc sorts x by cmp; equal elements may change their order.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	pdqFunc([]E(x), cmp, 0, len(x), bitLen(len(x)))
}

// SortStableFunc sorts x by cmp and keeps the order of equal elements.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	stableFunc([]E(x), cmp, len(x))
}

// IsSorted reports whether x is sorted.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether x is sorted by cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// Min returns the least element; NaN if there is one.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Min: empty list")
	}
	if kind := kindOf([]E(x)); ordered(kind) {
		return x[extremeKind(addr([]E(x)), len(x), kind, false)]
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		m = min(m, x[i])
	}
	return m
}

// MinFunc returns the first least element by cmp.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MinFunc: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		if cmp(x[i], m) < 0 {
			m = x[i]
		}
	}
	return m
}

// Max returns the greatest element; NaN if there is one.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Max: empty list")
	}
	if kind := kindOf([]E(x)); ordered(kind) {
		return x[extremeKind(addr([]E(x)), len(x), kind, true)]
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		m = max(m, x[i])
	}
	return m
}

// MaxFunc returns the first greatest element by cmp.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MaxFunc: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		if cmp(x[i], m) > 0 {
			m = x[i]
		}
	}
	return m
}

// BinarySearch finds where target is, or would be, in sorted x.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	if kind := kindOf([]E(x)); ordered(kind) {
		return searchKind(addr([]E(x)), len(x), kind, unsafe.Pointer(&target))
	}
	lo, hi := 0, len(x)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if cmp.Less(x[mid], target) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(x) && (x[lo] == target || x[lo] != x[lo] && target != target)
}

// BinarySearchFunc finds where target is, or would be, in x sorted by cmp.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if cmp(x[mid], target) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(x) && cmp(x[lo], target) == 0
}

// Sorted collects the values of seq and sorts them.
func Sorted[E cmp.Ordered](seq iter.Seq[E]) []E {
	s := Collect(seq)
	Sort(s)
	return s
}

// SortedFunc collects the values of seq and sorts them by cmp.
func SortedFunc[E any](seq iter.Seq[E], cmp func(E, E) int) []E {
	s := Collect(seq)
	SortFunc(s, cmp)
	return s
}

// SortedStableFunc collects the values of seq and sorts them by cmp, keeping the order of equal ones.
func SortedStableFunc[E any](seq iter.Seq[E], cmp func(E, E) int) []E {
	s := Collect(seq)
	SortStableFunc(s, cmp)
	return s
}
