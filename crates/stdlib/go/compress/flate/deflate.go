package flate

import (
	"errors"
	"fmt"
	"io"
)

const (
	NoCompression      = 0
	BestSpeed          = 1
	BestCompression    = 9
	DefaultCompression = -1
	HuffmanOnly        = -2
)

func deflateSize() int
func deflateDict(state []uint64, dict []byte)

// deflate compresses: flush 0 may hold back, 1 writes all with a mark, 2 ends the stream.
func deflate(state []uint64, src []byte, level, flush int) []byte

var errWriterClosed = errors.New("flate: closed writer")

// A Writer compresses what is written to it.
type Writer struct {
	w     io.Writer
	level int
	dict  []byte
	state []uint64
	err   error
}

// NewWriter returns a Writer with a level from 1 to 9, or one of the constants.
func NewWriter(w io.Writer, level int) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("flate: invalid compression level %d: want value in range [-2, 9]", level)
	}
	z := &Writer{level: level}
	z.Reset(w)
	return z, nil
}

// NewWriterDict is NewWriter with what the reader knows already.
func NewWriterDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	z, err := NewWriter(w, level)
	if err != nil {
		return nil, err
	}
	z.dict = append(z.dict, dict...)
	z.Reset(w)
	return z, nil
}

// Reset begins anew with another destination.
func (w *Writer) Reset(dst io.Writer) {
	if w.state == nil {
		w.state = make([]uint64, deflateSize())
	} else {
		clear(w.state)
	}
	w.w = dst
	w.err = nil
	if len(w.dict) > 0 {
		deflateDict(w.state, w.dict)
	}
}

func (w *Writer) run(data []byte, flush int) {
	level := w.level
	if level == DefaultCompression {
		level = 6
	}
	if out := deflate(w.state, data, level, flush); len(out) > 0 {
		_, w.err = w.w.Write(out)
	}
}

func (w *Writer) Write(data []byte) (n int, err error) {
	if w.err != nil {
		return 0, w.err
	}
	w.run(data, 0)
	if w.err != nil {
		return 0, w.err
	}
	return len(data), nil
}

// Flush writes all that is held back, and a mark from which a reader can tell that it has all.
func (w *Writer) Flush() error {
	if w.err == nil {
		w.run(nil, 1)
	}
	return w.err
}

// Close ends the stream.
func (w *Writer) Close() error {
	if w.err == errWriterClosed {
		return nil
	}
	if w.err == nil {
		w.run(nil, 2)
	}
	if w.err != nil {
		return w.err
	}
	w.err = errWriterClosed
	return nil
}
