// Package trace: execution traces, in the format of the reference's tools. The VM records them; here is who gets them, and what
// programs add: tasks, regions, messages.
package trace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

func traceHeader() []byte

// traceBegin begins a trace; false if there is one.
func traceBegin() bool

// traceGeneration ends a part of the trace that can be read by itself, and begins the next.
func traceGeneration() []byte

func traceEnd()

// period is how long a generation lasts at most.
const period = time.Second

// state says who wants the trace that is being taken.
var state struct {
	sync.Mutex
	done   chan struct{} // closed when nobody wants it any longer; nil while nothing is recorded
	over   chan struct{} // closed by pump at its end
	since  time.Time
	writer *subscription
	flight *FlightRecorder
}

// enabled is whether anybody wants it.
var enabled atomic.Bool

// A subscription is a trace that is written as it comes.
type subscription struct {
	writing sync.Mutex
	w       io.Writer
	parts   [][]byte // not written yet
}

// flush writes what there is.
func (s *subscription) flush() {
	s.writing.Lock()
	defer s.writing.Unlock()
	for {
		state.Lock()
		parts := s.parts
		s.parts = nil
		state.Unlock()
		if len(parts) == 0 {
			return
		}
		for _, part := range parts {
			s.w.Write(part)
		}
	}
}

// record has the VM record, for one more. The lock is held.
func record() bool {
	if state.done != nil {
		advance()
		return true
	}
	if !traceBegin() {
		return false
	}
	state.done, state.over = make(chan struct{}), make(chan struct{})
	state.since = time.Now()
	enabled.Store(true)
	go pump(state.done, state.over)
	return true
}

// pump ends generations in time, and has them written.
func pump(done, over chan struct{}) {
	defer close(over)
	tick := time.NewTicker(period)
	defer tick.Stop()
	for {
		state.Lock()
		s := state.writer
		state.Unlock()
		if s != nil {
			s.flush()
		}
		select {
		case <-done:
			return
		case now := <-tick.C:
			state.Lock()
			if state.done == done && now.Sub(state.since) > period/2 {
				advance()
			}
			state.Unlock()
		}
	}
}

// advance ends a generation and gives it to whoever wants it. The lock is held.
func advance() {
	now := time.Now()
	part := traceGeneration()
	if s := state.writer; s != nil {
		s.parts = append(s.parts, part)
	}
	if state.flight != nil {
		state.flight.keep(generation{part, state.since, now})
	}
	state.since = now
}

// release ends the recording if nobody wants it any longer, and gives back the lock, which is held.
func release() {
	wanted := state.writer != nil || state.flight != nil
	over := state.over
	if !wanted {
		close(state.done)
		state.done = nil
		enabled.Store(false)
		traceEnd()
	}
	state.Unlock()
	if !wanted {
		<-over
	}
}

// Start begins a trace, which is written to w.
func Start(w io.Writer) error {
	state.Lock()
	defer state.Unlock()
	if state.writer != nil {
		return errors.New("execution tracer already enabled")
	}
	if !record() {
		return errors.New("runtime error: tracing is already enabled")
	}
	state.writer = &subscription{w: w, parts: [][]byte{traceHeader()}}
	return nil
}

// Stop ends the trace; all of it has been written then.
func Stop() {
	state.Lock()
	s := state.writer
	if s == nil {
		state.Unlock()
		return
	}
	advance()
	state.writer = nil
	release()
	s.flush()
}

// IsEnabled reports whether a trace is being taken.
func IsEnabled() bool { return enabled.Load() }

func taskBegin(id, parent uint64, name string)
func taskEnd(id uint64)
func regionBegin(task uint64, name string)
func regionEnd(task uint64, name string)
func userLog(task uint64, category, message string)

type traceContextKey struct{}

// A Task is a piece of work that may go on in several goroutines.
type Task struct {
	id uint64
}

var lastTask atomic.Uint64

// taskOf is the task that a context is for; number 0 stands for none.
func taskOf(ctx context.Context) uint64 {
	if t, ok := ctx.Value(traceContextKey{}).(*Task); ok {
		return t.id
	}
	return 0
}

// NewTask begins a task.
func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	task = &Task{lastTask.Add(1)}
	taskBegin(task.id, taskOf(pctx), taskType)
	return context.WithValue(pctx, traceContextKey{}, task), task
}

// End ends the task.
func (t *Task) End() { taskEnd(t.id) }

// A Region is a part of a goroutine's work.
type Region struct {
	id         uint64
	regionType string
}

// noRegion stands for those that begin while no trace is taken.
var noRegion = &Region{}

// StartRegion begins a region.
func StartRegion(ctx context.Context, regionType string) *Region {
	if !enabled.Load() {
		return noRegion
	}
	r := &Region{taskOf(ctx), regionType}
	regionBegin(r.id, regionType)
	return r
}

// End ends the region.
func (r *Region) End() {
	if r != noRegion {
		regionEnd(r.id, r.regionType)
	}
}

// WithRegion calls fn in a region.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	id := taskOf(ctx)
	regionBegin(id, regionType)
	defer regionEnd(id, regionType)
	fn()
}

// Log puts a message into the trace.
func Log(ctx context.Context, category, message string) {
	userLog(taskOf(ctx), category, message)
}

// Logf puts a message into the trace.
func Logf(ctx context.Context, category, format string, args ...any) {
	if enabled.Load() {
		Log(ctx, category, fmt.Sprintf(format, args...))
	}
}
