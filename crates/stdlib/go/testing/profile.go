package testing

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
)

// The flags that ask for profiles.
var (
	cpuProfile, memProfile, blockProfile, mutexProfile, traceFile *string
	memProfileRate, blockProfileRate, mutexProfileFraction        *int
)

// A VoleProfiler writes profiles; test programs that are asked for one have it.
type VoleProfiler struct {
	StartCPU, StartTrace func(io.Writer) error
	StopCPU, StopTrace   func()
	Write                func(name string, w io.Writer) error
}

var profiler VoleProfiler

// VoleProfiles says what writes profiles.
func VoleProfiles(p VoleProfiler) { profiler = p }

func profileFlags() {
	cpuProfile = flag.String("test.cpuprofile", "", "write a cpu profile to `file`")
	memProfile = flag.String("test.memprofile", "", "write an allocation profile to `file`")
	memProfileRate = flag.Int("test.memprofilerate", 0, "set memory allocation profiling `rate` (see runtime.MemProfileRate)")
	blockProfile = flag.String("test.blockprofile", "", "write a goroutine blocking profile to `file`")
	blockProfileRate = flag.Int("test.blockprofilerate", 1, "set blocking profile `rate` (see runtime.SetBlockProfileRate)")
	mutexProfile = flag.String("test.mutexprofile", "", "write a mutex contention profile to the named file after execution")
	mutexProfileFraction = flag.Int("test.mutexprofilefraction", 1, "if >= 0, calls runtime.SetMutexProfileFraction()")
	traceFile = flag.String("test.trace", "", "write an execution trace to `file`")
}

func inOutputDir(name string) string {
	if *outputDir == "" || name[0] == os.PathSeparator {
		return name
	}
	return *outputDir + string(os.PathSeparator) + name
}

// startProfiles begins what runs along with the tests; finish writes everything.
func startProfiles() (finish func()) {
	var after []func()
	run := func(name string, start func(io.Writer) error, stop func()) {
		if name == "" {
			return
		}
		f, err := os.Create(inOutputDir(name))
		if err == nil {
			err = start(f)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: %v\n", err)
			return
		}
		after = append(after, func() {
			stop()
			f.Close()
		})
	}
	write := func(name, profile string) {
		if name == "" {
			return
		}
		after = append(after, func() {
			f, err := os.Create(inOutputDir(name))
			if err != nil {
				fmt.Fprintf(os.Stderr, "testing: %v\n", err)
				os.Exit(2)
			}
			if profile == "allocs" {
				runtime.GC()
			}
			if err := profiler.Write(profile, f); err != nil {
				fmt.Fprintf(os.Stderr, "testing: can't write %s: %v\n", name, err)
				os.Exit(2)
			}
			f.Close()
		})
	}
	if *memProfileRate > 0 {
		runtime.MemProfileRate = *memProfileRate
	}
	run(*cpuProfile, profiler.StartCPU, profiler.StopCPU)
	run(*traceFile, profiler.StartTrace, profiler.StopTrace)
	if *blockProfile != "" && *blockProfileRate >= 0 {
		runtime.SetBlockProfileRate(*blockProfileRate)
	}
	if *mutexProfile != "" && *mutexProfileFraction >= 0 {
		runtime.SetMutexProfileFraction(*mutexProfileFraction)
	}
	write(*memProfile, "allocs")
	write(*blockProfile, "block")
	write(*mutexProfile, "mutex")
	return func() {
		for _, f := range after {
			f()
		}
	}
}
