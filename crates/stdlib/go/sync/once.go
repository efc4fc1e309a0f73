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

// do calls f the first time; it is for when f has not returned yet.
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
	s := &struct {
		onceState
		f func()
	}{f: f}
	return func() {
		if !s.valid {
			s.do(func() {
				f := s.f
				s.f = nil
				f()
			})
		}
	}
}

// OnceValue returns a function that calls f once and returns its value each time.
func OnceValue[T any](f func() T) func() T {
	s := &struct {
		onceState
		f      func() T
		result T
	}{f: f}
	return func() T {
		if !s.valid {
			s.do(func() {
				f := s.f
				s.f = nil
				s.result = f()
			})
		}
		return s.result
	}
}

// OnceValues returns a function that calls f once and returns its values each time.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	s := &struct {
		onceState
		f  func() (T1, T2)
		r1 T1
		r2 T2
	}{f: f}
	return func() (T1, T2) {
		if !s.valid {
			s.do(func() {
				f := s.f
				s.f = nil
				s.r1, s.r2 = f()
			})
		}
		return s.r1, s.r2
	}
}
