package runtime

// The platform that programs see.
const (
	GOOS     string = "linux"
	GOARCH   string = "amd64"
	Compiler        = "gc"
)

// MemProfileRate is the sampling rate of memory profiles.
var MemProfileRate int = 512 * 1024

// Version returns the version of Go that is implemented.
func Version() string { return "go1.27.3" }

// GOROOT returns the root of the Go tree: $GOROOT, else that of an installed Go.
func GOROOT() string

// Gosched lets other goroutines run.
func Gosched()

// Goexit ends the calling goroutine after running its deferred calls.
func Goexit()

// NumGoroutine returns the number of goroutines.
func NumGoroutine() int

// NumCPU returns the number of processors of the machine.
func NumCPU() int

// NumCgoCall returns the number of calls into C.
func NumCgoCall() int64 { return 0 }

// defaultProcs returns what GOMAXPROCS of the environment says, or NumCPU.
func defaultProcs() int

var maxProcs = defaultProcs()

// GOMAXPROCS sets how many processors a program may use, which has no effect here, and returns what it was.
func GOMAXPROCS(n int) int {
	old := maxProcs
	if n > 0 {
		maxProcs = n
	}
	return old
}

// SetDefaultGOMAXPROCS undoes GOMAXPROCS.
func SetDefaultGOMAXPROCS() { maxProcs = NumCPU() }

// LockOSThread ties the goroutine to its thread; all goroutines share one, so only traces tell.
func LockOSThread()

// UnlockOSThread undoes LockOSThread.
func UnlockOSThread()

// Breakpoint stops in a debugger; without one it ends the program.
func Breakpoint()

// KeepAlive keeps x alive until here: the compiler cannot see that a native does nothing with it.
func KeepAlive(x any)

// GC collects garbage. Finalizers that an earlier collection found due run first, as they do on other threads while gc's
// collector is at work.
//
//go:noinline
func GC() {
	for i := 0; i < 100 && finalizing(); i++ {
		Gosched()
	}
	collect()
}

// collect runs the collector.
func collect()

// finalizing reports whether a finalizer or cleanup is ready to run.
func finalizing() bool

// goid returns the number of the goroutine.
func goid() uint64
