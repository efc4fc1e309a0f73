package http

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// A Response is what a server has answered.
type Response struct {
	Status           string
	StatusCode       int
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	Header           Header
	Body             io.ReadCloser
	ContentLength    int64
	TransferEncoding []string
	Close            bool
	Uncompressed     bool
	Trailer          Header
	Request          *Request
	TLS              *tls.ConnectionState
}

// Cookies returns the cookies that the response sets.
func (r *Response) Cookies() []*Cookie { return readSetCookies(r.Header) }

// Location returns the URL of the Location field, as seen from the request.
func (r *Response) Location() (*url.URL, error) {
	to := r.Header.Get("Location")
	if to == "" {
		return nil, ErrNoLocation
	}
	if r.Request != nil && r.Request.URL != nil {
		return r.Request.URL.Parse(to)
	}
	return url.Parse(to)
}

// ProtoAtLeast reports whether the protocol is at least that version.
func (r *Response) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

// ReadResponse reads a response to a request, which is GET if nil.
func ReadResponse(br *bufio.Reader, req *Request) (*Response, error) {
	block, err := readHead(br, 10<<20)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if block == "" || err != nil && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	line, fields, _ := strings.Cut(block, "\n")
	line = strings.TrimSuffix(line, "\r")
	proto, status, found := strings.Cut(line, " ")
	if !found {
		return nil, badString("malformed HTTP response", line)
	}
	if err != nil {
		return nil, err
	}
	r := &Response{Request: req, Proto: proto, Status: strings.TrimLeft(status, " ")}
	code, _, _ := strings.Cut(r.Status, " ")
	if len(code) != 3 {
		return nil, badString("malformed HTTP status code", code)
	}
	if r.StatusCode, err = strconv.Atoi(code); err != nil || r.StatusCode < 0 {
		return nil, badString("malformed HTTP status code", code)
	}
	var ok bool
	if r.ProtoMajor, r.ProtoMinor, ok = ParseHTTPVersion(proto); !ok {
		return nil, badString("malformed HTTP version", proto)
	}
	if r.Header, err = parseFields(fields); err != nil {
		return nil, err
	}
	head := req != nil && req.Method == "HEAD"
	r.Close = wantsClose(r.ProtoMajor, r.ProtoMinor, r.Header)
	if r.ProtoAtLeast(1, 1) && hasToken(r.Header["Connection"], "close") {
		r.Header.Del("Connection")
	}
	said := r.Header.get("Content-Length")
	t, err := readTransfer(r.Header, r.ProtoMinor, true, head || !bodyAllowed(r.StatusCode))
	if err != nil {
		return nil, err
	}
	r.TransferEncoding, r.Trailer = t.encoding, t.trailer
	r.ContentLength = max(t.length, -1)
	if head {
		r.ContentLength = -1
		if n, err := strconv.ParseInt(said, 10, 64); err == nil {
			r.ContentLength = n
		}
	}
	r.Body = NoBody
	if t.length != 0 {
		r.Body = &body{br: br, left: t.length, trailer: &r.Trailer, last: r.Close && t.length != inChunks}
	}
	if t.length == untilEOF {
		r.Close = true
	}
	return r, nil
}

var notInResponse = map[string]bool{"Content-Length": true, "Transfer-Encoding": true, "Trailer": true}

// Write writes the response as a server sends it.
func (r *Response) Write(w io.Writer) error {
	text := r.Status
	if text == "" {
		if text = StatusText(r.StatusCode); text == "" {
			text = "status code " + strconv.Itoa(r.StatusCode)
		}
	} else {
		text = strings.TrimPrefix(text, strconv.Itoa(r.StatusCode)+" ")
	}
	if err := r.Trailer.check("trailer"); err != nil {
		return err
	}
	o := &outgoing{length: r.ContentLength, trailer: r.Trailer}
	if r.Body != nil {
		o.body, o.closer = r.Body, r.Body
		if r.ContentLength == 0 {
			o.probe()
		}
	}
	head := r.Request != nil && r.Request.Method == "HEAD"
	closing := r.Close
	o.chunked = len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "chunked" && bodyAllowed(r.StatusCode)
	if o.length == -1 && o.body != nil && !o.chunked && !r.Uncompressed && r.ProtoAtLeast(1, 1) {
		closing = true
	}
	b := fmt.Appendf(nil, "HTTP/%d.%d %03d %s\r\n", r.ProtoMajor, r.ProtoMinor, r.StatusCode, text)
	if closing && !hasToken(r.Header["Connection"], "close") {
		b = append(b, "Connection: close\r\n"...)
	}
	b, err := o.appendHead(b, false)
	if err != nil {
		return err
	}
	said := o.length > 0 && !o.chunked
	b = r.Header.append(b, notInResponse)
	if r.ContentLength == 0 && !o.chunked && !said && bodyAllowed(r.StatusCode) && o.length == 0 {
		b = append(b, "Content-Length: 0\r\n"...)
	}
	b = append(b, "\r\n"...)
	bw := bufio.NewWriter(w)
	if _, err := bw.Write(b); err != nil {
		return err
	}
	if head {
		o.body = nil
		o.chunked = false
	}
	if err := o.writeBody(bw, bw.Flush); err != nil {
		bw.Flush()
		return err
	}
	return bw.Flush()
}

func (r *Response) closeBody() {
	if r.Body != nil {
		r.Body.Close()
	}
}
