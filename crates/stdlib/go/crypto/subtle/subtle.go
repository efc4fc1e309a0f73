// Package subtle: comparisons and choices whose time does not depend on the data.
package subtle

func compare(x, y []byte) bool
func xor(dst, x, y []byte) int

// ConstantTimeCompare returns 1 if x and y are equal, else 0.
func ConstantTimeCompare(x, y []byte) int {
	if len(x) == len(y) && compare(x, y) {
		return 1
	}
	return 0
}

// ConstantTimeSelect returns x if v is 1, y if it is 0.
func ConstantTimeSelect(v, x, y int) int { return ^(v-1)&x | (v-1)&y }

// ConstantTimeByteEq returns 1 if x and y are equal, else 0.
func ConstantTimeByteEq(x, y uint8) int { return int((uint32(x^y) - 1) >> 31) }

// ConstantTimeEq returns 1 if x and y are equal, else 0.
func ConstantTimeEq(x, y int32) int { return int((uint64(uint32(x^y)) - 1) >> 63) }

// ConstantTimeCopy copies y to x if v is 1, and does nothing if it is 0.
func ConstantTimeCopy(v int, x, y []byte) {
	if len(x) != len(y) {
		panic("subtle: slices have different lengths")
	}
	keep, take := byte(v-1), ^byte(v-1)
	for i := range x {
		x[i] = x[i]&keep | y[i]&take
	}
}

// ConstantTimeLessOrEq returns 1 if x is at most y, else 0; both are between 0 and 2³¹-1.
func ConstantTimeLessOrEq(x, y int) int { return int((int32(x)-int32(y)-1)>>31) & 1 }

// XORBytes writes x[i] ^ y[i] to dst for as long as both are, and returns their number.
func XORBytes(dst, x, y []byte) int {
	n := min(len(x), len(y))
	if n == 0 {
		return 0
	}
	if n > len(dst) {
		panic("subtle.XORBytes: dst too short")
	}
	switch xor(dst, x, y) {
	case -1:
		panic("subtle.XORBytes: invalid overlap")
	}
	return n
}

// WithDataIndependentTiming calls f.
func WithDataIndependentTiming(f func()) { f() }
