// run

package main

import (
	"bytes"
	"fmt"
	"runtime/metrics"
	"runtime/trace"
)

func main() {
	var b bytes.Buffer
	fmt.Println(trace.Start(&b), trace.IsEnabled())
	trace.Stop()
	fmt.Printf("%q\n", b.Bytes()[:13])
	s := []metrics.Sample{{Name: "/sched/goroutines:goroutines"}, {Name: "/nope"}}
	metrics.Read(s)
	fmt.Println(s[0].Value.Kind() == metrics.KindUint64, s[0].Value.Uint64() > 0, s[1].Value.Kind() == metrics.KindBad)
}
