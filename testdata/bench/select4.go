// One goroutine selects over four channels that four others feed.
package main

import "fmt"

func feed(ch chan<- int, n, step int) {
	for i := 0; i < n; i++ {
		ch <- i * step
	}
	close(ch)
}

func main() {
	const n = 300000
	a, b, c, d := make(chan int), make(chan int), make(chan int, 16), make(chan int, 64)
	go feed(a, n, 1)
	go feed(b, n, 2)
	go feed(c, n, 3)
	go feed(d, n, 5)
	sum, open := 0, 4
	for open > 0 {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				open--
				break
			}
			sum += v
		case v, ok := <-b:
			if !ok {
				b = nil
				open--
				break
			}
			sum += v
		case v, ok := <-c:
			if !ok {
				c = nil
				open--
				break
			}
			sum += v
		case v, ok := <-d:
			if !ok {
				d = nil
				open--
				break
			}
			sum += v
		}
	}
	fmt.Println(sum)
}
