package rand

import "errors"

// A ChaCha8 is a cryptographically strong generator (C2SP chacha8rand): 1024-byte runs of ChaCha8 output in four blocks
// at a time; a run's last 32 bytes are the next run's key.
type ChaCha8 struct {
	seed [4]uint64
	buf  [32]uint64
	// Numbers of buf handed out and present; the block counter of buf.
	used, filled, counter int
	// Bytes of a number that Read has begun, at the end of rest.
	rest    [8]byte
	restLen int
}

// fillBlocks writes blocks counter to counter+3, word by word side by side.
func fillBlocks(seed, buf []uint64, counter int)

func readLittle(b []byte) (x uint64) {
	for i := 7; i >= 0; i-- {
		x = x<<8 | uint64(b[i])
	}
	return
}

func appendLittle(b []byte, x uint64) []byte {
	for range 8 {
		b = append(b, byte(x))
		x >>= 8
	}
	return b
}

// NewChaCha8 returns a seeded generator.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed resets the generator.
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.seed {
		c.seed[i] = readLittle(seed[8*i:])
	}
	c.restart()
	c.restLen = 0
}

func (c *ChaCha8) restart() {
	c.counter, c.used, c.filled = 0, 0, 32
	fillBlocks(c.seed[:], c.buf[:], 0)
}

// refill makes the next numbers: the last four of a run are its successor's key and never handed out.
func (c *ChaCha8) refill() {
	c.counter += 4
	if c.counter == 16 {
		copy(c.seed[:], c.buf[28:])
		c.counter = 0
	}
	fillBlocks(c.seed[:], c.buf[:], c.counter)
	c.used, c.filled = 0, 32
	if c.counter == 12 {
		c.filled = 28
	}
}

// Uint64 returns the next number.
func (c *ChaCha8) Uint64() uint64 {
	if c.used == c.filled {
		c.refill()
	}
	x := c.buf[c.used]
	c.used++
	return x
}

// Read fills p; it never fails. Bytes of a number left over wait for the next Read.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	n = len(p)
	if c.restLen > 0 {
		k := copy(p, c.rest[8-c.restLen:])
		p = p[k:]
		c.restLen -= k
	}
	for len(p) >= 8 {
		x := c.Uint64()
		for i := range 8 {
			p[i] = byte(x)
			x >>= 8
		}
		p = p[8:]
	}
	if len(p) > 0 {
		appendLittle(c.rest[:0], c.Uint64())
		k := copy(p, c.rest[:])
		c.restLen = 8 - k
	}
	return n, nil
}

// AppendBinary appends the state: bytes that Read has left over, if any, then the position in the run and its key.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.restLen > 0 {
		b = append(b, "readbuf:"...)
		b = append(b, byte(c.restLen))
		b = append(b, c.rest[8-c.restLen:]...)
	}
	b = append(b, "chacha8:"...)
	b = appendBig(b, uint64(c.counter/4*32+c.used))
	for _, x := range c.seed {
		b = appendLittle(b, x)
	}
	return b, nil
}

// MarshalBinary returns the state.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

var (
	errChaCha8 = errors.New("invalid ChaCha8 encoding")
	errReadBuf = errors.New("invalid ChaCha8 Read buffer encoding")
)

// UnmarshalBinary restores a state.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	if len(data) >= 8 && string(data[:8]) == "readbuf:" {
		data = data[8:]
		if len(data) == 0 || int(data[0]) >= 8 || len(data) < 1+int(data[0]) {
			return errReadBuf
		}
		c.restLen = int(data[0])
		copy(c.rest[8-c.restLen:], data[1:])
		data = data[1+c.restLen:]
	}
	if len(data) != 48 || string(data[:8]) != "chacha8:" {
		return errChaCha8
	}
	used := readBig(data[8:])
	if used > 4*32-4 {
		return errChaCha8
	}
	for i := range c.seed {
		c.seed[i] = readLittle(data[16+8*i:])
	}
	c.restart()
	for used >= 32 && c.counter < 12 {
		c.refill()
		used -= 32
	}
	c.used = int(used)
	return nil
}
