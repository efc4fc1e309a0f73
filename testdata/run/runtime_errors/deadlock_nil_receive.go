// run

package main

func main() {
	var ch chan int
	for range ch {
	}
}
