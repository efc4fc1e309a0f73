package trace

import (
	"errors"
	"io"
	"time"
)

// FlightRecorderConfig says how much a FlightRecorder keeps.
type FlightRecorderConfig struct {
	MinAge   time.Duration
	MaxBytes uint64
}

// A FlightRecorder keeps the latest part of a trace.
type FlightRecorder struct {
	cfg     FlightRecorderConfig
	kept    []generation
	bytes   int
	writing bool
}

// A generation is a part of a trace, and from when to when it tells.
type generation struct {
	data       []byte
	begin, end time.Time
}

// NewFlightRecorder makes a recorder.
func NewFlightRecorder(cfg FlightRecorderConfig) *FlightRecorder {
	if cfg.MinAge == 0 {
		cfg.MinAge = 10 * time.Second
	}
	if cfg.MaxBytes == 0 {
		cfg.MaxBytes = 10 << 20
	}
	return &FlightRecorder{cfg: cfg}
}

// Start turns the recorder on; there can be one at a time.
func (fr *FlightRecorder) Start() error {
	state.Lock()
	defer state.Unlock()
	switch state.flight {
	case nil:
	case fr:
		return errors.New("cannot enable a enabled flight recorder")
	default:
		return errors.New("flight recorder already enabled")
	}
	if !record() {
		return errors.New("runtime error: tracing is already enabled")
	}
	fr.kept, fr.bytes = nil, 0
	state.flight = fr
	return nil
}

// keep takes one more generation, and lets go of old ones that are not needed for the age, or too large.
func (fr *FlightRecorder) keep(g generation) {
	fr.kept = append(fr.kept, g)
	fr.bytes += len(g.data)
	for len(fr.kept) > 1 && (uint64(fr.bytes) > fr.cfg.MaxBytes || g.end.Sub(fr.kept[1].begin) >= fr.cfg.MinAge) {
		fr.bytes -= len(fr.kept[0].data)
		fr.kept = fr.kept[1:]
	}
}

// Stop turns the recorder off.
func (fr *FlightRecorder) Stop() {
	state.Lock()
	if state.flight != fr {
		state.Unlock()
		return
	}
	state.flight = nil
	release()
}

// Enabled reports whether the recorder is on.
func (fr *FlightRecorder) Enabled() bool {
	state.Lock()
	defer state.Unlock()
	return state.flight == fr
}

// WriteTo writes what the recorder keeps.
func (fr *FlightRecorder) WriteTo(w io.Writer) (n int64, err error) {
	state.Lock()
	if state.flight != fr {
		state.Unlock()
		return 0, errors.New("cannot snapshot a disabled flight recorder")
	}
	if fr.writing {
		state.Unlock()
		return 0, errors.New("call to WriteTo for trace.FlightRecorder already in progress")
	}
	fr.writing = true
	advance()
	parts := [][]byte{traceHeader()}
	for _, g := range fr.kept {
		parts = append(parts, g.data)
	}
	state.Unlock()
	defer func() {
		state.Lock()
		fr.writing = false
		state.Unlock()
	}()
	for _, part := range parts {
		k, err := w.Write(part)
		n += int64(k)
		if err != nil {
			return n, err
		}
	}
	return n, nil
}
