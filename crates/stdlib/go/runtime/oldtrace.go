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

func traceHeader() []byte
func traceBegin() bool
func traceGeneration() []byte
func traceEnd()

// oldTrace is the trace of StartTrace: what of it is still to be read, and
// what is closed at its end.
var oldTrace struct {
	parts [][]byte
	end   chan struct{}
}

type traceError string

func (e traceError) Error() string { return string(e) }
func (e traceError) RuntimeError() {}

// StartTrace begins a trace.
func StartTrace() error {
	if !traceBegin() {
		return traceError("runtime error: tracing is already enabled")
	}
	oldTrace.parts = [][]byte{traceHeader()}
	oldTrace.end = make(chan struct{})
	return nil
}

// StopTrace ends the trace.
func StopTrace() {
	if oldTrace.end != nil {
		oldTrace.parts = append(oldTrace.parts, traceGeneration())
		traceEnd()
		close(oldTrace.end)
		oldTrace.end = nil
	}
}

// ReadTrace returns the next part of the trace, and nil at its end. All but its
// header comes when it has been stopped.
func ReadTrace() []byte {
	if len(oldTrace.parts) == 0 {
		if oldTrace.end == nil {
			return nil
		}
		<-oldTrace.end
	}
	part := oldTrace.parts[0]
	oldTrace.parts = oldTrace.parts[1:]
	return part
}
