package testing

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// InternalBenchmark names a benchmark.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// B runs one benchmark.
type B struct {
	common
	// N is how often the benchmark's loop runs.
	N int

	state      *benchState
	f          func(b *B)
	benchTime  durationOrCount
	result     BenchmarkResult
	hasSub     bool
	timerOn    bool
	showAllocs bool
	bytes      int64
	perCPU     int
	extra      map[string]float64
	startTime  time.Time
	startAlloc uint64
	startBytes uint64
	allocs     uint64
	allocBytes uint64
	elapsed    time.Duration
	loopN      int
	looped     bool
}

// benchState is shared by all benchmarks of a run.
type benchState struct {
	names  *matcher
	cpus   []int
	count  int
	width  int
	header string // printed before the first result
	silent bool   // for Benchmark: nothing is printed
}

func memory() (allocs, size uint64) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs, m.TotalAlloc
}

// StartTimer begins to count time and allocations.
func (b *B) StartTimer() {
	if !b.timerOn {
		b.startAlloc, b.startBytes = memory()
		b.startTime = time.Now()
		b.timerOn = true
	}
}

// StopTimer ceases to count time and allocations.
func (b *B) StopTimer() {
	if b.timerOn {
		b.elapsed += time.Since(b.startTime)
		allocs, size := memory()
		b.allocs += allocs - b.startAlloc
		b.allocBytes += size - b.startBytes
		b.timerOn = false
	}
}

// ResetTimer forgets what was counted and reported so far.
func (b *B) ResetTimer() {
	if b.extra == nil {
		b.extra = map[string]float64{}
	} else {
		clear(b.extra)
	}
	if b.timerOn {
		b.startAlloc, b.startBytes = memory()
		b.startTime = time.Now()
	}
	b.elapsed, b.allocs, b.allocBytes = 0, 0, 0
}

// SetBytes says how many bytes one iteration processes.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs makes this benchmark report its allocations.
func (b *B) ReportAllocs() { b.showAllocs = true }

// Elapsed returns the time counted so far.
func (b *B) Elapsed() time.Duration {
	d := b.elapsed
	if b.timerOn {
		d += time.Since(b.startTime)
	}
	return d
}

// ReportMetric adds a figure to the result.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.ContainsAny(unit, " \t\n\v\f\r") {
		panic("metric unit must not contain whitespace")
	}
	if b.extra == nil {
		b.extra = map[string]float64{}
	}
	b.extra[unit] = n
}

// Loop reports whether the benchmark goes on; it times from its first call to
// its last.
func (b *B) Loop() bool {
	if b.loopN == 0 {
		b.looped = true
		b.ResetTimer()
		b.loopN = max(b.benchTime.n, 1)
		b.N = 0
	}
	if b.N < b.loopN {
		b.N++
		return true
	}
	if b.benchTime.n == 0 {
		d := b.Elapsed()
		if d < b.benchTime.d && b.loopN < 1e9 {
			b.loopN = predict(b.benchTime.d, b.N, d)
			b.N++
			return true
		}
	}
	b.StopTimer()
	b.loopN = 0
	return false
}

// SetParallelism sets how many goroutines RunParallel uses for each CPU.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.perCPU = p
	}
}

// PB deals out the iterations of a parallel benchmark.
type PB struct {
	mu   *sync.Mutex
	left *int
}

// Next reports whether there is another iteration.
func (pb *PB) Next() bool {
	pb.mu.Lock()
	defer pb.mu.Unlock()
	if *pb.left == 0 {
		return false
	}
	*pb.left--
	return true
}

// RunParallel runs body in several goroutines, which share the iterations.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	left := b.N
	var mu sync.Mutex
	var all sync.WaitGroup
	for range max(b.perCPU, 1) * runtime.GOMAXPROCS(0) {
		all.Add(1)
		go func() {
			defer all.Done()
			body(&PB{&mu, &left})
		}()
	}
	all.Wait()
	if left > 0 && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

// once runs the function with N = n on its own goroutine.
func (b *B) once(n int) {
	runtime.GC()
	b.N = n
	b.perCPU = 1
	b.loopN = 0
	b.ResetTimer()
	b.StartTimer()
	done := make(chan bool)
	go func() {
		defer close(done)
		defer b.runCleanups()
		b.f(b)
		b.finished = true
	}()
	<-done
	b.StopTimer()
}

// predict says how many iterations fill the time when n took d.
func predict(goal time.Duration, n int, d time.Duration) int {
	if d <= 0 {
		d = 1
	}
	next := int(float64(goal) / float64(d) * float64(n) * 1.2)
	return min(max(min(next, 100*n), n+1), 1e9)
}

// measure runs the benchmark often enough and notes its result.
func (b *B) measure() {
	switch {
	case b.looped:
		// the first run was complete
	case b.benchTime.n > 0:
		if b.benchTime.n > 1 || !b.ran {
			b.once(b.benchTime.n)
		}
	default:
		n := 1
		for d := b.elapsed; !b.failed && d < b.benchTime.d && n < 1e9; d = b.elapsed {
			n = predict(b.benchTime.d, n, d)
			b.once(n)
			if b.looped {
				break
			}
		}
	}
	b.result = BenchmarkResult{b.N, b.elapsed, b.bytes, b.allocs, b.allocBytes, b.extra}
}

// Run runs f as a sub-benchmark and reports whether it succeeded.
func (b *B) Run(name string, f func(b *B)) bool {
	b.hasSub = true
	full, ok, partial := b.state.names.full(&b.common, name)
	if !ok {
		return true
	}
	sub := &B{state: b.state, f: f, benchTime: b.benchTime}
	sub.common = common{parent: &b.common, level: b.level + 1, name: full, bench: true, chatty: b.chatty}
	sub.showAllocs = b.showAllocs && b.level > 0
	if partial {
		sub.hasSub = true
	}
	sub.start = time.Now()
	timer := b.timerOn
	b.StopTimer()
	sub.process(partial)
	b.add(sub.result)
	if timer {
		b.StartTimer()
	}
	return !sub.failed
}

// add makes the result of a benchmark that consists of others that of one
// iteration of each.
func (b *B) add(sub BenchmarkResult) {
	r := &b.result
	r.N = 1
	r.T += time.Duration(sub.NsPerOp())
	r.Bytes = 0
	r.MemAllocs += uint64(sub.AllocsPerOp())
	r.MemBytes += uint64(sub.AllocedBytesPerOp())
}

// process runs a benchmark once, then, unless it consists of others, as often
// as it takes for each number of processors, and prints the results.
func (b *B) process(partial bool) {
	if b.chatty != nil {
		b.header()
		b.chatty.update(b.name, b.name+"\n")
	}
	b.once(1)
	for p := b.parent; p != nil; p = p.parent {
		p.ran = true
	}
	if b.failed || b.skipped || b.hasSub || partial {
		switch {
		case b.failed:
			b.tell("FAIL", b.name)
		case b.skipped && b.chatty != nil:
			b.tell("SKIP", b.name)
		}
		return
	}
	b.ran = true
	first := true
	for _, procs := range b.state.cpus {
		runtime.GOMAXPROCS(procs)
		name := benchName(b.name, procs)
		for range b.state.count {
			run := b
			if !first {
				run = &B{state: b.state, f: b.f, benchTime: b.benchTime}
				run.common = common{parent: b.parent, level: b.level, name: b.name, bench: true, chatty: b.chatty}
				run.showAllocs = b.showAllocs
				run.once(1)
			}
			first = false
			if !run.attempt(name) {
				b.failed = true
				return
			}
			b.result = run.result
		}
	}
}

// attempt measures a benchmark and prints its result under a name.
func (b *B) attempt(name string) bool {
	label := func() {
		if !b.state.silent {
			stdout.text(fmt.Sprintf("%-*s\t", b.state.width, name))
		}
	}
	b.header()
	if b.chatty == nil {
		label()
	}
	b.measure()
	if b.failed {
		b.tell("FAIL", name)
		return false
	}
	if b.chatty != nil {
		label()
	}
	if !b.state.silent {
		text := b.result.String()
		if *benchMem || b.showAllocs {
			text += "\t" + b.result.MemString()
		}
		stdout.text(text + "\n")
	}
	if len(b.kept) > 0 {
		b.tell("BENCH", name)
	}
	return true
}

func (b *B) tell(word, name string) {
	if b.state.silent {
		return
	}
	kept := string(b.kept)
	b.kept = nil
	stdout.text(fmt.Sprintf("--- %s: %s\n%s", word, name, kept))
}

// header prints what the results were measured on, once.
func (b *B) header() {
	if !b.state.silent && !labelled {
		labelled = true
		stdout.text(b.state.header)
	}
}

func benchName(name string, procs int) string {
	if procs != 1 {
		return name + "-" + strconv.Itoa(procs)
	}
	return name
}

// RunBenchmarks runs benchmarks that match the flags.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	runBenchmarks("", benchmarks, []int{runtime.GOMAXPROCS(0)})
}

func runBenchmarks(pkg string, benchmarks []InternalBenchmark, cpus []int) (ok bool) {
	names := newMatcher(*benchPattern, "test.bench", *skipPattern, "test.skip")
	var chosen []InternalBenchmark
	width := 0
	for _, bench := range benchmarks {
		if _, ok, _ := names.full(nil, bench.Name); ok {
			chosen = append(chosen, bench)
			width = max(width, len(benchName(bench.Name, slices.Max(cpus)))+len(benchName("", slices.Max(cpus)))+1)
		}
	}
	header := fmt.Sprintf("goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
	if pkg != "" {
		header += "pkg: " + pkg + "\n"
	}
	if cpu := cpuName(); cpu != "" {
		header += "cpu: " + cpu + "\n"
	}
	state := &benchState{names: names, cpus: cpus, count: int(*count), width: width, header: header}
	root := &B{state: state, benchTime: benchDuration}
	root.bench = true
	if verbose.on {
		root.chatty = stdout
	}
	ok = true
	for _, bench := range chosen {
		if !root.Run(bench.Name, bench.F) {
			ok = false
		}
	}
	return ok
}

// cpuName reads the processor's name where Linux shows it.
func cpuName() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// labelled is set when the header was printed, or a run that prints nothing
// came first.
var labelled bool

// Benchmark runs one function as a benchmark, without printing.
func Benchmark(f func(b *B)) BenchmarkResult {
	Init()
	labelled = true
	state := &benchState{names: &matcher{used: map[string]int{}}, cpus: []int{runtime.GOMAXPROCS(0)}, count: 1, silent: true}
	b := &B{state: state, f: f, benchTime: benchDuration}
	b.bench = true
	parent := &common{bench: true}
	b.parent = parent
	b.process(false)
	return b.result
}

// BenchmarkResult is what a benchmark measured.
type BenchmarkResult struct {
	N         int
	T         time.Duration
	Bytes     int64
	MemAllocs uint64
	MemBytes  uint64
	Extra     map[string]float64
}

// NsPerOp returns nanoseconds for each iteration.
func (r BenchmarkResult) NsPerOp() int64 {
	if v, ok := r.Extra["ns/op"]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return r.T.Nanoseconds() / int64(r.N)
}

func (r BenchmarkResult) megabytes() float64 {
	if v, ok := r.Extra["MB/s"]; ok {
		return v
	}
	if r.Bytes <= 0 || r.T <= 0 || r.N <= 0 {
		return 0
	}
	return float64(r.Bytes) * float64(r.N) / 1e6 / r.T.Seconds()
}

// AllocsPerOp returns allocations for each iteration.
func (r BenchmarkResult) AllocsPerOp() int64 {
	if v, ok := r.Extra["allocs/op"]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return int64(r.MemAllocs) / int64(r.N)
}

// AllocedBytesPerOp returns bytes allocated for each iteration.
func (r BenchmarkResult) AllocedBytesPerOp() int64 {
	if v, ok := r.Extra["B/op"]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return int64(r.MemBytes) / int64(r.N)
}

// String formats the result without allocations.
func (r BenchmarkResult) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%8d", r.N)
	ns, ok := r.Extra["ns/op"]
	if !ok {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	if ns != 0 {
		out.WriteString("\t" + figure(ns, "ns/op"))
	}
	if mb := r.megabytes(); mb != 0 {
		fmt.Fprintf(&out, "\t%7.2f MB/s", mb)
	}
	var units []string
	for unit := range r.Extra {
		switch unit {
		case "ns/op", "MB/s", "B/op", "allocs/op":
		default:
			units = append(units, unit)
		}
	}
	slices.Sort(units)
	for _, unit := range units {
		out.WriteString("\t" + figure(r.Extra[unit], unit))
	}
	return out.String()
}

// MemString formats the allocations.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// figure formats a number with four significant digits, its point always in
// the same column.
func figure(x float64, unit string) string {
	size := math.Abs(x)
	switch {
	case size == 0 || size >= 999.95:
		return fmt.Sprintf("%10.0f %s", x, unit)
	case size >= 99.995:
		return fmt.Sprintf("%12.1f %s", x, unit)
	case size >= 9.9995:
		return fmt.Sprintf("%13.2f %s", x, unit)
	case size >= 0.99995:
		return fmt.Sprintf("%14.3f %s", x, unit)
	case size >= 0.099995:
		return fmt.Sprintf("%15.4f %s", x, unit)
	case size >= 0.0099995:
		return fmt.Sprintf("%16.5f %s", x, unit)
	case size >= 0.00099995:
		return fmt.Sprintf("%17.6f %s", x, unit)
	}
	return fmt.Sprintf("%18.7f %s", x, unit)
}

// AllocsPerRun returns how many allocations a call of f makes on average.
func AllocsPerRun(runs int, f func()) (avg float64) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	before, _ := memory()
	for range runs {
		f()
	}
	after, _ := memory()
	return float64((after - before) / uint64(runs))
}
