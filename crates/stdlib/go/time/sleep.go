package time

// Sleep waits for at least d.
func Sleep(d Duration)

// now returns the wall time since 1970 and the monotonic clock, which is 0 in
// a bubble of testing/synctest.
func now() (sec int64, nsec int32, mono int64)

// runtimeNano returns the monotonic clock.
func runtimeNano() int64

// startTimer makes a timer that, in d nanoseconds and then every period nanoseconds if that is above 0, sends the time, with location loc,
// to c, or calls f in a goroutine of its own if c is nil. It names the timer.
func startTimer(d, period int64, c chan Time, f func(), loc *Location) uint64

// stopTimer stops a timer: whether it was active, or what it had sent to c had not been received, which is discarded.
func stopTimer(id uint64, c chan Time) bool

// resetTimer stops the timer id and starts it anew by the clock it had: its new
// name, and what stopTimer says.
func resetTimer(d, period int64, c chan Time, f func(), loc *Location, id uint64) (newID uint64, active bool)

// A Timer is a single event in the future.
type Timer struct {
	C  <-chan Time
	c  chan Time
	f  func()
	id uint64
}

// NewTimer returns a Timer that sends the time to its channel after d.
func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	return &Timer{C: c, c: c, id: startTimer(int64(d), 0, c, nil, Local)}
}

// AfterFunc calls f in its own goroutine after d.
func AfterFunc(d Duration, f func()) *Timer {
	return &Timer{f: f, id: startTimer(int64(d), 0, nil, f, nil)}
}

// After returns a channel that gets the time after d.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// Stop keeps the timer from firing; it reports whether it would have.
func (t *Timer) Stop() bool {
	if t.c == nil && t.f == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return stopTimer(t.id, t.c)
}

// Reset makes the timer fire after d; it reports whether it was active.
func (t *Timer) Reset(d Duration) bool {
	if t.c == nil && t.f == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	var active bool
	t.id, active = resetTimer(int64(d), 0, t.c, t.f, Local, t.id)
	return active
}

// A Ticker sends the time to its channel again and again.
type Ticker struct {
	C  <-chan Time
	c  chan Time
	id uint64
}

// NewTicker returns a Ticker with period d, which must be positive.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	return &Ticker{C: c, c: c, id: startTimer(int64(d), int64(d), c, nil, Local)}
}

// Stop ends the ticks; the channel is not closed.
func (t *Ticker) Stop() {
	if t.c != nil {
		stopTimer(t.id, t.c)
	}
}

// Reset gives the ticker another period, which must be positive.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.c == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.id, _ = resetTimer(int64(d), int64(d), t.c, nil, Local, t.id)
}

// Tick returns the channel of a new Ticker; nil if d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
