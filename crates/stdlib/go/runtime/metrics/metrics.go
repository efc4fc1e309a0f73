// Package metrics: figures of the run-time system by name. Only those that are known here are listed.
package metrics

import (
	"math"
	"runtime"
)

// A ValueKind tells what a Value holds.
type ValueKind int

const (
	KindBad ValueKind = iota
	KindUint64
	KindFloat64
	KindFloat64Histogram
)

// A Value is a figure.
type Value struct {
	kind   ValueKind
	scalar uint64
	hist   *Float64Histogram
}

// Kind tells what the value holds.
func (v Value) Kind() ValueKind { return v.kind }

// Uint64 returns the value, which must be of that kind.
func (v Value) Uint64() uint64 {
	if v.kind != KindUint64 {
		panic("called Uint64 on non-uint64 metric value")
	}
	return v.scalar
}

// Float64 returns the value, which must be of that kind.
func (v Value) Float64() float64 {
	if v.kind != KindFloat64 {
		panic("called Float64 on non-float64 metric value")
	}
	return math.Float64frombits(v.scalar)
}

// Float64Histogram returns the value, which must be of that kind.
func (v Value) Float64Histogram() *Float64Histogram {
	if v.kind != KindFloat64Histogram {
		panic("called Float64Histogram on non-Float64Histogram metric value")
	}
	return v.hist
}

// A Float64Histogram counts values by size.
type Float64Histogram struct {
	Counts  []uint64
	Buckets []float64
}

// A Description describes a figure.
type Description struct {
	Name        string
	Description string
	Kind        ValueKind
	Cumulative  bool
}

// A Sample is a figure that Read fills in.
type Sample struct {
	Name  string
	Value Value
}

type metric struct {
	Description
	read func(m *runtime.MemStats) uint64
}

var all = []metric{
	{Description{"/gc/cycles/total:gc-cycles", "Collections so far.", KindUint64, true}, func(m *runtime.MemStats) uint64 { return uint64(m.NumGC) }},
	{Description{"/gc/gogc:percent", "How much the heap may grow between collections.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return 100 }},
	{Description{"/gc/heap/allocs:bytes", "Bytes allocated so far.", KindUint64, true}, func(m *runtime.MemStats) uint64 { return m.TotalAlloc }},
	{Description{"/gc/heap/allocs:objects", "Objects allocated so far.", KindUint64, true}, func(m *runtime.MemStats) uint64 { return m.Mallocs }},
	{Description{"/gc/heap/frees:bytes", "Bytes freed so far.", KindUint64, true}, func(m *runtime.MemStats) uint64 { return m.TotalAlloc - m.HeapAlloc }},
	{Description{"/gc/heap/frees:objects", "Objects freed so far.", KindUint64, true}, func(m *runtime.MemStats) uint64 { return m.Frees }},
	{Description{"/gc/heap/goal:bytes", "Size of the heap at which the next collection begins.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return m.NextGC }},
	{Description{"/gc/heap/live:bytes", "Bytes that the latest collection found in use.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return m.HeapAlloc }},
	{Description{"/gc/heap/objects:objects", "Objects in the heap.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return m.HeapObjects }},
	{Description{"/memory/classes/heap/free:bytes", "Free memory not given back to the system.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return m.HeapIdle - m.HeapReleased }},
	{Description{"/memory/classes/heap/objects:bytes", "Bytes of objects in the heap.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return m.HeapAlloc }},
	{Description{"/memory/classes/heap/released:bytes", "Memory given back to the system.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return m.HeapReleased }},
	{Description{"/memory/classes/total:bytes", "All memory of the program.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return m.Sys }},
	{Description{"/sched/gomaxprocs:threads", "What GOMAXPROCS is set to.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return uint64(runtime.GOMAXPROCS(0)) }},
	{Description{"/sched/goroutines:goroutines", "Goroutines alive.", KindUint64, false}, func(m *runtime.MemStats) uint64 { return uint64(runtime.NumGoroutine()) }},
}

// All describes the figures that can be read, sorted by name.
func All() []Description {
	list := make([]Description, len(all))
	for i, m := range all {
		list[i] = m.Description
	}
	return list
}

// Read fills in the samples; one with an unknown name is of kind KindBad.
func Read(m []Sample) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	for i := range m {
		m[i].Value = Value{}
		for _, x := range all {
			if x.Name == m[i].Name {
				m[i].Value = Value{kind: KindUint64, scalar: x.read(&stats)}
			}
		}
	}
}
