package metrics

import (
	"math"
	"runtime"
	"sync"
)

// A metric is a figure and where it comes from: one of the three is set.
type metric struct {
	Description
	number func(s *sources) uint64
	float  func(s *sources) float64
	hist   func(s *sources) *Float64Histogram
}

// sources is what the figures of one call of Read are computed from.
type sources struct {
	runtime.MemStats
	created, runnable, waiting uint64
}

// goroutineCounts returns how many goroutines there have been, and how many could run or wait now.
func goroutineCounts() (created, runnable, waiting uint64)

// sizeStats writes, for each class of sizes, the size and the objects allocated and freed; it returns how many classes there are.
func sizeStats(out []uint64) int

func gather() *sources {
	s := new(sources)
	runtime.ReadMemStats(&s.MemStats)
	s.created, s.runnable, s.waiting = goroutineCounts()
	return s
}

// none is the figure of what there is nothing of here.
func none(*sources) uint64       { return 0 }
func noTime(*sources) float64    { return 0 }
func pauses(s *sources) float64  { return float64(s.PauseTotalNs) / 1e9 }
func elapsed(s *sources) float64 { return pauses(s) / max(s.GCCPUFraction, 1e-12) }

// live is the size of what the latest collection has found, as far as the figures tell.
func live(s *sources) uint64 { return min(s.HeapAlloc, s.NextGC) }

// bySize counts the objects of each class of sizes; which is 1 for those allocated, 2 for those freed.
func bySize(s *sources, which int) *Float64Histogram {
	figures := make([]uint64, 3*256)
	figures = figures[:3*sizeStats(figures)]
	h := &Float64Histogram{Buckets: []float64{1}}
	counted := uint64(0)
	for ; len(figures) > 0; figures = figures[3:] {
		h.Buckets = append(h.Buckets, float64(figures[0])+1)
		h.Counts = append(h.Counts, figures[which])
		counted += figures[which]
	}
	all := s.Mallocs
	if which == 2 {
		all = s.Frees
	}
	h.Buckets = append(h.Buckets, math.Inf(1))
	h.Counts = append(h.Counts, all-min(all, counted))
	return h
}

// timeBuckets are the bounds of histograms of times in seconds: multiples of 64 ns, and from 256 ns on ranges that double, each in
// four parts.
var timeBuckets = sync.OnceValue(func() []float64 {
	bounds := []float64{math.Inf(-1), 0, 64e-9, 128e-9, 192e-9}
	for exp := 8; exp <= 46; exp++ {
		for part := range uint64(4) {
			bounds = append(bounds, float64((4+part)<<(exp-2))/1e9)
		}
	}
	return append(bounds, float64(1<<47)/1e9, math.Inf(1))
})

// times makes a histogram of times in nanoseconds.
func times(values []uint64) *Float64Histogram {
	bounds := timeBuckets()
	h := &Float64Histogram{make([]uint64, len(bounds)-1), bounds}
	for _, v := range values {
		at := len(h.Counts) - 1
		for at > 0 && float64(v)/1e9 < bounds[at] {
			at--
		}
		h.Counts[at]++
	}
	return h
}

func gcPauses(s *sources) *Float64Histogram {
	return times(s.PauseNs[:min(int(s.NumGC), len(s.PauseNs))])
}

func noTimes(*sources) *Float64Histogram { return times(nil) }

func counter(name, text string, f func(*sources) uint64) metric {
	return metric{Description: Description{name, text, KindUint64, true}, number: f}
}

func gauge(name, text string, f func(*sources) uint64) metric {
	return metric{Description: Description{name, text, KindUint64, false}, number: f}
}

func seconds(name, text string, f func(*sources) float64) metric {
	return metric{Description: Description{name, text, KindFloat64, true}, float: f}
}

func histogram(name, text string, f func(*sources) *Float64Histogram) metric {
	return metric{Description: Description{name, text, KindFloat64Histogram, true}, hist: f}
}

// settings are those of GODEBUG that have a counter. None makes Vole behave otherwise but panicnil, which is not counted.
var settings = []string{
	"allowmultiplevcs", "containermaxprocs", "cryptocustomrand", "embedfollowsymlinks", "execerrdot",
	"fips140ems", "gocachehash", "gocachetest", "gocacheverify", "gotestjsonbuildtext",
	"htmlmetacontenturlescape", "http2client", "http2server", "httpcookiemaxnum", "httplaxcontentlength",
	"httpmuxgo121", "httpservecontentkeepheaders", "httpservecontentmaxranges", "installgoroot",
	"multipartmaxheaders", "multipartmaxparts", "multipathtcp", "netedns0", "panicnil", "randautoseed",
	"randseednop", "rsa1024min", "tarinsecurepath", "tlsmaxrsasize", "tlssha1", "updatemaxprocs",
	"urlmaxqueryparams", "urlstrictcolons", "winreadlinkvolume", "winsymlink", "x509negativeserial", "x509rsacrt",
	"x509sha256skid", "x509sslcertoverrideplatform", "x509usefallbackroots", "x509usepolicies", "zipinsecurepath",
}

// all lists the figures by name.
var all = sync.OnceValue(func() []metric {
	list := []metric{
		counter("/cgo/go-to-c-calls:calls", "Calls into C, of which there are none.", none),
		seconds("/cpu/classes/gc/mark/assist:cpu-seconds", "Time that goroutines spend helping a collection; none do.", noTime),
		seconds("/cpu/classes/gc/mark/dedicated:cpu-seconds", "Time of threads that only mark; there are none.", noTime),
		seconds("/cpu/classes/gc/mark/idle:cpu-seconds", "Time of idle processors spent marking; none is.", noTime),
		seconds("/cpu/classes/gc/pause:cpu-seconds", "Time that the program stood still for collections.", pauses),
		seconds("/cpu/classes/gc/total:cpu-seconds", "Time spent collecting.", pauses),
		seconds("/cpu/classes/idle:cpu-seconds", "Time of processors with nothing to do; not measured.", noTime),
		seconds("/cpu/classes/scavenge/assist:cpu-seconds", "Time spent giving memory back while allocating.", noTime),
		seconds("/cpu/classes/scavenge/background:cpu-seconds", "Time spent giving memory back meanwhile.", noTime),
		seconds("/cpu/classes/scavenge/total:cpu-seconds", "Time spent giving memory back.", noTime),
		seconds("/cpu/classes/total:cpu-seconds", "Time since the program began, of its one processor.", elapsed),
		seconds("/cpu/classes/user:cpu-seconds", "Time that the program had for itself.", func(s *sources) float64 { return elapsed(s) - pauses(s) }),
		counter("/gc/cleanups/executed:cleanups", "Cleanups called; not counted.", none),
		counter("/gc/cleanups/queued:cleanups", "Cleanups due; not counted.", none),
		counter("/gc/cycles/automatic:gc-cycles", "Collections that the program did not ask for.", func(s *sources) uint64 { return uint64(s.NumGC - s.NumForcedGC) }),
		counter("/gc/cycles/forced:gc-cycles", "Collections that the program asked for.", func(s *sources) uint64 { return uint64(s.NumForcedGC) }),
		counter("/gc/cycles/total:gc-cycles", "Collections so far.", func(s *sources) uint64 { return uint64(s.NumGC) }),
		counter("/gc/finalizers/executed:finalizers", "Finalizers called; not counted.", none),
		counter("/gc/finalizers/queued:finalizers", "Finalizers due; not counted.", none),
		gauge("/gc/gogc:percent", "How much the heap may grow between collections; the largest number when they are off.", gogc),
		gauge("/gc/gomemlimit:bytes", "The size that the collector tries to keep the heap below.", memoryLimit),
		histogram("/gc/heap/allocs-by-size:bytes", "Objects allocated, by size.", func(s *sources) *Float64Histogram { return bySize(s, 1) }),
		counter("/gc/heap/allocs:bytes", "Bytes allocated so far.", func(s *sources) uint64 { return s.TotalAlloc }),
		counter("/gc/heap/allocs:objects", "Objects allocated so far.", func(s *sources) uint64 { return s.Mallocs }),
		histogram("/gc/heap/frees-by-size:bytes", "Objects freed, by size.", func(s *sources) *Float64Histogram { return bySize(s, 2) }),
		counter("/gc/heap/frees:bytes", "Bytes freed so far.", func(s *sources) uint64 { return s.TotalAlloc - min(s.TotalAlloc, s.HeapAlloc) }),
		counter("/gc/heap/frees:objects", "Objects freed so far.", func(s *sources) uint64 { return s.Frees }),
		gauge("/gc/heap/goal:bytes", "Size of the heap at which the next collection begins.", func(s *sources) uint64 { return s.NextGC }),
		gauge("/gc/heap/live:bytes", "Bytes in use, as far as is known.", live),
		gauge("/gc/heap/objects:objects", "Objects in the heap.", func(s *sources) uint64 { return s.HeapObjects }),
		counter("/gc/heap/tiny/allocs:objects", "Small objects that share a block; none do.", none),
		gauge("/gc/limiter/last-enabled:gc-cycle", "The latest collection that was cut short for its cost; none is.", none),
		histogram("/gc/pauses:seconds", "How long the latest collections took.", gcPauses),
		gauge("/gc/scan/globals:bytes", "Bytes of variables that a collection looks through; not measured.", none),
		gauge("/gc/scan/heap:bytes", "Bytes of the heap that a collection looks through.", live),
		gauge("/gc/scan/stack:bytes", "Bytes of stacks that a collection looks through.", func(s *sources) uint64 { return s.StackInuse }),
		gauge("/gc/scan/total:bytes", "Bytes that a collection looks through.", func(s *sources) uint64 { return live(s) + s.StackInuse }),
		gauge("/gc/stack/starting-size:bytes", "What the stack of a goroutine begins with, as the reference has it.", func(*sources) uint64 { return 2048 }),
	}
	for _, name := range settings {
		list = append(list, counter("/godebug/non-default-behavior/"+name+":events", "Times that GODEBUG="+name+" made a difference.", none))
	}
	return append(list,
		gauge("/memory/classes/heap/free:bytes", "Free memory not given back to the system.", func(s *sources) uint64 { return s.HeapIdle - s.HeapReleased }),
		gauge("/memory/classes/heap/objects:bytes", "Bytes of objects in the heap.", func(s *sources) uint64 { return s.HeapAlloc }),
		gauge("/memory/classes/heap/released:bytes", "Memory given back to the system.", func(s *sources) uint64 { return s.HeapReleased }),
		gauge("/memory/classes/heap/stacks:bytes", "Memory of goroutines' stacks.", func(s *sources) uint64 { return s.StackInuse }),
		gauge("/memory/classes/heap/unused:bytes", "Room between objects.", func(s *sources) uint64 { return s.HeapInuse - min(s.HeapInuse, s.HeapAlloc) }),
		gauge("/memory/classes/metadata/mcache/free:bytes", "Not told apart from other memory of the collector.", none),
		gauge("/memory/classes/metadata/mcache/inuse:bytes", "Not told apart from other memory of the collector.", none),
		gauge("/memory/classes/metadata/mspan/free:bytes", "Not told apart from other memory of the collector.", none),
		gauge("/memory/classes/metadata/mspan/inuse:bytes", "Not told apart from other memory of the collector.", none),
		gauge("/memory/classes/metadata/other:bytes", "Memory of the collector itself.", func(s *sources) uint64 { return s.GCSys }),
		gauge("/memory/classes/os-stacks:bytes", "Memory of threads' stacks; not measured.", none),
		gauge("/memory/classes/other:bytes", "Other memory; not measured.", none),
		gauge("/memory/classes/profiling/buckets:bytes", "Memory of profiles; not measured.", none),
		gauge("/memory/classes/total:bytes", "All memory of the program.", total),
		gauge("/sched/gomaxprocs:threads", "What GOMAXPROCS is set to.", func(*sources) uint64 { return uint64(runtime.GOMAXPROCS(0)) }),
		counter("/sched/goroutines-created:goroutines", "Goroutines so far.", func(s *sources) uint64 { return s.created }),
		gauge("/sched/goroutines/not-in-go:goroutines", "Goroutines in C; there are none.", none),
		gauge("/sched/goroutines/runnable:goroutines", "Goroutines that could run.", func(s *sources) uint64 { return s.runnable }),
		gauge("/sched/goroutines/running:goroutines", "Goroutines that run: the one that asks.", func(*sources) uint64 { return 1 }),
		gauge("/sched/goroutines/waiting:goroutines", "Goroutines that wait.", func(s *sources) uint64 { return s.waiting }),
		gauge("/sched/goroutines:goroutines", "Goroutines alive.", func(*sources) uint64 { return uint64(runtime.NumGoroutine()) }),
		histogram("/sched/latencies:seconds", "How long goroutines waited for their turn; not measured.", noTimes),
		histogram("/sched/pauses/stopping/gc:seconds", "How long it took to stop for collections: nothing has to be stopped.", noTimes),
		histogram("/sched/pauses/stopping/other:seconds", "How long it took to stop for other reasons: nothing has to be stopped.", noTimes),
		histogram("/sched/pauses/total/gc:seconds", "How long the program stood still for the latest collections.", gcPauses),
		histogram("/sched/pauses/total/other:seconds", "How long the program stood still for other reasons: it never does.", noTimes),
		gauge("/sched/threads/total:threads", "Threads that run Go code.", func(*sources) uint64 { return 1 }),
		seconds("/sync/mutex/wait/total:seconds", "How long goroutines have waited for locks; not measured.", noTime),
	)
})

// total is the sum of the classes of memory.
func total(s *sources) uint64 {
	return s.HeapIdle + max(s.HeapInuse, s.HeapAlloc) + s.StackInuse + s.GCSys
}

func setGCPercent(percent int) int
func setMemoryLimit(limit int64) int64

func gogc(*sources) uint64 {
	percent := setGCPercent(-1)
	setGCPercent(percent)
	if percent < 0 {
		return math.MaxUint64
	}
	return uint64(percent)
}

func memoryLimit(*sources) uint64 {
	limit := setMemoryLimit(math.MaxInt64)
	setMemoryLimit(limit)
	return uint64(limit)
}
