// run
package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

var keep [][]byte

func read(name string) metrics.Value {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value
}

func main() {
	all := metrics.All()
	samples := make([]metrics.Sample, len(all))
	for i, d := range all {
		fmt.Println(d.Name, d.Kind, d.Cumulative, d.Description != "")
		samples[i].Name = d.Name
	}
	metrics.Read(samples)
	for i, d := range all {
		if samples[i].Value.Kind() != d.Kind {
			fmt.Println(d.Name, "has another kind")
		}
	}
	fmt.Println(read("/no/such:thing").Kind() == metrics.KindBad)
	metrics.Read(nil)

	before := read("/gc/heap/allocs:bytes").Uint64()
	for range 100 {
		keep = append(keep, make([]byte, 100_000))
	}
	runtime.GC()
	fmt.Println(read("/gc/heap/allocs:bytes").Uint64()-before >= 1_000_000)
	forced := read("/gc/cycles/forced:gc-cycles").Uint64()
	runtime.GC()
	runtime.GC()
	fmt.Println(read("/gc/cycles/forced:gc-cycles").Uint64() - forced)
	fmt.Println(read("/gc/cycles/total:gc-cycles").Uint64() >= 2)

	debug.SetGCPercent(50)
	debug.SetMemoryLimit(1 << 30)
	fmt.Println(read("/gc/gogc:percent").Uint64(), read("/gc/gomemlimit:bytes").Uint64())
	debug.SetGCPercent(-1)
	fmt.Println(read("/gc/gogc:percent").Uint64() == math.MaxUint64)
	debug.SetGCPercent(100)
	fmt.Println(read("/sched/gomaxprocs:threads").Uint64() == uint64(runtime.GOMAXPROCS(0)))

	pauses := read("/gc/pauses:seconds").Float64Histogram()
	fmt.Println(len(pauses.Counts), len(pauses.Buckets), pauses.Buckets)
	n := uint64(0)
	for _, c := range pauses.Counts {
		n += c
	}
	fmt.Println(n >= 2)
	sizes := read("/gc/heap/allocs-by-size:bytes").Float64Histogram()
	last := len(sizes.Buckets) - 1
	fmt.Println(sizes.Buckets[0], math.IsInf(sizes.Buckets[last], 1), len(sizes.Counts) == last)
	n = 0
	for _, c := range sizes.Counts {
		n += c
	}
	fmt.Println(n >= 100, n <= read("/gc/heap/allocs:objects").Uint64())
	func() {
		defer func() { fmt.Println(recover()) }()
		pauses := read("/gc/pauses:seconds")
		pauses.Uint64()
	}()
}
