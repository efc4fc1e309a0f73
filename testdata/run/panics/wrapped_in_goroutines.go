// run

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"
)

type task func() (int, error)

func guard(t task) (n int, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("task died: %w", r)
		default:
			err = fmt.Errorf("task died: %v", r)
		}
	}()
	return t()
}

func main() {
	var m map[string]int
	var nilTask task
	tasks := []task{
		func() (int, error) { return 1, nil },
		func() (int, error) { return 0, errors.New("plain") },
		func() (int, error) { m["x"] = 1; return 0, nil },
		func() (int, error) { return len([]int{}[: 5 : 3-3+len(os.Args)*0]), nil },
		func() (int, error) { panic(io.EOF) },
		func() (int, error) { panic(42) },
		nilTask,
		func() (int, error) { c := make(chan int); close(c); c <- 1; return 0, nil },
		func() (int, error) { return strconv.Atoi("zz") },
		func() (int, error) { return any("s").(int), nil },
	}
	res := make([]string, len(tasks))
	var wg sync.WaitGroup
	for i, t := range tasks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n, err := guard(t)
			res[i] = fmt.Sprint(n, " ", err, " ", errors.Is(err, io.EOF))
		}()
	}
	wg.Wait()
	for _, r := range res {
		fmt.Println(r)
	}
}
