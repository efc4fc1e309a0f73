package x509

import (
	"bytes"
	"encoding/asn1"
	"errors"
	"internal/der"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

var errInvalidOID = errors.New("invalid oid")

// An OID is an object identifier, whatever the size of its numbers.
type OID struct {
	der []byte
}

// ParseOID reads numbers with dots between.
func ParseOID(oid string) (OID, error) {
	var o OID
	return o, o.UnmarshalText([]byte(oid))
}

func newOIDFromDER(b []byte) (OID, bool) {
	if len(b) == 0 || b[len(b)-1] >= 0x80 {
		return OID{}, false
	}
	first := true
	for _, c := range b {
		if first && c == 0x80 {
			return OID{}, false
		}
		first = c < 0x80
	}
	return OID{bytes.Clone(b)}, true
}

// OIDFromInts makes an OID of its numbers.
func OIDFromInts(oid []uint64) (OID, error) {
	if len(oid) < 2 || oid[0] > 2 || oid[0] < 2 && oid[1] > 39 {
		return OID{}, errInvalidOID
	}
	first := new(big.Int).SetUint64(oid[1])
	b := appendBase128(nil, first.Add(first, big.NewInt(int64(oid[0]*40))))
	for _, n := range oid[2:] {
		b = appendBase128(b, new(big.Int).SetUint64(n))
	}
	return OID{b}, nil
}

// OIDFromASN1OID makes an OID of one of package asn1.
func OIDFromASN1OID(asn1OID asn1.ObjectIdentifier) (OID, error) {
	list := make([]uint64, len(asn1OID))
	for i, n := range asn1OID {
		if n < 0 {
			return OID{}, errors.New("x509: OID components must be non-negative")
		}
		list[i] = uint64(n)
	}
	return OIDFromInts(list)
}

func oidOf(path ...uint64) OID {
	o, err := OIDFromInts(path)
	if err != nil {
		panic(err)
	}
	return o
}

func appendBase128(b []byte, n *big.Int) []byte {
	size := max((n.BitLen()+6)/7, 1)
	for i := size - 1; i >= 0; i-- {
		c := byte(new(big.Int).Rsh(n, uint(7*i)).Uint64() & 0x7f)
		if i > 0 {
			c |= 0x80
		}
		b = append(b, c)
	}
	return b
}

// numbers returns the numbers of the OID.
func (oid OID) numbers() []*big.Int {
	var list []*big.Int
	n := new(big.Int)
	for _, c := range oid.der {
		n.Lsh(n, 7)
		n.Or(n, big.NewInt(int64(c&0x7f)))
		if c >= 0x80 {
			continue
		}
		if list == nil {
			first := int64(2)
			if n.IsInt64() {
				first = min(n.Int64()/40, 2)
			}
			list = append(list, big.NewInt(first))
			n.Sub(n, big.NewInt(40*first))
		}
		list = append(list, n)
		n = new(big.Int)
	}
	return list
}

func (oid OID) String() string {
	var b strings.Builder
	for i, n := range oid.numbers() {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(n.String())
	}
	return b.String()
}

// AppendText appends what String returns.
func (o OID) AppendText(b []byte) ([]byte, error) { return append(b, o.String()...), nil }

// MarshalText returns what String returns.
func (o OID) MarshalText() ([]byte, error) { return o.AppendText(nil) }

// UnmarshalText undoes MarshalText.
func (o *OID) UnmarshalText(text []byte) error {
	parts := strings.Split(string(text), ".")
	if len(parts) < 2 {
		return errInvalidOID
	}
	var b []byte
	var first *big.Int
	for i, p := range parts {
		for _, c := range []byte(p) {
			if c < '0' || c > '9' {
				return errInvalidOID
			}
		}
		n, ok := new(big.Int).SetString(p, 10)
		if !ok {
			return errInvalidOID
		}
		switch i {
		case 0:
			first = n
			if n.Cmp(big.NewInt(2)) > 0 {
				return errInvalidOID
			}
		case 1:
			if first.Int64() < 2 && n.Cmp(big.NewInt(39)) > 0 {
				return errInvalidOID
			}
			b = appendBase128(b, n.Add(n, first.Mul(first, big.NewInt(40))))
		default:
			b = appendBase128(b, n)
		}
	}
	o.der = b
	return nil
}

// AppendBinary appends the content of the OID's encoding.
func (o OID) AppendBinary(b []byte) ([]byte, error) { return append(b, o.der...), nil }

// MarshalBinary returns the content of the OID's encoding.
func (o OID) MarshalBinary() ([]byte, error) { return bytes.Clone(o.der), nil }

// UnmarshalBinary undoes MarshalBinary.
func (o *OID) UnmarshalBinary(b []byte) error {
	oid, ok := newOIDFromDER(b)
	if !ok {
		return errInvalidOID
	}
	*o = oid
	return nil
}

// Equal reports whether both are the same.
func (oid OID) Equal(other OID) bool { return bytes.Equal(oid.der, other.der) }

// EqualASN1OID reports whether other is the same.
func (oid OID) EqualASN1OID(other asn1.ObjectIdentifier) bool {
	path, ok := oid.toASN1OID()
	return ok && path.Equal(other)
}

// toASN1OID fails if a number is too large for it.
func (oid OID) toASN1OID() (asn1.ObjectIdentifier, bool) {
	var path asn1.ObjectIdentifier
	for _, n := range oid.numbers() {
		if !n.IsInt64() || n.Int64() > math.MaxInt32 {
			return nil, false
		}
		path = append(path, int(n.Int64()))
	}
	return path, true
}

// bitsOf returns a bit string without zeros at its end.
func bitsOf(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	unused := 0
	if len(b) > 0 {
		unused = bits.TrailingZeros8(b[len(b)-1])
	}
	return der.Wrap(der.Bits, []byte{byte(unused)}, b)
}

func numbered(n int, names []string) string {
	if n >= 0 && n < len(names) && names[n] != "" {
		return names[n]
	}
	return strconv.Itoa(n)
}
