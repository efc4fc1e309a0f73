// Package pprof: profiles of the running program. The goroutine profiles are exact; memory, waiting and locks and processor
// time are sampled.
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
	"time"
)

// goroutineFrames describes every goroutine, or every leaked one; see its Rust body.
func goroutineFrames(leaked bool) []string

// findLeaks looks for goroutines that can never go on.
func findLeaks()

// allStacks returns the traces of all goroutines.
func allStacks() string

// The profiles that are made of samples.
const (
	ofWaiting = iota
	ofLocks
	ofMemory
	ofTime
)

// setProfileRate begins or ends the sampling for a profile.
func setProfileRate(kind, rate int)

// samples returns, for each stack of a profile, four figures, and the calls as goroutineFrames has them.
func samples(kind int) []string

// sampled takes the samples of a profile apart, those with the highest figures first.
func sampled(kind int) []group {
	var groups []group
	for _, s := range samples(kind) {
		figures, calls, _ := strings.Cut(s, "\n")
		figures, labels, _ := strings.Cut(figures, "\x01")
		g := parseStack("\x01" + labels + "\n" + calls)
		g.key += bottom
		for _, f := range strings.Fields(figures) {
			n, _ := strconv.ParseInt(f, 10, 64)
			g.values = append(g.values, n)
		}
		groups = append(groups, g)
	}
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].values[1] > groups[j].values[1] })
	return groups
}

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

func one() int { return 1 }

// ensure makes the profiles that every program has.
func ensure() {
	if profiles.all != nil {
		return
	}
	profiles.all = make(map[string]*Profile)
	builtin("goroutine", runtime.NumGoroutine, writeGoroutine)
	builtin("goroutineleak", func() int { return leaked }, writeGoroutineLeak)
	builtin("threadcreate", one, writeThreads)
	counts := func(kind int) func() int { return func() int { return len(samples(kind)) } }
	builtin("heap", counts(ofMemory), func(w io.Writer, debug int) error { return writeHeap(w, debug, "heap") })
	builtin("allocs", counts(ofMemory), func(w io.Writer, debug int) error { return writeHeap(w, debug, "allocs") })
	builtin("block", counts(ofWaiting), func(w io.Writer, debug int) error { return writeContention(w, debug, ofWaiting, "contention") })
	builtin("mutex", counts(ofLocks), func(w io.Writer, debug int) error { return writeContention(w, debug, ofLocks, "mutex") })
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
		text := "\n"
		frames := runtime.CallersFrames(pcs)
		for {
			f, more := frames.Next()
			if f.Function != "" {
				text += f.Function + " " + f.File + ":" + strconv.Itoa(f.Line) + " " + strconv.FormatUint(0x400000+uint64(f.PC)%0x200000, 16) + "\n"
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
	return writeStacks(w, debug, "threadcreate", []string{"\n"})
}

// A group is a stack and how often it occurs.
type group struct {
	head   string   // addresses of the innermost calls, which have no lines
	labels []string // keys and values in turn
	lines  []string // call, place and address, with blanks between them
	key    string   // all addresses
	values []int64
}

// bottom is the address of the call below those of a goroutine.
const bottom = " 0x484521"

// parseStack takes a stack as the natives describe it apart.
func parseStack(stack string) group {
	lines := strings.Split(strings.TrimSuffix(stack, "\n"), "\n")
	head, labels, _ := strings.Cut(lines[0], "\x01")
	g := group{head: head, lines: lines[1:]}
	if labels != "" {
		g.labels = strings.Split(labels, "\x02")
	}
	var key strings.Builder
	for _, a := range strings.Fields(head) {
		key.WriteString(" 0x" + a)
	}
	for _, l := range g.lines {
		key.WriteString(" 0x" + strconv.FormatUint(address(l)+1, 16))
	}
	if head != "" {
		key.WriteString(bottom)
	}
	g.key = key.String()
	return g
}

// label returns the labels as profiles in text form have them.
func (g *group) label() string {
	if len(g.labels) == 0 {
		return ""
	}
	var b strings.Builder
	for i := 0; i+1 < len(g.labels); i += 2 {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Quote(g.labels[i]) + ":" + strconv.Quote(g.labels[i+1]))
	}
	return "# labels: {" + b.String() + "}\n"
}

// grouped counts equal stacks; the most frequent come first.
func grouped(stacks []string) []group {
	at := map[string]int{}
	var groups []group
	for _, s := range stacks {
		i, ok := at[s]
		if !ok {
			i = len(groups)
			at[s] = i
			g := parseStack(s)
			g.values = []int64{0}
			groups = append(groups, g)
		}
		groups[i].values[0]++
	}
	sort.SliceStable(groups, func(i, j int) bool {
		if groups[i].values[0] != groups[j].values[0] {
			return groups[i].values[0] > groups[j].values[0]
		}
		return groups[i].key+groups[i].label() < groups[j].key+groups[j].label()
	})
	return groups
}

// address returns the address of a line of a stack.
func address(line string) uint64 {
	n, _ := strconv.ParseUint(line[strings.LastIndexByte(line, ' ')+1:], 16, 64)
	return n
}

// split takes a line of a stack apart.
func split(line string) (call, place string) {
	call, rest, _ := strings.Cut(line, " ")
	place = rest
	if i := strings.LastIndexByte(rest, ' '); i >= 0 {
		place = rest[:i]
	}
	return call, place
}

// writeLines writes the calls of a stack.
func writeLines(w io.Writer, lines []string) {
	for _, l := range lines {
		call, place := split(l)
		fmt.Fprintf(w, "#\t%#x\t%s+%#x\t%s\n", address(l), call, address(l)%0x200, place)
	}
	fmt.Fprintln(w)
}

func writeStacks(w io.Writer, debug int, name string, stacks []string) error {
	groups := grouped(stacks)
	if debug <= 0 {
		return writeProto(w, name, groups)
	}
	tw := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(tw, "%s profile: total %d\n", name, len(stacks))
	for i := range groups {
		g := &groups[i]
		fmt.Fprintf(tw, "%d @%s\n%s", g.values[0], g.key, g.label())
		if len(g.lines) == 0 {
			fmt.Fprintf(tw, "#\t0x0\n")
		}
		writeLines(tw, g.lines)
	}
	return tw.Flush()
}

func writeContention(w io.Writer, debug, kind int, title string) error {
	groups := sampled(kind)
	if debug <= 0 {
		for i := range groups {
			groups[i].values = groups[i].values[:2]
		}
		return writeProto(w, title, groups)
	}
	tw := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(tw, "--- %s:\ncycles/second=1000000000\n", title)
	if kind == ofLocks {
		fmt.Fprintf(tw, "sampling period=%d\n", runtime.SetMutexProfileFraction(-1))
	}
	for _, g := range groups {
		fmt.Fprintf(tw, "%d %d @%s\n", g.values[1], g.values[0], g.key)
		writeLines(tw, g.lines)
	}
	return tw.Flush()
}

// WriteHeapProfile is the heap profile's WriteTo with debug 0.
func WriteHeapProfile(w io.Writer) error { return writeHeap(w, 0, "heap") }

func writeHeap(w io.Writer, debug int, name string) error {
	groups := sampled(ofMemory)
	if debug <= 0 {
		for i := range groups {
			v := groups[i].values
			groups[i].values = []int64{v[0], v[1], v[0] - v[2], v[1] - v[3]}
		}
		return writeProto(w, name, groups)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	var b strings.Builder
	var sum [4]int64
	for _, g := range groups {
		for i, v := range g.values {
			sum[i] += v
		}
	}
	fmt.Fprintf(&b, "heap profile: %d: %d [%d: %d] @ heap/%d\n",
		sum[0]-sum[2], sum[1]-sum[3], sum[0], sum[1], 2*runtime.MemProfileRate)
	tw := tabwriter.NewWriter(&b, 1, 8, 1, '\t', 0)
	for _, g := range groups {
		v := g.values
		fmt.Fprintf(tw, "%d: %d [%d: %d] @%s\n", v[0]-v[2], v[1]-v[3], v[0], v[1], g.key)
		writeLines(tw, g.lines)
	}
	tw.Flush()
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
	w     io.Writer
	since time.Time
}

// StartCPUProfile begins a profile of processor time.
func StartCPUProfile(w io.Writer) error {
	cpu.Lock()
	defer cpu.Unlock()
	if cpu.w != nil {
		return fmt.Errorf("cpu profiling already in use")
	}
	cpu.w, cpu.since = w, time.Now()
	setProfileRate(ofTime, 100)
	return nil
}

// StopCPUProfile ends it and writes it.
func StopCPUProfile() {
	cpu.Lock()
	defer cpu.Unlock()
	if cpu.w != nil {
		groups := sampled(ofTime)
		for i := range groups {
			groups[i].values = groups[i].values[:2]
		}
		setProfileRate(ofTime, 0)
		writeProtoSince(cpu.w, "cpu", groups, cpu.since)
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

// setLabels gives the goroutine, and those that it starts, labels: keys and values in turn, \x02 between them.
func setLabels(labels string)

// SetGoroutineLabels gives the goroutine, and those that it starts, the labels of ctx.
func SetGoroutineLabels(ctx context.Context) {
	var b strings.Builder
	ForLabels(ctx, func(key, value string) bool {
		if b.Len() > 0 {
			b.WriteByte(2)
		}
		b.WriteString(strings.ReplaceAll(key, "\n", " ") + "\x02" + strings.ReplaceAll(value, "\n", " "))
		return true
	})
	setLabels(b.String())
}

// Do calls f with a context that has the labels; so has the goroutine meanwhile.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	defer SetGoroutineLabels(ctx)
	ctx = WithLabels(ctx, labels)
	SetGoroutineLabels(ctx)
	f(ctx)
}
