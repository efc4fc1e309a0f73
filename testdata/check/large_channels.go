// check

package main

type big [1 << 17]byte

var c chan big
var d chan [65535]byte

func f() {
	ch := make(chan [70000]byte)
	_ = ch
}

func main() { f(); _, _ = c, d }
