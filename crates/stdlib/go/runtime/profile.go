package runtime

// goroutineStacks returns, for each goroutine, the number of its pcs and the pcs.
func goroutineStacks(leaked bool) []uintptr

// A StackRecord is a stack.
type StackRecord struct {
	Stack0 [32]uintptr
}

// Stack returns the part of the stack that is used.
func (r *StackRecord) Stack() []uintptr {
	for i, pc := range r.Stack0 {
		if pc == 0 {
			return r.Stack0[:i]
		}
	}
	return r.Stack0[:]
}

// A MemProfileRecord tells of the memory allocated by a stack.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr
}

// InUseBytes returns the bytes in use.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects returns the objects in use.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack returns the part of the stack that is used.
func (r *MemProfileRecord) Stack() []uintptr {
	for i, pc := range r.Stack0 {
		if pc == 0 {
			return r.Stack0[:i]
		}
	}
	return r.Stack0[:]
}

// A BlockProfileRecord tells how long a stack has waited.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// profileSamples returns, for each stack of a profile (0: waiting, 1: locks, 2: memory), four figures, the number of its pcs and
// the pcs.
func profileSamples(kind int) []uintptr

func setProfileRate(kind, rate int)

// eachSample calls f for every stack of a profile and returns how many there are.
func eachSample(kind int, f func(i int, values, pcs []uintptr)) int {
	n := 0
	for all := profileSamples(kind); len(all) > 0; n++ {
		end := 5 + int(all[4])
		f(n, all[:4], all[5:end])
		all = all[end:]
	}
	return n
}

// MemProfile fills p with what has been allocated, by stack, if it is long enough; inuseZero: also where all has been freed.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	var all []MemProfileRecord
	eachSample(2, func(_ int, v, pcs []uintptr) {
		if v[0] == v[2] && !inuseZero {
			return
		}
		r := MemProfileRecord{AllocObjects: int64(v[0]), AllocBytes: int64(v[1]), FreeObjects: int64(v[2]), FreeBytes: int64(v[3])}
		copy(r.Stack0[:], pcs)
		all = append(all, r)
	})
	if len(p) < len(all) {
		return len(all), false
	}
	return copy(p, all), true
}

func contention(kind int, p []BlockProfileRecord) (n int, ok bool) {
	n = eachSample(kind, func(i int, v, pcs []uintptr) {
		if i < len(p) {
			p[i] = BlockProfileRecord{Count: int64(v[0]), Cycles: int64(v[1])}
			copy(p[i].Stack0[:], pcs)
		}
	})
	return n, n <= len(p)
}

// BlockProfile fills p with where goroutines have waited, if it is long enough.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return contention(0, p) }

// MutexProfile fills p with where locks were released that others waited for, if it is long enough.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return contention(1, p) }

// ThreadCreateProfile tells of the one thread.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) { return 1, len(p) >= 1 }

// GoroutineProfile fills p with the stacks of all goroutines if it is long enough.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	n = NumGoroutine()
	if len(p) < n {
		return n, false
	}
	all := goroutineStacks(false)
	for i := 0; i < n && len(all) > 0; i++ {
		k := int(all[0])
		p[i].Stack0 = [32]uintptr{}
		copy(p[i].Stack0[:], all[1:1+k])
		all = all[1+k:]
	}
	return n, true
}

var mutexFraction int

// SetBlockProfileRate has waits of at least so many nanoseconds noted; none if rate is not positive.
func SetBlockProfileRate(rate int) { setProfileRate(0, rate) }

// SetMutexProfileFraction has waits for locks noted unless rate is 0, and returns the previous one; a negative one only asks.
func SetMutexProfileFraction(rate int) int {
	old := mutexFraction
	if rate >= 0 {
		mutexFraction = rate
		setProfileRate(1, rate)
	}
	return old
}

// SetCPUProfileRate has no effect.
func SetCPUProfileRate(hz int) {}

// A Pinner keeps objects where they are: nothing moves here, so it only keeps them alive.
type Pinner struct {
	refs []any
}

// Pin pins an object.
func (p *Pinner) Pin(pointer any) { p.refs = append(p.refs, pointer) }

// Unpin unpins all objects.
func (p *Pinner) Unpin() { p.refs = nil }
