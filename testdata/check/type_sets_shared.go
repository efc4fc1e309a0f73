// check

package main

type numbersOrText interface{ int | string }
type pointers interface{ *int | *string }
type slices interface{ []int | []string }
type sliceOrArray interface{ []int | [3]int }
type maps interface{ map[string]int | map[rune]int }
type bytes interface{ string | []byte }
type functions interface{ func() | func(int) }

func use[N numbersOrText, P pointers, S slices, A sliceOrArray, M maps, B bytes, F functions](
	n N, p P, s S, a A, m M, b B, f F) {
	_ = *p
	_ = n[:]
	f()
	_ = append(s, 1)
	copy(s, s)
	delete(m, "key")
	_ = make(A)
	for range b {
	}
	_ = []S{{}}
	_ = a[0]
	_ = b[1]
	_ = b[1:]
	_ = len(m)
	n()
}

func main() {}
