// Package sort sorts slices and collections. Sort is pattern-defeating quicksort (Peters, arXiv:2106.05123); which of
// equal elements comes first is observable, so the choices of pivots and swaps are those of the reference implementation.
package sort

// An Interface is a collection that can be sorted by index.
type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

// Sort sorts data; equal elements may change their order.
func Sort(data Interface) {
	n := data.Len()
	if n > 1 {
		pdq(data, 0, n, bitLen(n))
	}
}

// Stable sorts data and keeps the order of equal elements.
func Stable(data Interface) { stable(data, data.Len()) }

// IsSorted reports whether data is sorted.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reverse struct {
	Interface
}

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse returns the reverse order of data.
func Reverse(data Interface) Interface { return &reverse{data} }

// swapElems swaps two elements of a slice of any type; length returns its length.
func swapElems(slice any, i, j int)
func length(slice any) int

// bySlice sorts a slice of any type by a function.
type bySlice struct {
	slice any
	n     int
	less  func(i, j int) bool
}

func (s *bySlice) Len() int           { return s.n }
func (s *bySlice) Less(i, j int) bool { return s.less(i, j) }
func (s *bySlice) Swap(i, j int)      { swapElems(s.slice, i, j) }

// Slice sorts the slice x by less; equal elements may change their order.
func Slice(x any, less func(i, j int) bool) {
	n := length(x)
	if n > 1 {
		s := &funcs{x, less}
		s.pdq(0, n, bitLen(n))
	}
}

// SliceStable sorts the slice x by less and keeps the order of equal elements.
func SliceStable(x any, less func(i, j int) bool) {
	n := length(x)
	stable(&bySlice{x, n, less}, n)
}

// SliceIsSorted reports whether the slice x is sorted by less.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	for i := length(x) - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}

// IntSlice sorts ints in increasing order.
type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort sorts x.
func (x IntSlice) Sort() { Sort(x) }

// Float64Slice sorts float64s in increasing order, NaN first.
type Float64Slice []float64

func (x Float64Slice) Len() int           { return len(x) }
func (x Float64Slice) Less(i, j int) bool { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }
func (x Float64Slice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort sorts x.
func (x Float64Slice) Sort() { Sort(x) }

// StringSlice sorts strings in increasing order.
type StringSlice []string

func (x StringSlice) Len() int           { return len(x) }
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort sorts x.
func (x StringSlice) Sort() { Sort(x) }

// Ints sorts ints in increasing order.
func Ints(x []int)

// Strings sorts strings in increasing order.
func Strings(x []string)

// Float64s sorts float64s in increasing order, NaN first.
func Float64s(x []float64) {
	if !sortFloats(x) {
		Sort(Float64Slice(x))
	}
}

// sortFloats does nothing and reports false if x has zeros of both signs: their order, that of equal elements, can be seen.
func sortFloats(x []float64) bool

// IntsAreSorted reports whether x is sorted.
func IntsAreSorted(x []int) bool { return IsSorted(IntSlice(x)) }

// Float64sAreSorted reports whether x is sorted.
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }

// StringsAreSorted reports whether x is sorted.
func StringsAreSorted(x []string) bool { return IsSorted(StringSlice(x)) }
