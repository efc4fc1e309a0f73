// run

package main

type t struct{}

func main() {
	print("a", 1, true, 'x', -5, "\n")
	println("b", 2, uint8(3), "c", false)
	println(1.5, 100.0, 1e100, float32(0.25), 2i)
	println()
	const c = 1 << 40
	println(c, int64(-1)<<63, ^uint64(0))
	panic("π in panic: " + string([]byte{'o', 'k'}))
}
