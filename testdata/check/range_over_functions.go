// check

package main

type Bool bool

func pairs[T func() bool | func(int) bool](seq func(T)) {
	for range seq {
	}
}

func main() {
	for range func(func(int) Bool) {} {
	}
	for range func(func(...int) bool) {} {
	}
	for range func(func(int)) {} {
	}
	for range func(int) {} {
	}
	var ratio float64
	for ratio = range 10 {
	}
	for range 1 << 70 {
	}
	var text string
	for text = range 10 {
	}
	_, _ = ratio, text
}
