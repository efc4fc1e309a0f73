// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

func main() {
	r, w := io.Pipe()
	go func() {
		for i := range 3 {
			fmt.Fprintf(w, "line %d\n", i)
		}
		w.CloseWithError(errors.New("writer gone"))
	}()
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		fmt.Println("got", sc.Text())
	}
	fmt.Println(sc.Err())
	r, w = io.Pipe()
	done := make(chan bool)
	go func() {
		n, err := w.Write([]byte("hello world"))
		fmt.Println(n, err)
		n, err = w.Write([]byte("more"))
		fmt.Println(n, err)
		done <- true
	}()
	b := make([]byte, 5)
	n, err := r.Read(b)
	fmt.Println(n, err, string(b))
	n, err = io.ReadFull(r, b)
	fmt.Println(n, err, string(b))
	n, err = r.Read(b)
	fmt.Println(n, err, string(b[:n]))
	r.Close()
	<-done
	_, err = w.Write([]byte("x"))
	fmt.Println(err, err == io.ErrClosedPipe)
	r, w = io.Pipe()
	go func() { w.Close() }()
	rest, err := io.ReadAll(r)
	fmt.Println(len(rest), err)
}
