package pprof

import (
	"hash/crc32"
	"io"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A message is a protocol buffer being written.
type message []byte

func (m *message) varint(x uint64) {
	for x >= 0x80 {
		*m = append(*m, byte(x)|0x80)
		x >>= 7
	}
	*m = append(*m, byte(x))
}

func (m *message) number(field int, x uint64) {
	m.varint(uint64(field) << 3)
	m.varint(x)
}

func (m *message) bytes(field int, b []byte) {
	m.varint(uint64(field)<<3 | 2)
	m.varint(uint64(len(b)))
	*m = append(*m, b...)
}

// A table numbers strings; the empty one is 0.
type table struct {
	index map[string]uint64
	list  []string
}

func (t *table) of(s string) uint64 {
	if t.index == nil {
		t.index = map[string]uint64{"": 0}
		t.list = []string{""}
	}
	i, ok := t.index[s]
	if !ok {
		i = uint64(len(t.list))
		t.index[s] = i
		t.list = append(t.list, s)
	}
	return i
}

// The kinds of values in profiles: pairs of type and unit.
func valueTypes(name string) []string {
	switch name {
	case "heap", "allocs":
		return []string{"alloc_objects", "count", "alloc_space", "bytes", "inuse_objects", "count", "inuse_space", "bytes"}
	case "contention", "mutex":
		return []string{"contentions", "count", "delay", "nanoseconds"}
	case "cpu":
		return []string{"samples", "count", "cpu", "nanoseconds"}
	}
	return []string{name, "count"}
}

// names has the functions at the addresses of calls without lines.
var names = map[string]string{
	"47d82a": "runtime.gopark runtime/proc.go:474", "41421c": "runtime.chansend runtime/chan.go:283",
	"413f2c": "runtime.chansend runtime/chan.go:181", "413e17": "runtime.chansend1 runtime/chan.go:161",
	"41512e": "runtime.chanrecv runtime/chan.go:667", "414e59": "runtime.chanrecv runtime/chan.go:536",
	"414c72": "runtime.chanrecv1 runtime/chan.go:509", "414c92": "runtime.chanrecv2 runtime/chan.go:514", "45ca17": "runtime.selectgo runtime/select.go:351",
	"45bf66": "runtime.block runtime/select.go:104", "45d7d2": "runtime.goparkunlock runtime/proc.go:480",
	"45d7a9": "runtime.semacquire1 runtime/sema.go:192", "47ec33": "runtime.goparkunlock runtime/proc.go:480",
	"444297": "runtime.netpollblock runtime/netpoll.go:575", "47d205": "internal/poll.runtime_pollWait runtime/netpoll.go:351",
	"440e11": "runtime.goroutineProfileWithLabels runtime/mprof.go:1303",
	"47cb9d": "runtime/pprof.runtime_goroutineProfileWithLabels runtime/mprof.go:1263",
}

// frames returns all lines of a stack, those of the innermost calls too.
func (g *group) frames() []string {
	var all []string
	for _, a := range strings.Fields(g.head) {
		if name := names[a]; name != "" {
			all = append(all, name+" "+a)
		}
	}
	return append(all, g.lines...)
}

// writeProto writes a profile in pprof's format.
func writeProto(w io.Writer, name string, groups []group) error {
	return writeProtoSince(w, name, groups, time.Time{})
}

// period returns what a sample of a profile stands for.
func period(name string) uint64 {
	switch name {
	case "heap", "allocs":
		return uint64(runtime.MemProfileRate)
	case "cpu":
		return 10_000_000
	}
	return 1
}

// writeProtoSince does so for one that was begun at some time.
func writeProtoSince(w io.Writer, name string, groups []group, since time.Time) error {
	var p message
	var strs table
	types := valueTypes(name)
	valueType := func(kind, unit string) []byte {
		var v message
		v.number(1, strs.of(kind))
		v.number(2, strs.of(unit))
		return v
	}
	strs.of("")
	for i := 0; i < len(types); i += 2 {
		p.bytes(1, valueType(types[i], types[i+1]))
	}
	locations := map[string]uint64{}
	functions := map[string]uint64{}
	var later message
	for _, g := range groups {
		var ids message
		for _, l := range g.frames() {
			id, ok := locations[l]
			if !ok {
				id = uint64(len(locations) + 1)
				locations[l] = id
				call, place := split(l)
				colon := strings.LastIndexByte(place, ':')
				line, _ := strconv.Atoi(place[colon+1:])
				fn, ok := functions[call]
				if !ok {
					fn = uint64(len(functions) + 1)
					functions[call] = fn
					var f message
					f.number(1, fn)
					f.number(2, strs.of(call))
					f.number(3, strs.of(call))
					f.number(4, strs.of(place[:max(colon, 0)]))
					later.bytes(5, f)
				}
				var at, loc message
				at.number(1, fn)
				at.number(2, uint64(line))
				loc.number(1, id)
				loc.number(3, address(l))
				loc.bytes(4, at)
				later.bytes(4, loc)
			}
			ids.varint(id)
		}
		var sample, values message
		for _, v := range g.values {
			values.varint(uint64(v))
		}
		sample.bytes(1, ids)
		sample.bytes(2, values)
		for i := 0; i+1 < len(g.labels); i += 2 {
			var label message
			label.number(1, strs.of(g.labels[i]))
			label.number(2, strs.of(g.labels[i+1]))
			sample.bytes(3, label)
		}
		p.bytes(2, sample)
	}
	p = append(p, later...)
	unit := valueType(types[len(types)-2], types[len(types)-1])
	if name == "heap" || name == "allocs" {
		unit = valueType("space", "bytes")
	}
	now := time.Now()
	for _, s := range strs.list {
		p.bytes(6, []byte(s))
	}
	if since.IsZero() {
		p.number(9, uint64(now.UnixNano()))
	} else {
		p.number(9, uint64(since.UnixNano()))
		p.number(10, uint64(now.Sub(since)))
	}
	p.bytes(11, unit)
	p.number(12, period(name))
	return gzip(w, p)
}

// gzip writes data as a gzip file, not compressed.
func gzip(w io.Writer, data []byte) error {
	out := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255}
	rest := data
	for {
		n := min(len(rest), 0xffff)
		last := byte(0)
		if n == len(rest) {
			last = 1
		}
		out = append(out, last, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
		out = append(out, rest[:n]...)
		rest = rest[n:]
		if last == 1 {
			break
		}
	}
	for _, x := range []uint32{crc32.ChecksumIEEE(data), uint32(len(data))} {
		out = append(out, byte(x), byte(x>>8), byte(x>>16), byte(x>>24))
	}
	_, err := w.Write(out)
	return err
}
