// check

package main

type elements interface{ chan int | chan string }
type directions interface{ <-chan int | chan<- int }
type sendable interface{ chan int | chan<- int }
type mixed interface{ chan int | []int }
type contradiction interface {
	int
	string
}

func receive[C elements, D directions, S sendable](c C, d D, s S) {
	<-c
	<-d
	s <- 1
	<-s
}

func send[M mixed, T any](m M, t T) {
	m <- 1
	t <- 1
	for range t {
	}
}

func create[C elements, D directions]() {
	_ = make(C)
	_ = make(D)
}

func never[T contradiction](x T) {
	_ = x == x
	x <- 1
}

func main() {}
