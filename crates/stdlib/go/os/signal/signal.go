// Package signal: the program's side of signals. A goroutine waits for them and hands each to the channels that ask for it.
package signal

import (
	"context"
	"os"
	"sync"
	"syscall"
)

// signal_recv waits for the next signal.
func signal_recv() uint32

// These change what the process does with a signal: it goes to the program, has its default effect, or none.
func signal_enable(s uint32)
func signal_disable(s uint32)
func signal_ignore(s uint32)

func signal_ignored(s uint32) bool

const count = 65

// A set holds signals by number.
type set [(count + 31) / 32]uint32

func (s *set) has(n int) bool { return s[n/32]>>(n%32)&1 != 0 }
func (s *set) add(n int)      { s[n/32] |= 1 << (n % 32) }
func (s *set) remove(n int)   { s[n/32] &^= 1 << (n % 32) }
func (s *set) empty() bool    { return *s == set{} }

// What the channels want.
var handlers struct {
	sync.Mutex
	wanted map[chan<- os.Signal]*set
	number [count]int // channels that want a signal
}

var loopOnce sync.Once

// num returns the number of a signal, -1 if it has none that can be used.
func num(sig os.Signal) int {
	if s, ok := sig.(syscall.Signal); ok && 0 <= s && s < count {
		return int(s)
	}
	return -1
}

func loop() {
	for {
		process(syscall.Signal(signal_recv()))
	}
}

// process hands a signal to the channels that have room for it.
func process(sig os.Signal) {
	n := num(sig)
	if n < 0 {
		return
	}
	handlers.Lock()
	defer handlers.Unlock()
	for c, s := range handlers.wanted {
		if s.has(n) {
			select {
			case c <- sig:
			default:
			}
		}
	}
}

// Notify sends signals to c: those named, or all. A signal for which c has no room is lost.
func Notify(c chan<- os.Signal, sigs ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	handlers.Lock()
	defer handlers.Unlock()
	s := handlers.wanted[c]
	if s == nil {
		if handlers.wanted == nil {
			handlers.wanted = make(map[chan<- os.Signal]*set)
		}
		s = new(set)
		handlers.wanted[c] = s
	}
	add := func(n int) {
		if n < 0 || s.has(n) {
			return
		}
		s.add(n)
		if handlers.number[n] == 0 {
			signal_enable(uint32(n))
			loopOnce.Do(func() { go loop() })
		}
		handlers.number[n]++
	}
	if len(sigs) == 0 {
		for n := 0; n < count; n++ {
			add(n)
		}
		return
	}
	for _, sig := range sigs {
		add(num(sig))
	}
}

// drop takes the signals for which gone answers true from a channel.
func drop(c chan<- os.Signal, s *set, gone func(n int) bool) {
	for n := 0; n < count; n++ {
		if s.has(n) && gone(n) {
			s.remove(n)
			handlers.number[n]--
			if handlers.number[n] == 0 {
				signal_disable(uint32(n))
			}
		}
	}
	if s.empty() {
		delete(handlers.wanted, c)
	}
}

// Stop ends sending signals to c. When it returns, c gets no more.
func Stop(c chan<- os.Signal) {
	handlers.Lock()
	defer handlers.Unlock()
	if s := handlers.wanted[c]; s != nil {
		drop(c, s, func(int) bool { return true })
	}
}

// cancel takes signals, or all of them, from every channel and calls act for each.
func cancel(sigs []os.Signal, act func(s uint32)) {
	handlers.Lock()
	defer handlers.Unlock()
	one := func(n int) {
		if n < 0 {
			return
		}
		for c, s := range handlers.wanted {
			drop(c, s, func(m int) bool { return m == n })
		}
		act(uint32(n))
	}
	if len(sigs) == 0 {
		for n := 0; n < count; n++ {
			one(n)
		}
		return
	}
	for _, sig := range sigs {
		one(num(sig))
	}
}

// Ignore makes signals, or all of them, have no effect.
func Ignore(sig ...os.Signal) { cancel(sig, signal_ignore) }

// Ignored reports whether a signal is ignored.
func Ignored(sig os.Signal) bool {
	n := num(sig)
	return n >= 0 && signal_ignored(uint32(n))
}

// Reset undoes Notify for signals, or all of them.
func Reset(sig ...os.Signal) { cancel(sig, signal_disable) }

// NotifyContext returns a context that is done when one of the signals arrives, stop is called or the parent is done.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	c := &signalCtx{Context: ctx, cancel: cancel, signals: signals, ch: make(chan os.Signal, 1)}
	Notify(c.ch, c.signals...)
	if ctx.Err() == nil {
		go func() {
			select {
			case s := <-c.ch:
				c.cancel(signalError(s.String() + " signal received"))
			case <-c.Done():
			}
		}()
	}
	return c, c.stop
}

type signalCtx struct {
	context.Context
	cancel  context.CancelCauseFunc
	signals []os.Signal
	ch      chan os.Signal
}

func (c *signalCtx) stop() {
	c.cancel(nil)
	Stop(c.ch)
}

// signalError is why a context ended.
type signalError string

func (e signalError) Error() string { return string(e) }

// Is makes the cause one of cancellation.
func (e signalError) Is(target error) bool { return target == context.Canceled }

func (c *signalCtx) String() string {
	// The parent's text ends in the method that made this one.
	text := c.Context.(interface{ String() string }).String()
	text = "signal.NotifyContext(" + text[:len(text)-len(".WithCancel")]
	if len(c.signals) != 0 {
		text += ", ["
		for i, s := range c.signals {
			text += s.String()
			if i != len(c.signals)-1 {
				text += " "
			}
		}
		text += "]"
	}
	return text + ")"
}
