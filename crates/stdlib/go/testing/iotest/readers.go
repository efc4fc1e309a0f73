// Package iotest has readers and writers that behave in unusual but legal ways, and a check of readers.
package iotest

import (
	"errors"
	"io"
)

// ErrTimeout is the error of TimeoutReader.
var ErrTimeout = errors.New("timeout")

// OneByteReader gives one byte at a time.
func OneByteReader(r io.Reader) io.Reader { return &limited{r, func(int) int { return 1 }} }

// HalfReader gives half of what is asked for, rounded up.
func HalfReader(r io.Reader) io.Reader { return &limited{r, func(n int) int { return (n + 1) / 2 }} }

// limited asks its reader for less than it is asked for.
type limited struct {
	r    io.Reader
	size func(asked int) int
}

func (l *limited) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return l.r.Read(p[:l.size(len(p))])
}

// DataErrReader returns the final error together with the last data.
func DataErrReader(r io.Reader) io.Reader { return &dataErr{r: r, spare: make([]byte, 1024)} }

type dataErr struct {
	r     io.Reader
	ahead []byte
	spare []byte
}

func (d *dataErr) Read(p []byte) (n int, err error) {
	// Reads ahead until it knows whether data or the end follows what it returns.
	for {
		if len(d.ahead) == 0 {
			got, rerr := d.r.Read(d.spare)
			d.ahead = d.spare[:got]
			err = rerr
		}
		if n > 0 || err != nil {
			return n, err
		}
		n = copy(p, d.ahead)
		d.ahead = d.ahead[n:]
	}
}

// TimeoutReader fails once with ErrTimeout, at the second read.
func TimeoutReader(r io.Reader) io.Reader { return &timeout{r: r} }

type timeout struct {
	r     io.Reader
	reads int
}

func (t *timeout) Read(p []byte) (int, error) {
	t.reads++
	if t.reads == 2 {
		return 0, ErrTimeout
	}
	return t.r.Read(p)
}

// ErrReader always fails with err.
func ErrReader(err error) io.Reader { return failing{err} }

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
