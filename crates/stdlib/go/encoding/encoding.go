// Package encoding: the methods by which values turn themselves into bytes or text and back.
package encoding

// A BinaryMarshaler turns itself into bytes.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// A BinaryUnmarshaler is made from what MarshalBinary gave; it must copy data that it keeps.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// A BinaryAppender appends its bytes to b.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}

// A TextMarshaler turns itself into UTF-8 text.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// A TextUnmarshaler is made from what MarshalText gave; it must copy text that it keeps.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// A TextAppender appends its text to b.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}
