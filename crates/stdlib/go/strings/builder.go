package strings

import (
	"unicode/utf8"
	"unsafe"
)

// A Builder builds a string by appending to it.
type Builder struct {
	addr *Builder // the receiver, to find copies
	buf  []byte
}

func (b *Builder) check() {
	if b.addr != nil {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
	// The same pointer, but escape analysis does not see that: a Builder may stay on the stack.
	b.addr = (*Builder)(unsafe.Pointer(uintptr(unsafe.Pointer(b)) ^ 0))
}

// String returns what was built.
func (b *Builder) String() string { return view(b.buf) }

// Len returns the number of bytes built.
func (b *Builder) Len() int { return len(b.buf) }

// Cap returns the capacity of the buffer.
func (b *Builder) Cap() int { return cap(b.buf) }

// Reset empties the Builder.
func (b *Builder) Reset() {
	b.addr = nil
	b.buf = nil
}

// Grow makes space for n more bytes.
func (b *Builder) Grow(n int) {
	if b.addr != b {
		b.check()
	}
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		b.buf = append(newBuffer(2*cap(b.buf)+n), b.buf...)
	}
}

// newBuffer makes an empty slice with room for n bytes and what its size class has beyond.
func newBuffer(n int) []byte

func (b *Builder) Write(p []byte) (int, error) {
	if b.addr != b {
		b.check()
	}
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Builder) WriteByte(c byte) error {
	if b.addr != b {
		b.check()
	}
	b.buf = append(b.buf, c)
	return nil
}

func (b *Builder) WriteRune(r rune) (int, error) {
	if b.addr != b {
		b.check()
	}
	if 0 <= r && r < utf8.RuneSelf {
		b.buf = append(b.buf, byte(r))
		return 1, nil
	}
	n := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

func (b *Builder) WriteString(s string) (int, error) {
	if b.addr != b {
		b.check()
	}
	b.buf = append(b.buf, s...)
	return len(s), nil
}
