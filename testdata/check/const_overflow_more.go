// check

package main

func main() {
	_, _, _, _, _, _, _ = a, b, c, e, f, g, h
	_ = "abc"[5]
	_ = [2]int{1, 2, 3}
}
