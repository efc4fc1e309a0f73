// Package pprof: profiles of the running program. The goroutine profiles are exact; of memory, blocking and processor time only the
// totals are known.
package pprof

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"text/tabwriter"
)

// goroutineFrames describes every goroutine, or every leaked one; see its Rust body.
func goroutineFrames(leaked bool) []string

// findLeaks looks for goroutines that can never go on.
func findLeaks()

// allStacks returns the traces of all goroutines.
func allStacks() string

// A Profile is a set of stacks with a name.
type Profile struct {
	name  string
	mu    sync.Mutex
	items map[any][]uintptr
	count func() int
	write func(io.Writer, int) error
}

var profiles struct {
	sync.Mutex
	all map[string]*Profile
}

var leaked int // found by the latest search

func builtin(name string, count func() int, write func(io.Writer, int) error) {
	profiles.all[name] = &Profile{name: name, count: count, write: write}
}

func zero() int { return 0 }
func one() int  { return 1 }

// ensure makes the profiles that every program has.
func ensure() {
	if profiles.all != nil {
		return
	}
	profiles.all = make(map[string]*Profile)
	builtin("goroutine", runtime.NumGoroutine, writeGoroutine)
	builtin("goroutineleak", func() int { return leaked }, writeGoroutineLeak)
	builtin("threadcreate", one, writeThreads)
	builtin("heap", one, writeHeap)
	builtin("allocs", one, writeHeap)
	builtin("block", zero, func(w io.Writer, debug int) error { return writeContention(w, debug, "contention", false) })
	builtin("mutex", zero, func(w io.Writer, debug int) error { return writeContention(w, debug, "mutex", true) })
}

// NewProfile makes a profile for the program's own use.
func NewProfile(name string) *Profile {
	profiles.Lock()
	defer profiles.Unlock()
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	ensure()
	if profiles.all[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name: name, items: map[any][]uintptr{}}
	profiles.all[name] = p
	return p
}

// Lookup returns the profile with a name, nil if there is none.
func Lookup(name string) *Profile {
	profiles.Lock()
	defer profiles.Unlock()
	ensure()
	return profiles.all[name]
}

// Profiles returns all profiles, sorted by name.
func Profiles() []*Profile {
	profiles.Lock()
	defer profiles.Unlock()
	ensure()
	all := make([]*Profile, 0, len(profiles.all))
	for _, p := range profiles.all {
		all = append(all, p)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].name < all[j].name })
	return all
}

// Name returns the profile's name.
func (p *Profile) Name() string { return p.name }

// Count returns the number of stacks in the profile.
func (p *Profile) Count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.count != nil {
		return p.count()
	}
	return len(p.items)
}

// Add adds the current stack under a value; skip leaves out its innermost calls.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if p.write != nil {
		panic("pprof: Add called on built-in Profile " + p.name)
	}
	pcs := make([]uintptr, 32)
	pcs = pcs[:runtime.Callers(skip+1, pcs)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.items[value] != nil {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.items[value] = pcs
}

// Remove takes the stack under a value out.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.items, value)
}

// WriteTo writes the profile: in the gzipped form that pprof reads (debug 0), as text with addresses (1), or, for goroutines, as in
// the traces of a panic (2).
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.name == "" {
		panic("pprof: use of zero Profile")
	}
	if debug >= 2 && p.name == "goroutine" {
		return writeGoroutineText(w)
	}
	if p.write != nil {
		return p.write(w, debug)
	}
	p.mu.Lock()
	var stacks []string
	for _, pcs := range p.items {
		text := "0\n"
		frames := runtime.CallersFrames(pcs)
		for {
			f, more := frames.Next()
			if f.Function != "" {
				text += f.Function + " " + f.File + ":" + strconv.Itoa(f.Line) + "\n"
			}
			if !more {
				break
			}
		}
		stacks = append(stacks, text)
	}
	p.mu.Unlock()
	return writeStacks(w, debug, p.name, stacks)
}

func writeGoroutine(w io.Writer, debug int) error {
	return writeRuntimeProfile(w, debug, "goroutine", false)
}

func writeGoroutineText(w io.Writer) error { return writeGoroutineStacks(w) }

func writeGoroutineStacks(w io.Writer) error {
	_, err := io.WriteString(w, allStacks())
	return err
}

func writeRuntimeProfile(w io.Writer, debug int, name string, leaked bool) error {
	return writeStacks(w, debug, name, goroutineFrames(leaked))
}

func writeGoroutineLeak(w io.Writer, debug int) error {
	findLeaks()
	stacks := goroutineFrames(true)
	leaked = len(stacks)
	if debug >= 2 {
		return writeGoroutineStacks(w)
	}
	return writeStacks(w, debug, "goroutineleak", stacks)
}

func writeThreads(w io.Writer, debug int) error {
	return writeStacks(w, debug, "threadcreate", []string{"0\n"})
}

// A group is a stack and how often it occurs.
type group struct {
	stack string
	count int
}

func grouped(stacks []string) []group {
	at := map[string]int{}
	var groups []group
	for _, s := range stacks {
		i, ok := at[s]
		if !ok {
			i = len(groups)
			at[s] = i
			groups = append(groups, group{stack: s})
		}
		groups[i].count++
	}
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].count > groups[j].count })
	return groups
}

// address makes up an address for a line of a stack: equal lines get equal ones.
func address(line string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(line); i++ {
		h = (h ^ uint64(line[i])) * 1099511628211
	}
	return 0x400000 + h%0x200000
}

func writeStacks(w io.Writer, debug int, name string, stacks []string) error {
	groups := grouped(stacks)
	if debug <= 0 {
		return writeProto(w, name, groups)
	}
	tw := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(tw, "%s profile: total %d\n", name, len(stacks))
	for _, g := range groups {
		lines := strings.Split(strings.TrimSuffix(g.stack, "\n"), "\n")
		hidden, _ := strconv.Atoi(lines[0])
		lines = lines[1:]
		fmt.Fprintf(tw, "%d @", g.count)
		for i := 0; i < hidden; i++ {
			fmt.Fprintf(tw, " %#x", 0x441000+i*0x35)
		}
		for _, l := range lines {
			fmt.Fprintf(tw, " %#x", address(l)+1)
		}
		if hidden > 0 {
			fmt.Fprintf(tw, " 0x484521")
		}
		fmt.Fprintln(tw)
		for _, l := range lines {
			call, place, _ := strings.Cut(l, " ")
			fmt.Fprintf(tw, "#\t%#x\t%s+%#x\t%s\n", address(l), call, address(l)%0x200, place)
		}
		if len(lines) == 0 {
			fmt.Fprintf(tw, "#\t0x0\n")
		}
		fmt.Fprintln(tw)
	}
	return tw.Flush()
}

func writeContention(w io.Writer, debug int, title string, period bool) error {
	if debug <= 0 {
		return writeProto(w, title, nil)
	}
	text := "--- " + title + ":\ncycles/second=1000000000\n"
	if period {
		text += "sampling period=" + strconv.Itoa(runtime.SetMutexProfileFraction(-1)) + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}

// WriteHeapProfile is the heap profile's WriteTo with debug 0.
func WriteHeapProfile(w io.Writer) error { return writeHeap(w, 0) }

func writeHeap(w io.Writer, debug int) error {
	if debug <= 0 {
		return writeProto(w, "heap", nil)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	var b strings.Builder
	fmt.Fprintf(&b, "heap profile: %d: %d [%d: %d] @ heap/%d\n",
		m.HeapObjects, m.HeapAlloc, m.Mallocs, m.TotalAlloc, 2*runtime.MemProfileRate)
	fmt.Fprintf(&b, "\n# runtime.MemStats\n")
	for _, f := range []struct {
		name  string
		value uint64
	}{
		{"Alloc", m.Alloc}, {"TotalAlloc", m.TotalAlloc}, {"Sys", m.Sys}, {"Lookups", m.Lookups}, {"Mallocs", m.Mallocs},
		{"Frees", m.Frees}, {"HeapAlloc", m.HeapAlloc}, {"HeapSys", m.HeapSys}, {"HeapIdle", m.HeapIdle},
		{"HeapInuse", m.HeapInuse}, {"HeapReleased", m.HeapReleased}, {"HeapObjects", m.HeapObjects},
	} {
		fmt.Fprintf(&b, "# %s = %d\n", f.name, f.value)
	}
	fmt.Fprintf(&b, "# Stack = %d / %d\n", m.StackInuse, m.StackSys)
	fmt.Fprintf(&b, "# MSpan = %d / %d\n", m.MSpanInuse, m.MSpanSys)
	fmt.Fprintf(&b, "# MCache = %d / %d\n", m.MCacheInuse, m.MCacheSys)
	fmt.Fprintf(&b, "# BuckHashSys = %d\n", m.BuckHashSys)
	fmt.Fprintf(&b, "# GCSys = %d\n", m.GCSys)
	fmt.Fprintf(&b, "# OtherSys = %d\n", m.OtherSys)
	fmt.Fprintf(&b, "# NextGC = %d\n", m.NextGC)
	fmt.Fprintf(&b, "# LastGC = %d\n", m.LastGC)
	fmt.Fprintf(&b, "# PauseNs = %d\n", m.PauseNs)
	fmt.Fprintf(&b, "# PauseEnd = %d\n", m.PauseEnd)
	fmt.Fprintf(&b, "# NumGC = %d\n", m.NumGC)
	fmt.Fprintf(&b, "# NumForcedGC = %d\n", m.NumForcedGC)
	fmt.Fprintf(&b, "# GCCPUFraction = %v\n", m.GCCPUFraction)
	fmt.Fprintf(&b, "# DebugGC = %v\n", m.DebugGC)
	_, err := io.WriteString(w, b.String())
	return err
}

var cpu struct {
	sync.Mutex
	w io.Writer
}

// StartCPUProfile begins a profile of processor time, which will be empty.
func StartCPUProfile(w io.Writer) error {
	cpu.Lock()
	defer cpu.Unlock()
	if cpu.w != nil {
		return fmt.Errorf("cpu profiling already in use")
	}
	cpu.w = w
	return nil
}

// StopCPUProfile ends it and writes it.
func StopCPUProfile() {
	cpu.Lock()
	defer cpu.Unlock()
	if cpu.w != nil {
		writeProto(cpu.w, "cpu", nil)
		cpu.w = nil
	}
}

// A LabelSet is a set of labels.
type LabelSet struct {
	list []string // keys and values in turn
}

type labelsKey struct{}

// Labels makes a set of keys and values in turn.
func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	return LabelSet{args}
}

func labelsOf(ctx context.Context) map[string]string {
	m, _ := ctx.Value(labelsKey{}).(map[string]string)
	return m
}

// WithLabels returns a context with labels added.
func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	m := map[string]string{}
	for k, v := range labelsOf(ctx) {
		m[k] = v
	}
	for i := 0; i+1 < len(labels.list); i += 2 {
		m[labels.list[i]] = labels.list[i+1]
	}
	return context.WithValue(ctx, labelsKey{}, m)
}

// Label returns the value of a label of a context.
func Label(ctx context.Context, key string) (string, bool) {
	v, ok := labelsOf(ctx)[key]
	return v, ok
}

// ForLabels calls f for each label of a context until it returns false, sorted by key.
func ForLabels(ctx context.Context, f func(key, value string) bool) {
	m := labelsOf(ctx)
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if !f(k, m[k]) {
			return
		}
	}
}

// SetGoroutineLabels would give the goroutine the labels of ctx; profiles here have none.
func SetGoroutineLabels(ctx context.Context) {}

// Do calls f with a context that has the labels.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	ctx = WithLabels(ctx, labels)
	f(ctx)
}
