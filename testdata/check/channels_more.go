// check

package main

func main() {
	var r <-chan int
	var s chan<- int
	var c chan int
	for range s {
	}
	r = c
	select {
	case 1:
	case x := 5:
	}
	_, _ = x, d
	close(5)
	5 <- 1
}
