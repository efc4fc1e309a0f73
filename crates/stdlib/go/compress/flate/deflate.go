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

func deflateSize(level int) int

// deflateReset makes a state ready for a stream, with what the reader knows already.
func deflateReset(state []uint64, level int, dict []byte)

// deflate compresses: flush 0 may hold back, 1 writes all with a mark, 2 ends the stream. Each place in cuts, of four bytes, ends a
// call of the writer below.
func deflate(state []uint64, level int, src []byte, flush int) (data, cuts []byte)

// What is compressed at once.
const atOnce = 1 << 18

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
	return NewWriterDict(w, level, nil)
}

// NewWriterDict is NewWriter with what the reader knows already.
func NewWriterDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("flate: invalid compression level %d: want value in range [-2, 9]", level)
	}
	if level == DefaultCompression {
		level = 6
	}
	z := &Writer{level: level, state: make([]uint64, deflateSize(level))}
	z.dict = append(z.dict, dict...)
	z.Reset(w)
	return z, nil
}

// Reset begins anew with another destination.
func (w *Writer) Reset(dst io.Writer) {
	w.w = dst
	w.err = nil
	deflateReset(w.state, w.level, w.dict)
}

func (w *Writer) run(data []byte, flush int) {
	data, cuts := deflate(w.state, w.level, data, flush)
	from := 0
	for ; len(cuts) >= 4 && w.err == nil; cuts = cuts[4:] {
		to := int(cuts[0]) | int(cuts[1])<<8 | int(cuts[2])<<16 | int(cuts[3])<<24
		_, w.err = w.w.Write(data[from:to:to])
		from = to
	}
}

func (w *Writer) Write(data []byte) (n int, err error) {
	for rest := data; len(rest) > 0 && w.err == nil; {
		k := min(len(rest), atOnce)
		w.run(rest[:k], 0)
		rest = rest[k:]
	}
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
