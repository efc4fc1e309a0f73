// Package der reads and writes the distinguished encoding rules of ASN.1 without reflection, for the packages of keys and certificates.
package der

import (
	"math/big"
	"time"
)

// Tags as they stand in the first byte.
const (
	Boolean     = 0x01
	Integer     = 0x02
	Bits        = 0x03
	Octets      = 0x04
	Null        = 0x05
	OID         = 0x06
	Enum        = 0x0a
	UTF8        = 0x0c
	IA5         = 0x16
	UTCTime     = 0x17
	GeneralTime = 0x18
	Sequence    = 0x30
	Set         = 0x31
)

// Context returns the tag n of the context, Made one that is made of elements.
func Context(n byte) byte { return 0x80 | n }
func Made(n byte) byte    { return 0xa0 | n }

// A Reader is what is yet to be read.
type Reader []byte

// Empty reports whether everything is read.
func (r *Reader) Empty() bool { return len(*r) == 0 }

// Peek reports whether the next element has the tag.
func (r *Reader) Peek(tag byte) bool { return len(*r) > 0 && (*r)[0] == tag }

// Any reads the next element. Tags of more than one byte and lengths of more than four are refused.
func (r *Reader) Any() (tag byte, content, whole Reader, ok bool) {
	b := *r
	if len(b) < 2 || b[0]&0x1f == 0x1f {
		return 0, nil, nil, false
	}
	head, n := 2, int(b[1])
	if n >= 0x80 {
		size := n & 0x7f
		if size == 0 || size > 4 || len(b) < 2+size {
			return 0, nil, nil, false
		}
		n = 0
		for _, c := range b[2 : 2+size] {
			n = n<<8 | int(c)
		}
		if n < 0x80 || n>>(8*uint(size-1)) == 0 {
			return 0, nil, nil, false
		}
		head += size
	}
	if n > len(b)-head {
		return 0, nil, nil, false
	}
	*r = b[head+n:]
	return b[0], b[head : head+n : head+n], b[: head+n : head+n], true
}

// Read reads an element with the tag.
func (r *Reader) Read(tag byte) (content Reader, ok bool) {
	if !r.Peek(tag) {
		return nil, false
	}
	_, content, _, ok = r.Any()
	return content, ok
}

// Element is Read for the whole element, head included.
func (r *Reader) Element(tag byte) (whole Reader, ok bool) {
	if !r.Peek(tag) {
		return nil, false
	}
	_, _, whole, ok = r.Any()
	return whole, ok
}

// Optional reads an element if it has the tag.
func (r *Reader) Optional(tag byte) (content Reader, there, ok bool) {
	if !r.Peek(tag) {
		return nil, false, true
	}
	content, ok = r.Read(tag)
	return content, ok, ok
}

func minimal(b []byte) bool {
	return len(b) == 1 || len(b) > 1 && !(b[0] == 0 && b[1] < 0x80) && !(b[0] == 0xff && b[1] >= 0x80)
}

// Big reads an integer.
func (r *Reader) Big() (*big.Int, bool) {
	b, ok := r.Read(Integer)
	if !ok || !minimal(b) {
		return nil, false
	}
	n := new(big.Int).SetBytes(b)
	if b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(len(b))*8))
	}
	return n, true
}

// Int reads an integer that fits an int.
func (r *Reader) Int() (n int, ok bool) {
	b, ok := r.Read(Integer)
	return small(b, ok)
}

// Enum reads an enumerated value.
func (r *Reader) Enum() (n int, ok bool) {
	b, ok := r.Read(Enum)
	return small(b, ok)
}

func small(b []byte, ok bool) (n int, fits bool) {
	if !ok || !minimal(b) || len(b) > 8 {
		return 0, false
	}
	n = int(int8(b[0]))
	for _, c := range b[1:] {
		n = n<<8 | int(c)
	}
	return n, true
}

// Bool reads a boolean.
func (r *Reader) Bool() (v, ok bool) {
	b, ok := r.Read(Boolean)
	if !ok || len(b) != 1 || b[0] != 0 && b[0] != 0xff {
		return false, false
	}
	return b[0] != 0, true
}

// Path reads an object identifier.
func (r *Reader) Path() ([]int, bool) {
	b, ok := r.Read(OID)
	if !ok || len(b) == 0 {
		return nil, false
	}
	var path []int
	for i := 0; i < len(b); {
		n, start := 0, i
		for {
			if i == len(b) || i-start == 5 || i == start && b[i] == 0x80 {
				return nil, false
			}
			c := b[i]
			i++
			n = n<<7 | int(c&0x7f)
			if c < 0x80 {
				break
			}
		}
		if n > 1<<31-1 {
			return nil, false
		}
		if start == 0 {
			first := min(n/40, 2)
			path = append(path, first)
			n -= 40 * first
		}
		path = append(path, n)
	}
	return path, true
}

// BitString reads bits; unused is how many of the last byte do not count.
func (r *Reader) BitString() (bytes []byte, unused int, ok bool) {
	b, ok := r.Read(Bits)
	if !ok || len(b) == 0 || b[0] > 7 || len(b) == 1 && b[0] != 0 || b[len(b)-1]&(1<<b[0]-1) != 0 {
		return nil, 0, false
	}
	return b[1:], int(b[0]), true
}

// Time reads a time of the kind that its content has by the tag.
func Time(tag byte, content []byte) (t time.Time, ok bool) {
	s := string(content)
	layout := "20060102150405Z0700"
	if tag == UTCTime {
		layout = "060102150405Z0700"
		if len(s) > 10 && (s[10] < '0' || s[10] > '9') {
			layout = "0601021504Z0700"
		}
	}
	t, err := time.Parse(layout, s)
	if err != nil || t.Format(layout) != s {
		return t, false
	}
	if tag == UTCTime && t.Year() >= 2050 {
		t = t.AddDate(-100, 0, 0)
	}
	return t, true
}

// AppendLength appends the length of an element's content.
func AppendLength(b []byte, n int) []byte {
	if n < 0x80 {
		return append(b, byte(n))
	}
	size := 1
	for n>>(8*uint(size)) > 0 {
		size++
	}
	b = append(b, 0x80|byte(size))
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(n>>(8*uint(i))))
	}
	return b
}

// Wrap writes an element of the parts.
func Wrap(tag byte, parts ...[]byte) []byte {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	b := make([]byte, 0, n+6)
	b = AppendLength(append(b, tag), n)
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}

// WriteBig writes an integer.
func WriteBig(n *big.Int) []byte {
	switch n.Sign() {
	case 0:
		return []byte{Integer, 1, 0}
	case 1:
		b := n.Bytes()
		if b[0] >= 0x80 {
			return Wrap(Integer, []byte{0}, b)
		}
		return Wrap(Integer, b)
	}
	b := new(big.Int).Not(n).Bytes()
	for i := range b {
		b[i] ^= 0xff
	}
	if len(b) == 0 || b[0] < 0x80 {
		return Wrap(Integer, []byte{0xff}, b)
	}
	return Wrap(Integer, b)
}

// WriteInt writes an integer.
func WriteInt(n int) []byte { return WriteBig(big.NewInt(int64(n))) }

// WriteBool writes a boolean.
func WriteBool(v bool) []byte {
	if v {
		return []byte{Boolean, 1, 0xff}
	}
	return []byte{Boolean, 1, 0}
}

// WritePath writes an object identifier; nil if it is none.
func WritePath(path []int) []byte {
	if len(path) < 2 || path[0] > 2 || path[0] < 0 || path[0] < 2 && path[1] >= 40 {
		return nil
	}
	b := base128(nil, path[0]*40+path[1])
	for _, n := range path[2:] {
		b = base128(b, n)
	}
	return Wrap(OID, b)
}

func base128(b []byte, n int) []byte {
	size := 1
	for n>>(7*uint(size)) > 0 {
		size++
	}
	for i := size - 1; i >= 0; i-- {
		c := byte(n>>(7*uint(i))) & 0x7f
		if i > 0 {
			c |= 0x80
		}
		b = append(b, c)
	}
	return b
}

// WriteBits writes whole bytes of bits.
func WriteBits(b []byte) []byte { return Wrap(Bits, []byte{0}, b) }

// WriteTime writes a time, in the shorter kind from 1950 to 2049.
func WriteTime(t time.Time) []byte {
	t = t.UTC()
	if y := t.Year(); y < 1950 || y >= 2050 {
		return Wrap(GeneralTime, []byte(t.Format("20060102150405Z")))
	}
	return Wrap(UTCTime, []byte(t.Format("060102150405Z")))
}
