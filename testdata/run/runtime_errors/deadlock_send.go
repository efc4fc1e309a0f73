// run

package main

func send(c chan<- string) { c <- "x" }

func main() {
	c := make(chan string, 1)
	send(c)
	send(c)
}
