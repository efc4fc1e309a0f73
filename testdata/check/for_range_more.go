// check

package main

func main() {
	for i := range 3.5 {
		_ = i
	}
	for i, j := range 5 {
		_, _ = i, j
	}
	for a, b, c := range []int{} {
	}
	for range struct{}{} {
	}
	for i, v := range make(chan int) {
		_, _ = i, v
	}
	var x string
	for x = range []int{1} {
	}
	for i := range func(int) {} {
		_ = i
	}
	for _, r := range "abc" {
		_ = b
	}
	for i := 0; i; i++ {
	}
	if 1 {
	}
	var nilf *int
	for range nilf {
	}
	for i := range 10 {
		i = "a"
	}
}
