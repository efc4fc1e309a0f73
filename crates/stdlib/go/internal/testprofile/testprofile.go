// Package testprofile gives package testing the profiles that its flags ask for. Only test programs that are started with such a
// flag import it.
package testprofile

import (
	"fmt"
	"io"
	"runtime/pprof"
	"runtime/trace"
	"testing"
)

func init() {
	testing.VoleProfiles(testing.VoleProfiler{
		StartCPU:   pprof.StartCPUProfile,
		StopCPU:    pprof.StopCPUProfile,
		StartTrace: trace.Start,
		StopTrace:  trace.Stop,
		Write: func(name string, w io.Writer) error {
			p := pprof.Lookup(name)
			if p == nil {
				return fmt.Errorf("unknown profile %q", name)
			}
			return p.WriteTo(w, 0)
		},
	})
}
