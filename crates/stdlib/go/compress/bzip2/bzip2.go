// Package bzip2: decompression of bzip2 files.
package bzip2

import "io"

// A StructuralError says what is wrong with a file.
type StructuralError string

func (s StructuralError) Error() string { return "bzip2 data invalid: " + string(s) }

// decode decodes a file as far as it is sound, and says what is wrong then.
func decode(src []byte) (data []byte, problem string)

// NewReader returns a Reader of what r holds compressed. All of r is read at the first call.
func NewReader(r io.Reader) io.Reader { return &reader{r: r} }

type reader struct {
	r    io.Reader
	data []byte
	err  error
}

func (z *reader) Read(buf []byte) (n int, err error) {
	if z.r != nil {
		src, err := io.ReadAll(z.r)
		z.r = nil
		var problem string
		z.data, problem = decode(src)
		switch {
		case problem == "" && err == nil:
			z.err = io.EOF
		case problem == "EOF" && err == nil:
			z.err = io.ErrUnexpectedEOF
		case problem == "EOF":
			z.err = err
		default:
			z.err = StructuralError(problem)
		}
	}
	if len(buf) == 0 {
		return 0, nil
	}
	if len(z.data) == 0 {
		return 0, z.err
	}
	n = copy(buf, z.data)
	z.data = z.data[n:]
	return n, nil
}
