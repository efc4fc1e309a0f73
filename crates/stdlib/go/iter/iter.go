// Package iter: functions that iterate.
package iter

// Seq is an iterator over values.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over pairs of values.
type Seq2[K, V any] func(yield func(K, V) bool)

type pulled[K, V any] struct {
	k  K
	v  V
	ok bool
}

// puller runs an iterator in a goroutine that works only while it is asked.
type puller[K, V any] struct {
	seq      Seq2[K, V]
	ask      chan bool // false: stop
	got      chan pulled[K, V]
	started  bool
	done     bool
	busy     bool
	panicked any
	failed   bool
}

func (p *puller[K, V]) run() {
	defer func() {
		if e := recover(); e != nil {
			p.panicked = e
			p.failed = true
		}
		p.done = true
		p.got <- pulled[K, V]{}
	}()
	if !<-p.ask {
		return
	}
	p.seq(func(k K, v V) bool {
		if p.done {
			return false
		}
		p.got <- pulled[K, V]{k, v, true}
		return <-p.ask
	})
}

func (p *puller[K, V]) step(more bool) pulled[K, V] {
	if p.busy {
		panic("iter.Pull: next called again before yield")
	}
	if p.done || !more && !p.started {
		p.done = true
		return pulled[K, V]{}
	}
	if !p.started {
		p.started = true
		p.ask = make(chan bool)
		p.got = make(chan pulled[K, V])
		go p.run()
	}
	p.busy = true
	p.ask <- more
	r := <-p.got
	p.busy = false
	if p.failed {
		p.failed = false
		panic(p.panicked)
	}
	return r
}

// Pull turns an iterator into functions that ask for the next value and stop it.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := &puller[V, struct{}]{seq: func(yield func(V, struct{}) bool) {
		seq(func(v V) bool { return yield(v, struct{}{}) })
	}}
	next = func() (V, bool) {
		r := p.step(true)
		return r.k, r.ok
	}
	return next, func() { p.step(false) }
}

// Pull2 turns an iterator over pairs into functions that ask for the next pair and stop it.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := &puller[K, V]{seq: seq}
	next = func() (K, V, bool) {
		r := p.step(true)
		return r.k, r.v, r.ok
	}
	return next, func() { p.step(false) }
}
