// run

package main

import (
	"fmt"
)

type dir struct {
	in  <-chan int
	out chan<- int
}

func main() {
	c := make(chan int, 3)
	fmt.Println(len(c), cap(c))
	c <- 1
	c <- 2
	fmt.Println(len(c), cap(c), <-c, len(c))
	close(c)
	v, ok := <-c
	fmt.Println(v, ok)
	v, ok = <-c
	fmt.Println(v, ok, <-c)
	var n chan int
	fmt.Println(n == nil, len(n), cap(n))
	d := dir{c, make(chan int, 1)}
	d.out <- 5
	fmt.Println(len(d.out), <-d.in)
	s := make(chan struct{ a, b string }, 1)
	s <- struct{ a, b string }{"x", "y"}
	fmt.Println((<-s).b)
	cc := make(chan chan int, 1)
	inner := make(chan int, 1)
	cc <- inner
	inner <- 9
	fmt.Println(<-<-cc)
	fc := make(chan func(int) int, 1)
	fc <- func(i int) int { return i * 2 }
	fmt.Println((<-fc)(21))
	ec := make(chan error, 2)
	ec <- nil
	ec <- fmt.Errorf("e")
	fmt.Println(<-ec, <-ec)
	ac := make(chan [3]int, 1)
	arr := [3]int{1, 2, 3}
	ac <- arr
	arr[0] = 9
	fmt.Println(<-ac)
	sync := make(chan bool)
	go func() {
		fmt.Println("in goroutine")
		sync <- true
	}()
	<-sync
	m := map[chan int]string{inner: "inner"}
	fmt.Println(m[inner], m[c] == "")
	type T chan int
	t := make(T, 2)
	t <- 1
	var ro <-chan int = t
	var so chan<- int = t
	so <- 2
	fmt.Println(<-ro+<-ro, len(t))
	fmt.Printf("%T %T %T %T\n", c, ro, so, cc)
	a := []chan int{make(chan int, 1), make(chan int, 1)}
	a[1] <- 7
	x := []int{<-a[1]}
	fmt.Println(x)
	for i := range 3 {
		a[0] <- i
		if <-a[0] == 1 {
			break
		}
	}
	e := make(chan any, 3)
	e <- 1
	e <- "two"
	e <- nil
	close(e)
	for v := range e {
		fmt.Print(v, " ")
	}
	fmt.Println(-<-func() chan int { c := make(chan int, 1); c <- 3; return c }())
	z := make(chan struct{}, 10)
	for range 10 {
		z <- struct{}{}
	}
	fmt.Println(len(z))
}
