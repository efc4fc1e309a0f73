package sync

// A Pool is a set of values that may be used again. A value that two collections have found unused is dropped.
type Pool struct {
	noCopy noCopy
	items  *poolItems // nil before the first Put
	_      [3]uintptr
	// New makes a value when there is none.
	New func() any
}

// poolItems is what a pool holds. The collector knows this layout: it makes old ones of the new ones, and drops the old ones.
type poolItems struct {
	now, old items
	kept     bool // the collector has them in its list
}

// items holds the first value put apart, as gc does for each processor: it is the first to be taken.
type items struct {
	first any
	rest  []any
}

// poolMax is how many values a pool keeps.
const poolMax = 4096

// keepPool puts items into the collector's list.
func keepPool(items *poolItems)

// Put adds x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	if p.items == nil || !p.items.kept {
		p.keep()
	}
	now := &p.items.now
	if now.first == nil {
		now.first = x
	} else if len(now.rest) < poolMax {
		now.rest = append(now.rest, x)
	}
}

//go:noinline
func (p *Pool) keep() {
	if p.items == nil {
		p.items = new(poolItems)
	}
	p.items.kept = true
	keepPool(p.items)
}

// Get takes any value out of the pool, or makes one.
func (p *Pool) Get() any {
	if p.items != nil {
		if x := p.items.now.take(); x != nil {
			return x
		}
		if x := p.items.old.take(); x != nil {
			return x
		}
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

func (s *items) take() any {
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
