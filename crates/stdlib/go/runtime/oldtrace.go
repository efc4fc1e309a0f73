package runtime

import "unsafe"

// CPUProfile panics: profiles are had from runtime/pprof.
func CPUProfile() []byte { panic("CPUProfile no longer available") }

// SetCgoTraceback has no effect: there is no code of other languages.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	if version != 0 {
		panic("unsupported version")
	}
}

// oldTrace is the trace of StartTrace: whether its header is still to be read,
// and what is closed at its end.
var oldTrace struct {
	fresh bool
	end   chan struct{}
}

type traceError string

func (e traceError) Error() string { return string(e) }
func (e traceError) RuntimeError() {}

// StartTrace begins a trace, which has a header only.
func StartTrace() error {
	if oldTrace.end != nil {
		return traceError("runtime error: tracing is already enabled")
	}
	oldTrace.fresh = true
	oldTrace.end = make(chan struct{})
	return nil
}

// StopTrace ends the trace.
func StopTrace() {
	if oldTrace.end != nil {
		close(oldTrace.end)
		oldTrace.end = nil
	}
}

// ReadTrace returns the next part of the trace, and nil at its end.
func ReadTrace() []byte {
	if oldTrace.fresh {
		oldTrace.fresh = false
		return []byte("go 1.26 trace\x00\x00\x00")
	}
	if end := oldTrace.end; end != nil {
		<-end
	}
	return nil
}
