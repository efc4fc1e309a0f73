// Package lzw: the Lempel-Ziv-Welch format with codes of growing width, as GIF and PDF have it.
package lzw

import (
	"errors"
	"fmt"
	"io"
)

// An Order says which bits of a byte come first.
type Order int

const (
	LSB Order = iota
	MSB
)

func encode(src []byte, msb bool, litWidth int) []byte
func decode(src []byte, msb bool, litWidth int) (data []byte, status int)

var errClosed = errors.New("lzw: reader/writer is closed")

func check(order Order, litWidth int) error {
	if order != LSB && order != MSB {
		return errors.New("lzw: unknown order")
	}
	if litWidth < 2 || litWidth > 8 {
		return fmt.Errorf("lzw: litWidth %d out of range", litWidth)
	}
	return nil
}

// A Reader reads what is compressed. All of the source is read at the first call.
type Reader struct {
	src   io.Reader
	order Order
	width int
	data  []byte
	err   error
}

// NewReader returns a Reader; literals are below 2 to the power of litWidth.
func NewReader(r io.Reader, order Order, litWidth int) io.ReadCloser {
	z := new(Reader)
	z.Reset(r, order, litWidth)
	return z
}

// Reset begins anew with another reader.
func (r *Reader) Reset(src io.Reader, order Order, litWidth int) {
	*r = Reader{src: src, order: order, width: litWidth, err: check(order, litWidth)}
}

func (r *Reader) Read(b []byte) (int, error) {
	if r.src != nil && r.err == nil {
		src, err := io.ReadAll(r.src)
		r.src = nil
		var status int
		r.data, status = decode(src, r.order == MSB, r.width)
		switch {
		case status == 0:
			r.err = io.EOF
		case status == 2:
			r.err = errors.New("lzw: invalid code")
		case err != nil:
			r.err = err
		default:
			r.err = io.ErrUnexpectedEOF
		}
	}
	if len(r.data) > 0 {
		n := copy(b, r.data)
		r.data = r.data[n:]
		return n, nil
	}
	return 0, r.err
}

// Close closes the Reader, not what it reads from.
func (r *Reader) Close() error {
	r.err = errClosed
	r.data = nil
	return nil
}

// A Writer compresses what is written to it; Close writes it.
type Writer struct {
	dst   io.Writer
	order Order
	width int
	data  []byte
	err   error
}

// NewWriter returns a Writer; bytes must be below 2 to the power of litWidth.
func NewWriter(w io.Writer, order Order, litWidth int) io.WriteCloser {
	z := new(Writer)
	z.Reset(w, order, litWidth)
	return z
}

// Reset begins anew with another destination.
func (w *Writer) Reset(dst io.Writer, order Order, litWidth int) {
	*w = Writer{dst: dst, order: order, width: litWidth, err: check(order, litWidth)}
}

func (w *Writer) Write(p []byte) (n int, err error) {
	if w.err != nil {
		return 0, w.err
	}
	if w.width < 8 {
		for _, c := range p {
			if c >= 1<<uint(w.width) {
				w.err = errors.New("lzw: input byte too large for the litWidth")
				return 0, w.err
			}
		}
	}
	w.data = append(w.data, p...)
	return len(p), nil
}

// Close writes all.
func (w *Writer) Close() error {
	if w.err != nil {
		if w.err == errClosed {
			return nil
		}
		return w.err
	}
	w.err = errClosed
	_, err := w.dst.Write(encode(w.data, w.order == MSB, w.width))
	w.data = nil
	return err
}
