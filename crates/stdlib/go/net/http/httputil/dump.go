// Package httputil has tools around HTTP: dumps of messages, chunks, a reverse proxy.
package httputil

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/internal"
	"strings"
	"time"
)

// ErrLineTooLong tells of a line before a chunk that is too long.
var ErrLineTooLong = internal.ErrLineTooLong

// NewChunkedReader returns a reader of what stands in chunks.
func NewChunkedReader(r io.Reader) io.Reader { return internal.NewChunkedReader(r) }

// NewChunkedWriter returns a writer that writes chunks.
func NewChunkedWriter(w io.Writer) io.WriteCloser { return internal.NewChunkedWriter(w) }

// twice reads a body and returns it two times.
func twice(b io.ReadCloser) (r1, r2 io.ReadCloser, err error) {
	if b == nil || b == http.NoBody {
		return http.NoBody, http.NoBody, nil
	}
	var buf bytes.Buffer
	if _, err = buf.ReadFrom(b); err != nil {
		return nil, b, err
	}
	if err = b.Close(); err != nil {
		return nil, b, err
	}
	return io.NopCloser(&buf), io.NopCloser(bytes.NewReader(buf.Bytes())), nil
}

var notDumped = map[string]bool{"Host": true, "Transfer-Encoding": true, "Trailer": true}

// DumpRequest returns a request as a server has received it.
func DumpRequest(req *http.Request, body bool) ([]byte, error) {
	save := req.Body
	var err error
	if body && req.Body != nil {
		if save, req.Body, err = twice(req.Body); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	uri := req.RequestURI
	if uri == "" {
		uri = req.URL.RequestURI()
	}
	method := req.Method
	if method == "" {
		method = "GET"
	}
	fmt.Fprintf(&b, "%s %s HTTP/%d.%d\r\n", method, uri, req.ProtoMajor, req.ProtoMinor)
	if !strings.HasPrefix(req.RequestURI, "http://") && !strings.HasPrefix(req.RequestURI, "https://") {
		host := req.Host
		if host == "" && req.URL != nil {
			host = req.URL.Host
		}
		if host != "" {
			fmt.Fprintf(&b, "Host: %s\r\n", host)
		}
	}
	chunked := len(req.TransferEncoding) > 0 && req.TransferEncoding[0] == "chunked"
	if len(req.TransferEncoding) > 0 {
		fmt.Fprintf(&b, "Transfer-Encoding: %s\r\n", strings.Join(req.TransferEncoding, ","))
	}
	if err = req.Header.WriteSubset(&b, notDumped); err != nil {
		return nil, err
	}
	io.WriteString(&b, "\r\n")
	if req.Body != nil && body {
		var to io.Writer = &b
		if chunked {
			to = NewChunkedWriter(to)
		}
		_, err = io.Copy(to, req.Body)
		if chunked {
			to.(io.Closer).Close()
			io.WriteString(&b, "\r\n")
		}
	}
	req.Body = save
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

type memoryConn struct {
	io.Reader
	io.Writer
}

func (memoryConn) Close() error                     { return nil }
func (memoryConn) LocalAddr() net.Addr              { return nil }
func (memoryConn) RemoteAddr() net.Addr             { return nil }
func (memoryConn) SetDeadline(time.Time) error      { return nil }
func (memoryConn) SetReadDeadline(time.Time) error  { return nil }
func (memoryConn) SetWriteDeadline(time.Time) error { return nil }

// zeros stands for a body that is not dumped.
type zeros struct {
	n int64
}

func (z *zeros) Read(p []byte) (int, error) {
	if z.n == 0 {
		return 0, io.EOF
	}
	n := int64(len(p))
	if z.n > 0 {
		n = min(n, z.n)
		z.n -= n
	} else {
		n = min(n, 1)
		z.n = 0
	}
	for i := range p[:n] {
		p[i] = 'x'
	}
	return int(n), nil
}

// DumpRequestOut returns a request as a client sends it.
func DumpRequestOut(req *http.Request, body bool) ([]byte, error) {
	save := req.Body
	dummy := false
	if !body {
		n := req.ContentLength
		if req.Body == nil || req.Body == http.NoBody {
			n = 0
		} else if n == 0 {
			n = -1
		}
		if n != 0 {
			req.Body = io.NopCloser(&zeros{n})
			dummy = true
		}
	} else {
		var err error
		if save, req.Body, err = twice(req.Body); err != nil {
			return nil, err
		}
	}
	sent := req
	if req.URL.Scheme == "https" {
		sent = new(http.Request)
		*sent = *req
		u := *req.URL
		u.Scheme = "http"
		sent.URL = &u
	}
	var b bytes.Buffer
	pr, pw := io.Pipe()
	defer pr.Close()
	defer pw.Close()
	ready := make(chan io.Reader, 1)
	go func() {
		r, err := http.ReadRequest(bufio.NewReader(pr))
		if err == nil {
			io.Copy(io.Discard, r.Body)
			r.Body.Close()
		}
		ready <- strings.NewReader("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
	}()
	t := &http.Transport{Dial: func(network, addr string) (net.Conn, error) {
		return memoryConn{&lateReader{from: ready}, io.MultiWriter(&b, pw)}, nil
	}}
	defer t.CloseIdleConnections()
	_, err := t.RoundTrip(sent)
	req.Body = save
	if err != nil {
		return nil, err
	}
	dump := b.Bytes()
	if dummy {
		if i := bytes.Index(dump, []byte("\r\n\r\n")); i >= 0 {
			dump = dump[:i+4]
		}
	}
	return dump, nil
}

// lateReader reads from a reader that comes later.
type lateReader struct {
	from chan io.Reader
	r    io.Reader
}

func (l *lateReader) Read(p []byte) (int, error) {
	if l.r == nil {
		l.r = <-l.from
	}
	return l.r.Read(p)
}

var errNoBody = errors.New("sentinel error value")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errNoBody }
func (failing) Close() error             { return nil }

// DumpResponse returns a response as a server sends it.
func DumpResponse(resp *http.Response, body bool) ([]byte, error) {
	var b bytes.Buffer
	save, length := resp.Body, resp.ContentLength
	var err error
	if !body {
		if resp.ContentLength == 0 {
			resp.Body = http.NoBody
		} else {
			resp.Body = failing{}
		}
	} else if resp.Body == nil {
		resp.Body = http.NoBody
	} else if save, resp.Body, err = twice(resp.Body); err != nil {
		return nil, err
	}
	err = resp.Write(&b)
	if err == errNoBody {
		err = nil
	}
	resp.Body, resp.ContentLength = save, length
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
