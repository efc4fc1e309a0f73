// Package hpack: the compression of HTTP/2's headers, by RFC 7541.
package hpack

import "errors"

// A Field is a name with its value. Sensitive fields are never put into tables.
type Field struct {
	Name, Value string
	Sensitive   bool
}

// size is what a field counts for in a table.
func (f *Field) size() int { return len(f.Name) + len(f.Value) + 32 }

var errMalformed = errors.New("malformed header block")

// fixed is the table that everybody has, from index 1 on.
var fixed = [...]Field{
	{Name: ":authority"}, {":method", "GET", false}, {":method", "POST", false}, {":path", "/", false}, {":path", "/index.html", false},
	{":scheme", "http", false}, {":scheme", "https", false}, {":status", "200", false}, {":status", "204", false}, {":status", "206", false},
	{":status", "304", false}, {":status", "400", false}, {":status", "404", false}, {":status", "500", false}, {Name: "accept-charset"},
	{"accept-encoding", "gzip, deflate", false}, {Name: "accept-language"}, {Name: "accept-ranges"}, {Name: "accept"},
	{Name: "access-control-allow-origin"}, {Name: "age"}, {Name: "allow"}, {Name: "authorization"}, {Name: "cache-control"},
	{Name: "content-disposition"}, {Name: "content-encoding"}, {Name: "content-language"}, {Name: "content-length"},
	{Name: "content-location"}, {Name: "content-range"}, {Name: "content-type"}, {Name: "cookie"}, {Name: "date"}, {Name: "etag"},
	{Name: "expect"}, {Name: "expires"}, {Name: "from"}, {Name: "host"}, {Name: "if-match"}, {Name: "if-modified-since"},
	{Name: "if-none-match"}, {Name: "if-range"}, {Name: "if-unmodified-since"}, {Name: "last-modified"}, {Name: "link"},
	{Name: "location"}, {Name: "max-forwards"}, {Name: "proxy-authenticate"}, {Name: "proxy-authorization"}, {Name: "range"},
	{Name: "referer"}, {Name: "refresh"}, {Name: "retry-after"}, {Name: "server"}, {Name: "set-cookie"},
	{Name: "strict-transport-security"}, {Name: "transfer-encoding"}, {Name: "user-agent"}, {Name: "vary"}, {Name: "via"},
	{Name: "www-authenticate"},
}

// table holds the fields of one direction, the newest first in index but last in list.
type table struct {
	list  []Field
	size  int
	limit int
}

func (t *table) add(f Field) {
	t.list = append(t.list, f)
	t.size += f.size()
	t.shrink()
}

func (t *table) shrink() {
	n := 0
	for t.size > t.limit && n < len(t.list) {
		t.size -= t.list[n].size()
		n++
	}
	t.list = t.list[n:]
}

func (t *table) at(i int) (Field, bool) {
	if i <= 0 {
		return Field{}, false
	}
	if i <= len(fixed) {
		return fixed[i-1], true
	}
	if i -= len(fixed); i > len(t.list) {
		return Field{}, false
	}
	return t.list[len(t.list)-i], true
}

// find returns the index of a field, or of its name alone.
func (t *table) find(f Field) (index int, whole bool) {
	for i := range fixed {
		if fixed[i].Name == f.Name {
			if fixed[i].Value == f.Value && f.Value != "" {
				return i + 1, true
			}
			if index == 0 {
				index = i + 1
			}
		}
	}
	for i := len(t.list) - 1; i >= 0; i-- {
		if t.list[i].Name == f.Name {
			at := len(fixed) + len(t.list) - i
			if t.list[i].Value == f.Value {
				return at, true
			}
			if index == 0 {
				index = at
			}
		}
	}
	return index, false
}

// A Decoder decodes the blocks of one connection.
type Decoder struct {
	t       table
	allowed int
}

// NewDecoder returns a decoder whose table may grow to size.
func NewDecoder(size int) *Decoder { return &Decoder{table{limit: size}, size} }

func readInt(b []byte, bits uint) (n int, rest []byte, err error) {
	if len(b) == 0 {
		return 0, nil, errMalformed
	}
	most := 1<<bits - 1
	n = int(b[0]) & most
	b = b[1:]
	if n < most {
		return n, b, nil
	}
	for shift := uint(0); ; shift += 7 {
		if len(b) == 0 || shift > 56 {
			return 0, nil, errMalformed
		}
		c := b[0]
		b = b[1:]
		n += int(c&0x7f) << shift
		if c < 0x80 {
			return n, b, nil
		}
	}
}

func readString(b []byte) (s string, rest []byte, err error) {
	if len(b) == 0 {
		return "", nil, errMalformed
	}
	packed := b[0]&0x80 != 0
	n, b, err := readInt(b, 7)
	if err != nil || n > len(b) || n < 0 {
		return "", nil, errMalformed
	}
	if packed {
		s, err = unpack(b[:n])
	} else {
		s = string(b[:n])
	}
	return s, b[n:], err
}

// Decode calls emit with every field of a block.
func (d *Decoder) Decode(b []byte, emit func(Field)) error {
	for len(b) > 0 {
		c := b[0]
		var index int
		var err error
		switch {
		case c&0x80 != 0:
			if index, b, err = readInt(b, 7); err != nil {
				return err
			}
			f, ok := d.t.at(index)
			if !ok {
				return errMalformed
			}
			emit(f)
			continue
		case c&0xe0 == 0x20:
			if index, b, err = readInt(b, 5); err != nil {
				return err
			}
			if index > d.allowed {
				return errMalformed
			}
			d.t.limit = index
			d.t.shrink()
			continue
		case c&0xc0 == 0x40:
			index, b, err = readInt(b, 6)
		default:
			index, b, err = readInt(b, 4)
		}
		if err != nil {
			return err
		}
		var f Field
		if index > 0 {
			known, ok := d.t.at(index)
			if !ok {
				return errMalformed
			}
			f.Name = known.Name
		} else if f.Name, b, err = readString(b); err != nil {
			return err
		}
		if f.Value, b, err = readString(b); err != nil {
			return err
		}
		f.Sensitive = c&0xf0 == 0x10
		if c&0xc0 == 0x40 {
			d.t.add(f)
		}
		emit(f)
	}
	return nil
}

// An Encoder encodes the blocks of one connection.
type Encoder struct {
	t       table
	changed bool
}

// NewEncoder returns an encoder whose table has the size that peers have at first.
func NewEncoder() *Encoder { return &Encoder{t: table{limit: 4096}} }

// Limit sets the size of the peer's table.
func (e *Encoder) Limit(n int) {
	if n != e.t.limit {
		e.t.limit = n
		e.t.shrink()
		e.changed = true
	}
}

func appendInt(b []byte, first byte, bits uint, n int) []byte {
	most := 1<<bits - 1
	if n < most {
		return append(b, first|byte(n))
	}
	b = append(b, first|byte(most))
	for n -= most; n >= 0x80; n >>= 7 {
		b = append(b, byte(n)|0x80)
	}
	return append(b, byte(n))
}

func appendString(b []byte, s string) []byte {
	if n := packedLen(s); n < len(s) {
		return pack(appendInt(b, 0x80, 7, n), s)
	}
	return append(appendInt(b, 0, 7, len(s)), s...)
}

// Append appends a field to a block.
func (e *Encoder) Append(b []byte, f Field) []byte {
	if e.changed {
		e.changed = false
		b = appendInt(b, 0x20, 5, e.t.limit)
	}
	index, whole := e.t.find(f)
	if whole {
		return appendInt(b, 0x80, 7, index)
	}
	first, bits := byte(0x40), uint(6)
	switch {
	case f.Sensitive:
		first, bits = 0x10, 4
	case f.size() > e.t.limit:
		first, bits = 0, 4
	default:
		e.t.add(f)
	}
	b = appendInt(b, first, bits, index)
	if index == 0 {
		b = appendString(b, f.Name)
	}
	return appendString(b, f.Value)
}
