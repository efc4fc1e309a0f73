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

// MemProfile has nothing to tell: allocations are not sampled.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) { return 0, true }

// BlockProfile has nothing to tell: waiting is not sampled.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return 0, true }

// MutexProfile has nothing to tell: waiting is not sampled.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return 0, true }

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

// SetBlockProfileRate has no effect: waiting is not sampled.
func SetBlockProfileRate(rate int) {}

// SetMutexProfileFraction notes the rate, which has no effect, and returns the previous one; a negative one only asks.
func SetMutexProfileFraction(rate int) int {
	old := mutexFraction
	if rate >= 0 {
		mutexFraction = rate
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
