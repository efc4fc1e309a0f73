package json

import "bytes"

// Compact appends src to dst without white space.
func Compact(dst *bytes.Buffer, src []byte) error {
	if offset, msg := checkWhole(src); msg != "" {
		return &SyntaxError{msg, int64(offset)}
	}
	dst.Write(compact(src))
	return nil
}

// Indent appends src to dst with lines and indentation.
func Indent(dst *bytes.Buffer, src []byte, prefix, ind string) error {
	if offset, msg := checkWhole(src); msg != "" {
		return &SyntaxError{msg, int64(offset)}
	}
	dst.Write(indent(src, prefix, ind))
	return nil
}

// HTMLEscape appends src to dst, with what HTML would misread in strings escaped.
func HTMLEscape(dst *bytes.Buffer, src []byte) { dst.Write(escape(src)) }
