// Package digest is what the hashes of the MD family have in common: how a running one is written down and read again.
package digest

import "errors"

// A Word is the unit in which a hash computes.
type Word interface{ uint32 | uint64 }

func size[W Word]() int {
	var w W
	if w--; uint64(w)>>32 == 0 {
		return 4
	}
	return 8
}

func appendWord(b []byte, x uint64, bytes int) []byte {
	for bits := 8 * bytes; bits > 0; {
		bits -= 8
		b = append(b, byte(x>>uint(bits)))
	}
	return b
}

func word(b []byte) (x uint64) {
	for _, c := range b {
		x = x<<8 | uint64(c)
	}
	return x
}

// Append appends a state: what it is called by, chaining values, the first n bytes of a block not yet whole, the length of all.
func Append[W Word](b []byte, magic string, h []W, block []byte, n int, length uint64) []byte {
	b = append(b, magic...)
	for _, w := range h {
		b = appendWord(b, uint64(w), size[W]())
	}
	b = append(b, block[:n]...)
	b = append(b, make([]byte, len(block)-n)...)
	return appendWord(b, length, 8)
}

// Restore reads a state back.
func Restore[W Word](b []byte, name, magic string, h []W, block []byte) (n int, length uint64, err error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return 0, 0, errors.New("crypto/" + name + ": invalid hash state identifier")
	}
	width := size[W]()
	if len(b) != len(magic)+len(h)*width+len(block)+8 {
		return 0, 0, errors.New("crypto/" + name + ": invalid hash state size")
	}
	b = b[len(magic):]
	for i := range h {
		h[i] = W(word(b[:width]))
		b = b[width:]
	}
	copy(block, b)
	length = word(b[len(block):])
	return int(length % uint64(len(block))), length, nil
}
