// check

package p

func f(x int, y uint) {}

func main() {
	f(2, 3 < "x", 10)
	f(undef, 2, 3)
	f(2, undef(), 3)
	f(2, 1+"a", 3)
	f(1 < "a")
	var s string
	f(s + 1, 2, 3)
	f(s < 1, 2, 3)
	f(-s, 2, 3)
	f(s.x, 2, 3)
	f(1 << s, 2, 3)
	f(2, 1 / 0, 3)
	f(2, int8(1000), 3)
}

func g() (int, int) {
	return 3 < "x", 1, 2
	return undef, 1, 2
	return 3 < "x"
}
func h() {
	a, b := 3 < "x", 1, 2
	var c, d = 3 < "x"
	return 3 < "x"
}
