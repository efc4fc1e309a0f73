// check

package main

func f(a int) int {
	x := 1
	var y, z int
	z = 2
	for i := range 3 {
		w := i
	}
	switch t := any(a).(type) {
	case int:
	}
	func() { inner := 5 }()
	return 0
}

func main() { f(1) }
