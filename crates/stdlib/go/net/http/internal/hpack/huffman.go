package hpack

// The code of RFC 7541, appendix B. Codes of one length go up with their symbols, so the lengths say everything.

// lengths has the length of each symbol's code in bits; the last is for the end of a string.
var lengths = [257]byte{
	13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
	6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
	13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
	15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
	20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
	22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
	26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
	20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
	30,
}

var (
	codes [257]uint32
	// For each length, the first code, how many there are, and where their symbols begin in order.
	firstCode [31]uint32
	counts    [31]int
	begins    [31]int
	order     [257]uint16
	ready     bool
)

func prepare() {
	if ready {
		return
	}
	ready = true
	for _, n := range lengths {
		counts[n]++
	}
	code, at := uint32(0), 0
	for n := 1; n <= 30; n++ {
		code <<= 1
		firstCode[n], begins[n] = code, at
		for s, l := range lengths {
			if int(l) == n {
				codes[s], order[at] = code, uint16(s)
				code++
				at++
			}
		}
	}
}

func packedLen(s string) int {
	n := 0
	for i := range len(s) {
		n += int(lengths[s[i]])
	}
	return (n + 7) / 8
}

func pack(b []byte, s string) []byte {
	prepare()
	var bits uint64
	n := uint(0)
	for i := range len(s) {
		l := uint(lengths[s[i]])
		bits = bits<<l | uint64(codes[s[i]])
		for n += l; n >= 8; n -= 8 {
			b = append(b, byte(bits>>(n-8)))
		}
	}
	if n > 0 {
		b = append(b, byte(bits<<(8-n))|byte(0xff>>n))
	}
	return b
}

func unpack(b []byte) (string, error) {
	prepare()
	out := make([]byte, 0, len(b)*2)
	code, n := uint32(0), 0
	for _, c := range b {
		for bit := 7; bit >= 0; bit-- {
			code = code<<1 | uint32(c>>uint(bit)&1)
			if n++; n > 30 {
				return "", errMalformed
			}
			if i := int(code) - int(firstCode[n]); i >= 0 && i < counts[n] {
				s := order[begins[n]+i]
				if s == 256 {
					return "", errMalformed
				}
				out = append(out, byte(s))
				code, n = 0, 0
			}
		}
	}
	// What is left is the beginning of the end's code: up to seven ones.
	if n > 7 || code != 1<<uint(n)-1 {
		return "", errMalformed
	}
	return string(out), nil
}
