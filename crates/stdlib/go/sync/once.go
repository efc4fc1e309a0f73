package sync

// A Once does something once.
type Once struct {
	done bool
	m    Mutex
}

// Do calls f if it is the first call for this Once, and returns when that call of f has ended, even in a panic.
func (o *Once) Do(f func()) {
	if !o.done {
		o.doSlow(f)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if !o.done {
		defer func() { o.done = true }()
		f()
	}
}

// onceState is what OnceFunc and its kin share: whether f has returned, and else what it panicked with.
type onceState struct {
	once  Once
	valid bool
	value any
}

func (s *onceState) do(f func()) {
	s.once.Do(func() {
		defer func() {
			if !s.valid {
				s.value = recover()
				panic(s.value)
			}
		}()
		f()
		s.valid = true
	})
	if !s.valid {
		panic(s.value)
	}
}

// OnceFunc returns a function that calls f once; if f panics, every call panics with the same value.
func OnceFunc(f func()) func() {
	s := new(onceState)
	return func() {
		s.do(func() {
			g := f
			f = nil
			g()
		})
	}
}

// OnceValue returns a function that calls f once and returns its value each time.
func OnceValue[T any](f func() T) func() T {
	s := new(onceState)
	var result T
	return func() T {
		s.do(func() {
			g := f
			f = nil
			result = g()
		})
		return result
	}
}

// OnceValues returns a function that calls f once and returns its values each time.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	s := new(onceState)
	var r1 T1
	var r2 T2
	return func() (T1, T2) {
		s.do(func() {
			g := f
			f = nil
			r1, r2 = g()
		})
		return r1, r2
	}
}
