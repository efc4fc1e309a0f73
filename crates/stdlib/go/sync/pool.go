package sync

// A Pool is a set of values that may be used again. A value that two collections have found unused is dropped.
type Pool struct {
	noCopy noCopy
	now    poolItems
	// What was there before the last collection.
	old poolItems
	// Number of collections seen.
	seen uint64
	// New makes a value when there is none.
	New func() any
}

// poolItems holds the first value put apart, as gc does for each processor: it is the first to be taken.
type poolItems struct {
	first any
	rest  []any
}

// poolMax is how many values a pool keeps.
const poolMax = 4096

// collections is the number of collections so far.
func collections() uint64

func (p *Pool) age() {
	n := collections()
	if n == p.seen {
		return
	}
	p.old = p.now
	if n > p.seen+1 {
		p.old = poolItems{}
	}
	p.now = poolItems{}
	p.seen = n
}

// Put adds x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.age()
	if p.now.first == nil {
		p.now.first = x
	} else if len(p.now.rest) < poolMax {
		p.now.rest = append(p.now.rest, x)
	}
}

// Get takes any value out of the pool, or makes one.
func (p *Pool) Get() any {
	p.age()
	x := p.now.take()
	if x == nil {
		x = p.old.take()
	}
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}

func (s *poolItems) take() any {
	if x := s.first; x != nil {
		s.first = nil
		return x
	}
	n := len(s.rest)
	if n == 0 {
		return nil
	}
	x := s.rest[n-1]
	s.rest[n-1] = nil
	s.rest = s.rest[:n-1]
	return x
}
