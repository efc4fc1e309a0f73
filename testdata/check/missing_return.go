// check

package main

func a(x int) int {
	if x > 0 {
		return 1
	}
}
func b() int {
	for {
		break
	}
}
func c(x int) int {
	switch x {
	case 1:
		return 1
	}
}
func d() (n int) { n = 1 }
func e() int { for {} }
func f(x int) int { switch { case x > 0: return 1; default: panic(1) } }
func g() int { L: for { for { break L } } }
func h() func() int { return func() int { } }
func i(c chan int) int { select { case <-c: return 1 } }
func j() int { goto X; X: return 1 }
func k() int { { return 1 } }
func l(x int) int { if x > 0 { return 1 } else { return 2 } }
func main() {}
