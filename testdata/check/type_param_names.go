// check

package main

type box[string any] struct{ content string }

func (b box[string]) label() string { return "label" }

func first[int any](list []int) int {
	var n int = 0
	return n
}

func main() {}
