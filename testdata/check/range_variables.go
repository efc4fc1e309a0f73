// check

package p

func f(s []int, c chan int, n int, m map[string]int, e error) {
	var i, j, k, l int
	for i, j, k = range s {
	}
	for i, j, k, l = range undefd {
	}
	for i, j, k = range e {
	}
	for i, j, k = range c {
	}
	for i, j, k = range n {
	}
	for i, j, k = range func(yield func(int, int) bool) {} {
	}
	for i, j, k := range func(yield func(int) bool) {} {
	}
	for i, j, k := range func(yield func() bool) {} {
	}
	for i, j, k := range s {
	}
	_, _, _, _ = i, j, k, l
}
