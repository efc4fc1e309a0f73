// The sweep: calls of the library, one line per operation with the nanoseconds that a call takes, the best of several rounds.
// `bench --sweep` runs it in Go and in Vole and compares the lines. Arguments choose operations whose names contain one of them.
package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// An op calls what it measures n times.
type op struct {
	name string
	run  func(n int)
}

var ops []op

func add(name string, run func(n int)) { ops = append(ops, op{name, run}) }

// Results go here, so that no compiler leaves the calls out.
var (
	sinkInt   int
	sinkStr   string
	sinkBytes []byte
	sinkBool  bool
	sinkFloat float64
	sinkStrs  []string
	sinkAny   any
	sinkErr   error
)

const (
	rounds    = 10
	roundTime = time.Millisecond
)

func measure(run func(n int)) float64 {
	n := 1
	for {
		start := time.Now()
		run(n)
		if took := time.Since(start); took >= roundTime {
			break
		} else if took < roundTime/16 {
			n *= 8
		} else {
			n *= 2
		}
	}
	best := time.Duration(1 << 62)
	for range rounds {
		start := time.Now()
		run(n)
		best = min(best, time.Since(start))
	}
	return float64(best.Nanoseconds()) / float64(n)
}

func main() {
	wanted := func(name string) bool {
		if len(os.Args) < 2 {
			return true
		}
		for _, part := range os.Args[1:] {
			if strings.Contains(name, part) {
				return true
			}
		}
		return false
	}
	for _, o := range ops {
		if wanted(o.name) {
			fmt.Printf("%s %.2f\n", o.name, measure(o.run))
		}
	}
}
