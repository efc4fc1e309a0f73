// check

package main

func main() {
	c := make(chan int)
	select {
	case x := 5:
		_ = x
	}
	select {
	default:
	default:
	}
	select {
	case "a" <- 1:
	case c <- "x":
	case s := <-c:
		var t string = s
		_ = t
	}
	var n int
	n = <-c, 1
}
