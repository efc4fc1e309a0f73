package sync

// A Pool is a set of values that may be used again.
type Pool struct {
	noCopy noCopy
	items  []any
	// New makes a value when there is none.
	New func() any
}

// poolMax is how many values a pool keeps.
const poolMax = 4096

// Put adds x.
func (p *Pool) Put(x any) {
	if x != nil && len(p.items) < poolMax {
		p.items = append(p.items, x)
	}
}

// Get takes any value out of the pool, or makes one.
func (p *Pool) Get() any {
	if n := len(p.items); n > 0 {
		x := p.items[n-1]
		p.items[n-1] = nil
		p.items = p.items[:n-1]
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}
