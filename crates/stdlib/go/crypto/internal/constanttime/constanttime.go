// Package constanttime compares and selects without branches on its operands. The crypto packages of an installed Go ask for it;
// in gc these functions are intrinsics.
package constanttime

// Select returns x if v is 1 and y if v is 0.
func Select(v, x, y int) int { return ^(v-1)&x | (v-1)&y }

// ByteEq returns 1 if x and y are equal, else 0.
func ByteEq(x, y uint8) int { return int((uint32(x^y) - 1) >> 31) }

// Eq returns 1 if x and y are equal, else 0.
func Eq(x, y int32) int { return int((uint64(uint32(x^y)) - 1) >> 63) }

// LessOrEq returns 1 if x <= y, else 0.
func LessOrEq(x, y int) int { return 1 ^ less(y, x) }

// less returns the borrow of x-y, both moved to the unsigned range.
func less(x, y int) int {
	a, b := uint64(x)^1<<63, uint64(y)^1<<63
	return int((^a&b | (^a|b)&(a-b)) >> 63)
}
