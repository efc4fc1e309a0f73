package binary

import (
	"math/bits"
	"unsafe"
)

// The bytes of b as the machine reads them; the caller has checked that they are there.

func word16(b []byte) *uint16 { return (*uint16)(unsafe.Pointer(unsafe.SliceData(b))) }
func word32(b []byte) *uint32 { return (*uint32)(unsafe.Pointer(unsafe.SliceData(b))) }
func word64(b []byte) *uint64 { return (*uint64)(unsafe.Pointer(unsafe.SliceData(b))) }

// The orders of bytes.
var (
	BigEndian    bigEndian
	LittleEndian littleEndian
	NativeEndian nativeEndian
)

type (
	bigEndian    struct{}
	littleEndian struct{}

	// nativeEndian is the machine's order.
	nativeEndian struct {
		littleEndian
	}
)

func (nativeEndian) String() string   { return "NativeEndian" }
func (nativeEndian) GoString() string { return "binary.NativeEndian" }

func (bigEndian) Uint16(b []byte) uint16 {
	_ = b[1]
	return bits.ReverseBytes16(*word16(b))
}

func (bigEndian) PutUint16(b []byte, v uint16) {
	_ = b[1]
	*word16(b) = bits.ReverseBytes16(v)
}

func (bigEndian) AppendUint16(b []byte, v uint16) []byte {
	return append(b, byte(v>>8), byte(v))
}

func (bigEndian) Uint32(b []byte) uint32 {
	_ = b[3]
	return bits.ReverseBytes32(*word32(b))
}

func (bigEndian) PutUint32(b []byte, v uint32) {
	_ = b[3]
	*word32(b) = bits.ReverseBytes32(v)
}

func (bigEndian) AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (bigEndian) Uint64(b []byte) uint64 {
	_ = b[7]
	return bits.ReverseBytes64(*word64(b))
}

func (bigEndian) PutUint64(b []byte, v uint64) {
	_ = b[7]
	*word64(b) = bits.ReverseBytes64(v)
}

func (bigEndian) AppendUint64(b []byte, v uint64) []byte {
	return append(b, byte(v>>56), byte(v>>48), byte(v>>40), byte(v>>32), byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (bigEndian) String() string   { return "BigEndian" }
func (bigEndian) GoString() string { return "binary.BigEndian" }

func (littleEndian) Uint16(b []byte) uint16 {
	_ = b[1]
	return *word16(b)
}

func (littleEndian) PutUint16(b []byte, v uint16) {
	_ = b[1]
	*word16(b) = v
}

func (littleEndian) AppendUint16(b []byte, v uint16) []byte {
	return append(b, byte(v), byte(v>>8))
}

func (littleEndian) Uint32(b []byte) uint32 {
	_ = b[3]
	return *word32(b)
}

func (littleEndian) PutUint32(b []byte, v uint32) {
	_ = b[3]
	*word32(b) = v
}

func (littleEndian) AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

func (littleEndian) Uint64(b []byte) uint64 {
	_ = b[7]
	return *word64(b)
}

func (littleEndian) PutUint64(b []byte, v uint64) {
	_ = b[7]
	*word64(b) = v
}

func (littleEndian) AppendUint64(b []byte, v uint64) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24), byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
}

func (littleEndian) String() string   { return "LittleEndian" }
func (littleEndian) GoString() string { return "binary.LittleEndian" }
