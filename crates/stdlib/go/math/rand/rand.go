// Package rand (math/rand): pseudo-random numbers in Go's exact sequences for a given seed. The generator behind NewSource
// (an additive lagged Fibonacci generator) is native; its state is a slice: two positions, then 607 words.
package rand

// A Source gives uniform 63-bit numbers; the ones made here are not safe for concurrent use.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 gives 64-bit numbers at once.
type Source64 interface {
	Source
	Uint64() uint64
}

type rngSource struct {
	state []uint64
}

func seedState(state []uint64, seed int64)
func nextState(state []uint64) uint64
func runtimeUint64() uint64

// What Rand does most, in one step for NewSource's generator: Int31n or Int63n by size, Int63n, Float64.
func stateIntn(state []uint64, n int) int
func stateInt63n(state []uint64, n int64) int64
func stateFloat64(state []uint64) float64

// runtimeBelow is a number in [0, n) of the machine's generator.
func runtimeBelow(n uint64) uint64

func (r *rngSource) Seed(seed int64) { seedState(r.state, seed) }
func (r *rngSource) Int63() int64    { return int64(nextState(r.state) &^ (1 << 63)) }
func (r *rngSource) Uint64() uint64  { return nextState(r.state) }

// NewSource returns a seeded source that is a Source64 too.
func NewSource(seed int64) Source {
	r := &rngSource{make([]uint64, 2+607)}
	seedState(r.state, seed)
	return r
}

// runtimeSource draws from the machine's own generator.
type runtimeSource struct{}

func (runtimeSource) Seed(int64)     { panic("internal error: call to runtimeSource.Seed") }
func (runtimeSource) Int63() int64   { return int64(runtimeUint64() &^ (1 << 63)) }
func (runtimeSource) Uint64() uint64 { return runtimeUint64() }

// A Rand turns a source into numbers of many kinds.
type Rand struct {
	src Source
	s64 Source64
	// NewSource's state, if src is from there.
	state []uint64

	// Read's remaining bytes of the last Int63.
	readVal int64
	readPos int8
}

// New returns a Rand over src.
func New(src Source) *Rand {
	r := &Rand{src: src}
	r.s64, _ = src.(Source64)
	if s, ok := src.(*rngSource); ok {
		r.state = s.state
	}
	return r
}

// Seed resets the source.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.readPos = 0
}

// Int63 returns 63 random bits.
func (r *Rand) Int63() int64 { return r.src.Int63() }

// Uint32 returns 32 random bits.
func (r *Rand) Uint32() uint32 { return uint32(r.src.Int63() >> 31) }

// Uint64 returns 64 random bits.
func (r *Rand) Uint64() uint64 {
	if r.s64 != nil {
		return r.s64.Uint64()
	}
	low := uint64(r.src.Int63()) >> 31
	return low | uint64(r.src.Int63())<<32
}

// Int31 returns 31 random bits.
func (r *Rand) Int31() int32 { return int32(r.src.Int63() >> 32) }

// Int returns a random int that is not negative.
func (r *Rand) Int() int { return int(r.src.Int63()) }

// Int63n returns a number in [0, n).
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if r.state != nil {
		return stateInt63n(r.state, n)
	}
	if n&(n-1) == 0 {
		return r.src.Int63() & (n - 1)
	}
	// Numbers above the last multiple of n are refused.
	limit := int64(1<<63 - 1 - (1<<63)%uint64(n))
	v := r.src.Int63()
	for v > limit {
		v = r.src.Int63()
	}
	return v % n
}

// Int31n returns a number in [0, n).
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if r.state != nil {
		return int32(stateIntn(r.state, int(n)))
	}
	if n&(n-1) == 0 {
		return int32(r.src.Int63()>>32) & (n - 1)
	}
	limit := int32(1<<31 - 1 - (1<<31)%uint32(n))
	v := int32(r.src.Int63() >> 32)
	for v > limit {
		v = int32(r.src.Int63() >> 32)
	}
	return v % n
}

// int31n is a number in [0, n) by Lemire's multiplication.
func (r *Rand) int31n(n int32) int32 {
	product := uint64(r.Uint32()) * uint64(n)
	if low := uint32(product); low < uint32(n) {
		least := uint32(-n) % uint32(n)
		for uint32(product) < least {
			product = uint64(r.Uint32()) * uint64(n)
		}
	}
	return int32(product >> 32)
}

// Intn returns a number in [0, n).
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if r.state != nil {
		return stateIntn(r.state, n)
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 {
	if r.state != nil {
		return stateFloat64(r.state)
	}
	for {
		if f := float64(r.src.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm returns a permutation of [0, n).
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := 0; i < n; i++ {
		j := r.Intn(i + 1)
		p[i] = p[j]
		p[j] = i
	}
	return p
}

// Shuffle reorders n elements by calls of swap.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > 1<<31-2; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, int(r.int31n(int32(i+1))))
	}
}

// Read fills p; it never fails.
func (r *Rand) Read(p []byte) (n int, err error) {
	val, pos := r.readVal, r.readPos
	for i := range p {
		if pos == 0 {
			val = r.src.Int63()
			pos = 7
		}
		p[i] = byte(val)
		val >>= 8
		pos--
	}
	r.readVal, r.readPos = val, pos
	return len(p), nil
}
