package reflect

// flagStickyRO is what MakeRO sets and IsRO looks for.
const flagStickyRO = flagHidden

// SetArgRegs says how many registers calls use: here they use none.
func SetArgRegs(ints, floats int, floatSize uintptr) (oldInts, oldFloats int, oldFloatSize uintptr) {
	return 0, 0, 0
}
