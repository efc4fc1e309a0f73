package sha3

import "errors"

// A SHAKE is a running SHAKE or cSHAKE function.
type SHAKE struct {
	s sponge
	// What cSHAKE absorbs first: function name and customization, encoded.
	first []byte
}

func newSHAKE(rate int) *SHAKE { return &SHAKE{s: sponge{rate: rate, dsbyte: dsSHAKE}} }

// NewSHAKE128 returns a running SHAKE128.
func NewSHAKE128() *SHAKE { return newSHAKE(168) }

// NewSHAKE256 returns a running SHAKE256.
func NewSHAKE256() *SHAKE { return newSHAKE(136) }

// NewCSHAKE128 returns a running cSHAKE128 with a function name and a customization string.
func NewCSHAKE128(N, S []byte) *SHAKE { return newCSHAKE(168, N, S) }

// NewCSHAKE256 returns a running cSHAKE256 with a function name and a customization string.
func NewCSHAKE256(N, S []byte) *SHAKE { return newCSHAKE(136, N, S) }

// leftEncode is a number with its length in bytes before it.
func leftEncode(x uint64) []byte {
	var digits []byte
	for ok := true; ok; ok = x > 0 {
		digits = append([]byte{byte(x)}, digits...)
		x >>= 8
	}
	return append([]byte{byte(len(digits))}, digits...)
}

func newCSHAKE(rate int, N, S []byte) *SHAKE {
	s := newSHAKE(rate)
	if len(N) == 0 && len(S) == 0 {
		return s
	}
	s.s.dsbyte = dsCSHAKE
	s.first = append(s.first, leftEncode(uint64(len(N))*8)...)
	s.first = append(s.first, N...)
	s.first = append(s.first, leftEncode(uint64(len(S))*8)...)
	s.first = append(s.first, S...)
	s.begin()
	return s
}

// begin absorbs what cSHAKE begins with, filled up to a block.
func (s *SHAKE) begin() {
	block := append(leftEncode(uint64(s.s.rate)), s.first...)
	if over := len(block) % s.s.rate; over > 0 {
		block = append(block, make([]byte, s.s.rate-over)...)
	}
	s.s.write(block)
}

// sponge of a zero SHAKE, which is SHAKE256.
func (s *SHAKE) init() *sponge {
	if s.s.rate == 0 {
		*s = *NewSHAKE256()
	}
	return &s.s
}

func (s *SHAKE) Write(p []byte) (n int, err error) {
	s.init().write(p)
	return len(p), nil
}

func (s *SHAKE) Read(p []byte) (n int, err error) {
	s.init().read(p)
	return len(p), nil
}

func (s *SHAKE) Reset() {
	s.init().reset()
	if s.first != nil {
		s.begin()
	}
}

func (s *SHAKE) BlockSize() int { return s.init().rate }

func (s *SHAKE) AppendBinary(p []byte) ([]byte, error) {
	return append(s.init().appendBinary(p), s.first...), nil
}

func (s *SHAKE) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *SHAKE) UnmarshalBinary(data []byte) error {
	if len(data) < marshaledSize {
		return errors.New("sha3: invalid hash state")
	}
	if err := s.init().unmarshal(data[:marshaledSize]); err != nil {
		return err
	}
	s.first = append([]byte(nil), data[marshaledSize:]...)
	return nil
}

// SumSHAKE128 returns length bytes of SHAKE128 of data.
func SumSHAKE128(data []byte, length int) []byte { return sumSHAKE(168, data, length) }

// SumSHAKE256 returns length bytes of SHAKE256 of data.
func SumSHAKE256(data []byte, length int) []byte { return sumSHAKE(136, data, length) }

func sumSHAKE(rate int, data []byte, length int) []byte {
	out := make([]byte, length)
	s := newSHAKE(rate)
	s.s.write(data)
	s.s.read(out)
	return out
}
