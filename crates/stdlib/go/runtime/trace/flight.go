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

// A FlightRecorder keeps the latest part of a trace. As nothing is recorded, a
// snapshot has its header only.
type FlightRecorder struct {
	cfg FlightRecorderConfig
}

// flying is the recorder that is on.
var flying *FlightRecorder

// NewFlightRecorder makes a recorder.
func NewFlightRecorder(cfg FlightRecorderConfig) *FlightRecorder { return &FlightRecorder{cfg} }

// Start turns the recorder on; there can be one at a time.
func (fr *FlightRecorder) Start() error {
	state.Lock()
	defer state.Unlock()
	switch flying {
	case nil:
		flying = fr
		return nil
	case fr:
		return errors.New("cannot enable a enabled flight recorder")
	}
	return errors.New("flight recorder already enabled")
}

// Stop turns the recorder off.
func (fr *FlightRecorder) Stop() {
	state.Lock()
	defer state.Unlock()
	if flying == fr {
		flying = nil
	}
}

// Enabled reports whether the recorder is on.
func (fr *FlightRecorder) Enabled() bool {
	state.Lock()
	defer state.Unlock()
	return flying == fr
}

// WriteTo writes what the recorder keeps.
func (fr *FlightRecorder) WriteTo(w io.Writer) (n int64, err error) {
	if !fr.Enabled() {
		return 0, errors.New("cannot snapshot a disabled flight recorder")
	}
	k, err := io.WriteString(w, header)
	return int64(k), err
}
