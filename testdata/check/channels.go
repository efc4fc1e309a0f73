// check

package main

func main() {
	var r <-chan int
	var s chan<- int
	r <- 1
	<-s
	close(r)
	var c chan int
	c <- "a"
	x := <-5
	var d chan string = c
	for range s {
	}
	r = c
	c = r
	select {
	case 1:
	case x := 5:
	}
	_, _ = x, d
	close(5)
	5 <- 1
}
