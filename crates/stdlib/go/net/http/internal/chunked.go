// Package internal reads and writes bodies in chunks, for net/http and net/http/httputil.
package internal

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
)

// ErrLineTooLong tells of a line before a chunk that is too long.
var ErrLineTooLong = errors.New("header line too long")

// NewChunkedReader returns a reader of what stands in chunks; it leaves the trailer unread.
func NewChunkedReader(r io.Reader) io.Reader {
	br, ok := r.(*bufio.Reader)
	if !ok {
		br = bufio.NewReader(r)
	}
	return &chunked{r: br}
}

type chunked struct {
	r     *bufio.Reader
	left  uint64 // bytes of the current chunk
	inner bool   // the end of a chunk's data has to be read
	err   error
}

func (c *chunked) begin() {
	line, err := c.r.ReadSlice('\n')
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		} else if err == bufio.ErrBufferFull {
			err = ErrLineTooLong
		}
		c.err = err
		return
	}
	if len(line) < 2 || line[len(line)-2] != '\r' {
		c.err = errors.New("chunked line ends with bare LF")
		return
	}
	line = bytes.TrimRight(line, " \t\r\n")
	if i := bytes.IndexByte(line, ';'); i >= 0 {
		line = bytes.TrimRight(line[:i], " \t")
	}
	if len(line) == 0 {
		c.err = errors.New("empty hex number for chunk length")
		return
	}
	if len(line) > 16 {
		c.err = errors.New("http chunk length too large")
		return
	}
	if c.left, err = strconv.ParseUint(string(line), 16, 64); err != nil || line[0] == '+' {
		c.err = errors.New("invalid byte in chunk length")
		return
	}
	if c.left == 0 {
		c.err = io.EOF
	}
}

func (c *chunked) Read(b []byte) (n int, err error) {
	for c.err == nil {
		if c.inner {
			if n > 0 && c.r.Buffered() < 2 {
				break
			}
			var end [2]byte
			if _, err := io.ReadFull(c.r, end[:]); err != nil {
				if err == io.EOF {
					err = io.ErrUnexpectedEOF
				}
				c.err = err
				break
			}
			if string(end[:]) != "\r\n" {
				c.err = errors.New("malformed chunked encoding")
				break
			}
			c.inner = false
		}
		if c.left == 0 {
			if n > 0 && !c.lineBuffered() {
				break // what is there is handed out before more is waited for
			}
			c.begin()
			continue
		}
		if len(b) == 0 {
			break
		}
		part := b
		if uint64(len(part)) > c.left {
			part = part[:c.left]
		}
		m, err := c.r.Read(part)
		n += m
		b = b[m:]
		c.left -= uint64(m)
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			c.err = err
		} else if c.left == 0 {
			c.inner = true
		}
	}
	return n, c.err
}

func (c *chunked) lineBuffered() bool {
	if n := c.r.Buffered(); n > 0 {
		b, _ := c.r.Peek(n)
		return bytes.IndexByte(b, '\n') >= 0
	}
	return false
}

// NewChunkedWriter returns a writer that writes chunks; Close writes the last one, but no trailer.
func NewChunkedWriter(w io.Writer) io.WriteCloser { return &chunkedWriter{w} }

type chunkedWriter struct {
	w io.Writer
}

func (c *chunkedWriter) Write(data []byte) (n int, err error) {
	if len(data) == 0 {
		return 0, nil
	}
	head := strconv.AppendUint(make([]byte, 0, 20), uint64(len(data)), 16)
	if _, err = c.w.Write(append(head, "\r\n"...)); err != nil {
		return 0, err
	}
	if n, err = c.w.Write(data); err != nil {
		return n, err
	}
	if n != len(data) {
		return n, io.ErrShortWrite
	}
	if _, err = io.WriteString(c.w, "\r\n"); err != nil {
		return n, err
	}
	if f, ok := c.w.(*bufio.Writer); ok && n > 2048 {
		err = f.Flush()
	}
	return n, err
}

func (c *chunkedWriter) Close() error {
	_, err := io.WriteString(c.w, "0\r\n")
	return err
}
