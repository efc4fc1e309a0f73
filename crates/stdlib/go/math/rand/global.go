package rand

import "internal/godebug"

// global serves the package's functions from the machine's generator.
var global = New(runtimeSource{})

var seedNothing = godebug.New("randseednop")

// Seed does nothing, as in Go since 1.24, unless GODEBUG has randseednop=0.
func Seed(seed int64) {
	if seedNothing.Value() == "0" {
		global = New(NewSource(seed))
	}
}

func Int63() int64                       { return global.Int63() }
func Uint32() uint32                     { return global.Uint32() }
func Uint64() uint64                     { return global.Uint64() }
func Int31() int32                       { return global.Int31() }
func Int() int                           { return global.Int() }
func Float64() float64                   { return global.Float64() }
func Float32() float32                   { return global.Float32() }
func Perm(n int) []int                   { return global.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }
func Read(p []byte) (n int, err error)   { return global.Read(p) }
func NormFloat64() float64               { return global.NormFloat64() }
func ExpFloat64() float64                { return global.ExpFloat64() }

// Int63n returns a number in [0, n).
func Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	return int64(runtimeBelow(uint64(n)))
}

// Int31n returns a number in [0, n).
func Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	return int32(runtimeBelow(uint64(n)))
}

// Intn returns a number in [0, n).
func Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	return int(runtimeBelow(uint64(n)))
}
