// run

package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	time.Sleep(20 * time.Millisecond)
	el := time.Since(start)
	fmt.Println(el >= 20*time.Millisecond, el < 5*time.Second, time.Until(start) < 0, time.Now().After(start))
	t := time.NewTimer(10 * time.Millisecond)
	<-t.C
	fmt.Println(t.Stop(), t.Reset(time.Hour), t.Stop(), t.Stop())
	fired := make(chan string, 3)
	time.AfterFunc(time.Millisecond, func() { fired <- "after func" })
	fmt.Println(<-fired)
	u := time.AfterFunc(time.Hour, func() { fired <- "never" })
	fmt.Println(u.Stop())
	order := make(chan int, 5)
	for _, d := range []int{30, 10, 20, 0, 40} {
		go func() { time.Sleep(time.Duration(d) * 5 * time.Millisecond); order <- d }()
	}
	for range 5 {
		fmt.Print(<-order, " ")
	}
	fmt.Println()
	tk := time.NewTicker(3 * time.Millisecond)
	for range 3 {
		<-tk.C
	}
	tk.Reset(time.Millisecond)
	<-tk.C
	tk.Stop()
	select {
	case <-time.After(5 * time.Millisecond):
		fmt.Println("after")
	case <-time.After(10 * time.Second):
	}
	select {
	case <-tk.C:
		fmt.Println("stopped ticker fired")
	default:
		fmt.Println("stopped")
	}
	n := 0
	for range time.Tick(time.Millisecond) {
		if n++; n == 3 {
			break
		}
	}
	fmt.Println(n)
	time.Sleep(0)
	time.Sleep(-5)
	done := make(chan bool)
	go func() {
		defer close(done)
		busy := time.Now()
		for time.Since(busy) < 5*time.Millisecond {
		}
	}()
	<-done
	r := time.NewTimer(time.Hour)
	fmt.Println(r.Reset(time.Millisecond))
	<-r.C
	defer func() { fmt.Println(recover()) }()
	time.NewTicker(0)
}
