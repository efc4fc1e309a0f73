package iotest

import (
	"io"
	"log"
)

// TruncateWriter passes on the first n bytes and swallows the rest.
func TruncateWriter(w io.Writer, n int64) io.Writer { return &truncating{w, n} }

type truncating struct {
	w    io.Writer
	left int64
}

func (t *truncating) Write(p []byte) (int, error) {
	if t.left <= 0 {
		return len(p), nil
	}
	passed := p
	if int64(len(passed)) > t.left {
		passed = passed[:t.left]
	}
	n, err := t.w.Write(passed)
	t.left -= int64(n)
	if err == nil {
		n = len(p)
	}
	return n, err
}

// NewReadLogger logs what is read.
func NewReadLogger(prefix string, r io.Reader) io.Reader { return &readLogger{prefix, r} }

type readLogger struct {
	prefix string
	r      io.Reader
}

func (l *readLogger) Read(p []byte) (n int, err error) {
	n, err = l.r.Read(p)
	logTransfer(l.prefix, p[:n], err)
	return
}

// NewWriteLogger logs what is written.
func NewWriteLogger(prefix string, w io.Writer) io.Writer { return &writeLogger{prefix, w} }

type writeLogger struct {
	prefix string
	w      io.Writer
}

func (l *writeLogger) Write(p []byte) (n int, err error) {
	n, err = l.w.Write(p)
	logTransfer(l.prefix, p[:n], err)
	return
}

func logTransfer(prefix string, data []byte, err error) {
	if err != nil {
		log.Printf("%s %x: %v", prefix, data, err)
	} else {
		log.Printf("%s %x", prefix, data)
	}
}
