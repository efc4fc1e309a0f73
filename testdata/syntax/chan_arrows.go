// syntax

package main

func main() {
	var c chan<- <- int
	c <-
	<- <- 
	x <- <- y <-
	chan int
	var d chan
}
