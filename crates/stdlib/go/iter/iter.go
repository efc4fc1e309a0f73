// Package iter: functions that iterate.
package iter

import "runtime"

// Seq is an iterator over values.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over pairs of values.
type Seq2[K, V any] func(yield func(K, V) bool)

// puller runs an iterator in a goroutine of its own, which works only while the caller waits: next and yield take turns.
type puller[K, V any] struct {
	seq    Seq2[K, V]
	resume chan struct{} // the iterator's turn
	back   chan struct{} // the caller's turn
	asked  bool          // next waits for a yield
	over   bool          // the iterator has returned, or is to return

	k  K
	v  V
	ok bool

	failure any // what the iterator panicked with
	exited  bool
}

func newPuller[K, V any](seq Seq2[K, V]) *puller[K, V] {
	p := &puller[K, V]{seq: seq, resume: make(chan struct{}), back: make(chan struct{})}
	go p.run()
	return p
}

func (p *puller[K, V]) run() {
	returned := false
	defer func() {
		if e := recover(); e != nil {
			p.failure = e
		} else if !returned {
			p.exited = true
		}
		p.over = true
		p.back <- struct{}{}
	}()
	<-p.resume
	if !p.over {
		p.seq(p.yield)
	}
	returned = true
}

func (p *puller[K, V]) yield(k K, v V) bool {
	if p.over {
		return false
	}
	if !p.asked {
		panic("iter.Pull: yield called again before next")
	}
	p.asked = false
	p.k, p.v, p.ok = k, v, true
	p.back <- struct{}{}
	<-p.resume
	return !p.over
}

// turn lets the iterator work until it yields or ends.
func (p *puller[K, V]) turn() {
	p.resume <- struct{}{}
	<-p.back
	if !p.over {
		return
	}
	// its goroutine is about to end, and is not to be seen any more
	runtime.Gosched()
	if e := p.failure; e != nil {
		p.failure = nil
		panic(e)
	}
	if p.exited {
		p.exited = false
		runtime.Goexit()
	}
}

func (p *puller[K, V]) next() (k K, v V, ok bool) {
	if p.over {
		return
	}
	if p.asked {
		panic("iter.Pull: next called again before yield")
	}
	p.asked = true
	p.turn()
	var noKey K
	var noValue V
	k, v, ok = p.k, p.v, p.ok
	p.k, p.v, p.ok = noKey, noValue, false
	return
}

func (p *puller[K, V]) stop() {
	if !p.over {
		p.over = true
		p.turn()
	}
}

// Pull turns an iterator into functions that ask for the next value and stop it.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller(func(yield func(V, struct{}) bool) {
		seq(func(v V) bool { return yield(v, struct{}{}) })
	})
	next = func() (V, bool) {
		v, _, ok := p.next()
		return v, ok
	}
	return next, p.stop
}

// Pull2 turns an iterator over pairs into functions that ask for the next pair and stop it.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := newPuller(seq)
	return p.next, p.stop
}
