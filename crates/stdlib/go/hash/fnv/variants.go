package fnv

import "hash"

type digest32 uint32

// New32 returns a running 32-bit FNV-1 hash.
func New32() hash.Hash32 {
	d := digest32(offset32)
	return &d
}

func (d *digest32) Reset()         { *d = offset32 }
func (d *digest32) Size() int      { return 4 }
func (d *digest32) BlockSize() int { return 1 }
func (d *digest32) Sum32() uint32  { return uint32(*d) }

func (d *digest32) Write(p []byte) (int, error) {
	*d = digest32(sum32(uint32(*d), p, false))
	return len(p), nil
}

func (d *digest32) Sum(in []byte) []byte { return appendUint(in, uint64(*d), 32) }

func (d *digest32) AppendBinary(b []byte) ([]byte, error) { return d.Sum(append(b, "fnv\x01"...)), nil }
func (d *digest32) MarshalBinary() ([]byte, error)        { return d.AppendBinary(nil) }

func (d *digest32) UnmarshalBinary(b []byte) error {
	b, err := state(b, "fnv\x01", 4)
	if err == nil {
		*d = digest32(readUint(b))
	}
	return err
}

func (d *digest32) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

type digest32a uint32

// New32a returns a running 32-bit FNV-1a hash.
func New32a() hash.Hash32 {
	d := digest32a(offset32)
	return &d
}

func (d *digest32a) Reset()         { *d = offset32 }
func (d *digest32a) Size() int      { return 4 }
func (d *digest32a) BlockSize() int { return 1 }
func (d *digest32a) Sum32() uint32  { return uint32(*d) }

func (d *digest32a) Write(p []byte) (int, error) {
	*d = digest32a(sum32(uint32(*d), p, true))
	return len(p), nil
}

func (d *digest32a) Sum(in []byte) []byte { return appendUint(in, uint64(*d), 32) }

func (d *digest32a) AppendBinary(b []byte) ([]byte, error) {
	return d.Sum(append(b, "fnv\x02"...)), nil
}
func (d *digest32a) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest32a) UnmarshalBinary(b []byte) error {
	b, err := state(b, "fnv\x02", 4)
	if err == nil {
		*d = digest32a(readUint(b))
	}
	return err
}

func (d *digest32a) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

type digest64 uint64

// New64 returns a running 64-bit FNV-1 hash.
func New64() hash.Hash64 {
	d := digest64(offset64)
	return &d
}

func (d *digest64) Reset()         { *d = offset64 }
func (d *digest64) Size() int      { return 8 }
func (d *digest64) BlockSize() int { return 1 }
func (d *digest64) Sum64() uint64  { return uint64(*d) }

func (d *digest64) Write(p []byte) (int, error) {
	*d = digest64(sum64(uint64(*d), p, false))
	return len(p), nil
}

func (d *digest64) Sum(in []byte) []byte { return appendUint(in, uint64(*d), 64) }

func (d *digest64) AppendBinary(b []byte) ([]byte, error) { return d.Sum(append(b, "fnv\x03"...)), nil }
func (d *digest64) MarshalBinary() ([]byte, error)        { return d.AppendBinary(nil) }

func (d *digest64) UnmarshalBinary(b []byte) error {
	b, err := state(b, "fnv\x03", 8)
	if err == nil {
		*d = digest64(readUint(b))
	}
	return err
}

func (d *digest64) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

type digest64a uint64

// New64a returns a running 64-bit FNV-1a hash.
func New64a() hash.Hash64 {
	d := digest64a(offset64)
	return &d
}

func (d *digest64a) Reset()         { *d = offset64 }
func (d *digest64a) Size() int      { return 8 }
func (d *digest64a) BlockSize() int { return 1 }
func (d *digest64a) Sum64() uint64  { return uint64(*d) }

func (d *digest64a) Write(p []byte) (int, error) {
	*d = digest64a(sum64(uint64(*d), p, true))
	return len(p), nil
}

func (d *digest64a) Sum(in []byte) []byte { return appendUint(in, uint64(*d), 64) }

func (d *digest64a) AppendBinary(b []byte) ([]byte, error) {
	return d.Sum(append(b, "fnv\x04"...)), nil
}
func (d *digest64a) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest64a) UnmarshalBinary(b []byte) error {
	b, err := state(b, "fnv\x04", 8)
	if err == nil {
		*d = digest64a(readUint(b))
	}
	return err
}

func (d *digest64a) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

type digest128 [2]uint64

// New128 returns a running 128-bit FNV-1 hash.
func New128() hash.Hash { return &digest128{offset128hi, offset128lo} }

func (d *digest128) Reset()         { *d = digest128{offset128hi, offset128lo} }
func (d *digest128) Size() int      { return 16 }
func (d *digest128) BlockSize() int { return 1 }

func (d *digest128) Write(p []byte) (int, error) {
	d[0], d[1] = sum128(d[0], d[1], p, false)
	return len(p), nil
}

func (d *digest128) Sum(in []byte) []byte { return appendUint(appendUint(in, d[0], 64), d[1], 64) }

func (d *digest128) AppendBinary(b []byte) ([]byte, error) {
	return d.Sum(append(b, "fnv\x05"...)), nil
}
func (d *digest128) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest128) UnmarshalBinary(b []byte) error {
	b, err := state(b, "fnv\x05", 16)
	if err == nil {
		*d = digest128{readUint(b[:8]), readUint(b[8:])}
	}
	return err
}

func (d *digest128) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

type digest128a [2]uint64

// New128a returns a running 128-bit FNV-1a hash.
func New128a() hash.Hash { return &digest128a{offset128hi, offset128lo} }

func (d *digest128a) Reset()         { *d = digest128a{offset128hi, offset128lo} }
func (d *digest128a) Size() int      { return 16 }
func (d *digest128a) BlockSize() int { return 1 }

func (d *digest128a) Write(p []byte) (int, error) {
	d[0], d[1] = sum128(d[0], d[1], p, true)
	return len(p), nil
}

func (d *digest128a) Sum(in []byte) []byte { return appendUint(appendUint(in, d[0], 64), d[1], 64) }

func (d *digest128a) AppendBinary(b []byte) ([]byte, error) {
	return d.Sum(append(b, "fnv\x06"...)), nil
}
func (d *digest128a) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest128a) UnmarshalBinary(b []byte) error {
	b, err := state(b, "fnv\x06", 16)
	if err == nil {
		*d = digest128a{readUint(b[:8]), readUint(b[8:])}
	}
	return err
}

func (d *digest128a) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}
