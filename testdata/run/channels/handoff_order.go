// run

package main

import (
	"fmt"
)

func main() {
	c := make(chan int)
	done := make(chan bool)
	var log []string
	go func() {
		for i := range 3 {
			c <- i
		}
		close(c)
		done <- true
	}()
	for v := range c {
		log = append(log, fmt.Sprint("got ", v))
	}
	<-done
	fmt.Println(log)
	b := make(chan int, 2)
	go func() {
		for i := range 6 {
			b <- i
		}
		close(b)
	}()
	sum := 0
	for {
		v, ok := <-b
		if !ok {
			break
		}
		sum = sum*10 + v
	}
	fmt.Println(sum)
	sem := make(chan struct{}, 3)
	active, peak := 0, 0
	mu := make(chan struct{}, 1)
	fin := make(chan bool)
	for range 12 {
		go func() {
			sem <- struct{}{}
			mu <- struct{}{}
			active++
			peak = max(peak, active)
			<-mu
			mu <- struct{}{}
			active--
			<-mu
			<-sem
			fin <- true
		}()
	}
	for range 12 {
		<-fin
	}
	fmt.Println(active, peak <= 3 && peak > 0)
	ping, pong := make(chan string), make(chan string)
	go func() {
		for s := range ping {
			pong <- s + "!"
		}
		close(pong)
	}()
	for _, s := range []string{"a", "b"} {
		ping <- s
		fmt.Print(<-pong, " ")
	}
	close(ping)
	_, ok := <-pong
	fmt.Println(ok)
	broadcast := make(chan struct{})
	res := make(chan int)
	for i := range 5 {
		go func() { <-broadcast; res <- i }()
	}
	close(broadcast)
	total := 0
	for range 5 {
		total += <-res
	}
	fmt.Println(total)
}
