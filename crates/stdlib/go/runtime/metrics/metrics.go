// Package metrics: figures of the run-time system by name. All of the reference are listed; those of things that Vole has not are
// always 0.
package metrics

import (
	"cmp"
	"math"
	"slices"
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

// All describes the figures that can be read, sorted by name.
func All() []Description {
	list := make([]Description, len(all()))
	for i, m := range all() {
		list[i] = m.Description
	}
	return list
}

// Read fills in the samples; one with an unknown name is of kind KindBad.
func Read(m []Sample) {
	if len(m) == 0 {
		return
	}
	s := gather()
	for i := range m {
		at, found := slices.BinarySearchFunc(all(), m[i].Name, func(x metric, name string) int { return cmp.Compare(x.Name, name) })
		if !found {
			m[i].Value = Value{}
			continue
		}
		switch x := all()[at]; x.Kind {
		case KindUint64:
			m[i].Value = Value{kind: KindUint64, scalar: x.number(s)}
		case KindFloat64:
			m[i].Value = Value{kind: KindFloat64, scalar: math.Float64bits(x.float(s))}
		case KindFloat64Histogram:
			m[i].Value = Value{kind: KindFloat64Histogram, hist: x.hist(s)}
		}
	}
}
