// Package debug: traces, the collector's settings, what the program was built from.
package debug

import (
	"math"
	"os"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// PrintStack writes the trace of the calling goroutine to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }

// Stack returns the trace of the calling goroutine.
func Stack() []byte {
	for size := 1024; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, false); n < size {
			return buf[:n]
		}
	}
}

func setGCPercent(percent int) int
func setMemoryLimit(limit int64) int64
func freeOSMemory()

// SetGCPercent sets how much the heap may grow between collections, in percent; a negative number turns them off.
func SetGCPercent(percent int) int { return setGCPercent(percent) }

// SetMemoryLimit sets the size the collector tries to keep the heap below; a negative number only asks.
func SetMemoryLimit(limit int64) int64 {
	if limit < 0 {
		old := setMemoryLimit(math.MaxInt64)
		setMemoryLimit(old)
		return old
	}
	return setMemoryLimit(limit)
}

// FreeOSMemory collects and gives free memory back.
func FreeOSMemory() {
	runtime.GC()
	freeOSMemory()
}

var maxThreads = 10000

func setMaxStack(bytes int) int
func setTraceback(level string)
func setPanicOnFault(enabled bool) bool

// SetMaxStack limits the stack of a goroutine and returns the previous limit.
func SetMaxStack(bytes int) int { return setMaxStack(bytes) }

// SetMaxThreads returns the limit set last; there is one thread.
func SetMaxThreads(threads int) int {
	old := maxThreads
	maxThreads = threads
	return old
}

// SetPanicOnFault makes faults of the calling goroutine at bad addresses panic instead of ending the program.
func SetPanicOnFault(enabled bool) bool { return setPanicOnFault(enabled) }

// SetTraceback sets how much the traces of a dying program show: none, single, all, system or crash; not less than
// GOTRACEBACK asks for.
func SetTraceback(level string) { setTraceback(level) }

// GCStats tells of the collections so far.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

// ReadGCStats fills stats; the latest pauses come first.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.PauseTotal = time.Duration(m.PauseTotalNs)
	stats.LastGC = time.Unix(0, int64(m.LastGC))
	kept := min(int(m.NumGC), len(m.PauseNs))
	if cap(stats.Pause) < kept {
		stats.Pause = make([]time.Duration, 0, len(m.PauseNs))
	}
	if cap(stats.PauseEnd) < kept {
		stats.PauseEnd = make([]time.Time, 0, len(m.PauseEnd))
	}
	stats.Pause, stats.PauseEnd = stats.Pause[:0], stats.PauseEnd[:0]
	for i := range kept {
		at := (int(m.NumGC) - 1 - i) % len(m.PauseNs)
		stats.Pause = append(stats.Pause, time.Duration(m.PauseNs[at]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(m.PauseEnd[at])))
	}
	quantiles := stats.PauseQuantiles
	if len(quantiles) == 0 {
		return
	}
	if kept == 0 {
		clear(quantiles)
		return
	}
	sorted := slices.Sorted(slices.Values(stats.Pause))
	last := len(quantiles) - 1
	for i := range last {
		quantiles[i] = sorted[kept*i/last]
	}
	quantiles[last] = sorted[kept-1]
}

// setCrashOutput has reports of crashes written to a copy of fd too; to none if fd is negative. It returns an error number.
func setCrashOutput(fd int) (errno int)

// CrashOptions has nothing in it.
type CrashOptions struct{}

// SetCrashOutput has reports of panics and other fatal errors written to f as well as to standard error; nil undoes it.
func SetCrashOutput(f *os.File, opts CrashOptions) error {
	if f != nil {
		errno := int(syscall.EBADF)
		if fd := int(f.Fd()); fd >= 0 {
			errno = setCrashOutput(fd)
		}
		if errno != 0 {
			return syscall.Errno(errno)
		}
		return nil
	}
	setCrashOutput(-1)
	return nil
}

func writeHeapDump(fd uintptr)

// WriteHeapDump writes all objects, goroutines and variables to a file.
func WriteHeapDump(fd uintptr) { writeHeapDump(fd) }

// A Module is a module of the build.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

// A BuildSetting is a setting of the build.
type BuildSetting struct {
	Key, Value string
}

// BuildInfo tells what the program was built from.
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// modinfo returns what String would make of the program, without the version of Go.
func modinfo() string

// ReadBuildInfo returns what is known of the program.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	info, err := ParseBuildInfo(modinfo())
	if err != nil {
		return nil, false
	}
	info.GoVersion = runtime.Version()
	return info, true
}
