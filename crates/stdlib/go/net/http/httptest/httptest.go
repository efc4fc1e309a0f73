// Package httptest helps to test clients and servers.
package httptest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// DefaultRemoteAddr is where requests seem to come from.
const DefaultRemoteAddr = "1.2.3.4"

// NewRequest returns a request as a server gets it; it panics on error.
func NewRequest(method, target string, body io.Reader) *http.Request {
	return NewRequestWithContext(context.Background(), method, target, body)
}

// NewRequestWithContext is NewRequest with a context.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) *http.Request {
	if method == "" {
		method = "GET"
	}
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.0\r\n\r\n")))
	if err != nil {
		panic("invalid NewRequest arguments; " + err.Error())
	}
	r = r.WithContext(ctx)
	r.Proto, r.ProtoMinor, r.Close = "HTTP/1.1", 1, false
	if body != nil {
		switch v := body.(type) {
		case *bytes.Buffer:
			r.ContentLength = int64(v.Len())
		case *bytes.Reader:
			r.ContentLength = int64(v.Len())
		case *strings.Reader:
			r.ContentLength = int64(v.Len())
		default:
			r.ContentLength = -1
			if body == http.NoBody {
				r.ContentLength = 0
			}
		}
		if rc, ok := body.(io.ReadCloser); ok {
			r.Body = rc
		} else {
			r.Body = io.NopCloser(body)
		}
	}
	r.RemoteAddr = "192.0.2.1:1234"
	if r.Host == "" {
		r.Host = "example.com"
	}
	if strings.HasPrefix(target, "https://") {
		r.TLS = &tls.ConnectionState{Version: tls.VersionTLS12, HandshakeComplete: true, ServerName: r.Host}
	}
	return r
}

// A ResponseRecorder keeps an answer for inspection.
type ResponseRecorder struct {
	Code      int
	HeaderMap http.Header
	Body      *bytes.Buffer
	Flushed   bool

	result *http.Response
	snap   http.Header
	wrote  bool
}

// NewRecorder returns an empty recorder.
func NewRecorder() *ResponseRecorder {
	return &ResponseRecorder{HeaderMap: make(http.Header), Body: new(bytes.Buffer), Code: 200}
}

func (rw *ResponseRecorder) Header() http.Header {
	if rw.HeaderMap == nil {
		rw.HeaderMap = make(http.Header)
	}
	return rw.HeaderMap
}

func (rw *ResponseRecorder) begin(b []byte, s string) {
	if rw.wrote {
		return
	}
	if len(s) > 512 {
		s = s[:512]
	}
	h := rw.Header()
	_, typed := h["Content-Type"]
	if !typed && h.Get("Transfer-Encoding") == "" {
		if b == nil {
			b = []byte(s)
		}
		h.Set("Content-Type", http.DetectContentType(b))
	}
	rw.WriteHeader(200)
}

func allowed(code int) bool { return code >= 200 && code != 204 && code != 304 }

func (rw *ResponseRecorder) Write(buf []byte) (int, error) {
	rw.begin(buf, "")
	if rw.Body != nil {
		rw.Body.Write(buf)
	}
	if !allowed(rw.Code) {
		return 0, http.ErrBodyNotAllowed
	}
	return len(buf), nil
}

func (rw *ResponseRecorder) WriteString(str string) (int, error) {
	rw.begin(nil, str)
	if rw.Body != nil {
		rw.Body.WriteString(str)
	}
	if !allowed(rw.Code) {
		return 0, http.ErrBodyNotAllowed
	}
	return len(str), nil
}

func (rw *ResponseRecorder) WriteHeader(code int) {
	if rw.wrote {
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	rw.Code = code
	rw.wrote = true
	rw.snap = rw.Header().Clone()
}

func (rw *ResponseRecorder) Flush() {
	if !rw.wrote {
		rw.WriteHeader(200)
	}
	rw.Flushed = true
}

// Result returns the answer as a client would get it.
func (rw *ResponseRecorder) Result() *http.Response {
	if rw.result != nil {
		return rw.result
	}
	if rw.snap == nil {
		rw.snap = rw.Header().Clone()
	}
	res := &http.Response{StatusCode: rw.Code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: rw.snap}
	rw.result = res
	if res.StatusCode == 0 {
		res.StatusCode = 200
	}
	res.Status = fmt.Sprintf("%03d %s", res.StatusCode, http.StatusText(res.StatusCode))
	res.Body = http.NoBody
	if rw.Body != nil && allowed(res.StatusCode) {
		res.Body = io.NopCloser(bytes.NewReader(rw.Body.Bytes()))
	}
	res.ContentLength = -1
	if n, err := strconv.ParseUint(strings.TrimSpace(res.Header.Get("Content-Length")), 10, 63); err == nil {
		res.ContentLength = int64(n)
	}
	for _, list := range rw.snap["Trailer"] {
		for k := range strings.SplitSeq(list, ",") {
			k = http.CanonicalHeaderKey(strings.TrimSpace(k))
			switch k {
			case "Transfer-Encoding", "Content-Length", "Trailer":
				continue
			}
			if v, found := rw.HeaderMap[k]; found {
				if res.Trailer == nil {
					res.Trailer = make(http.Header)
				}
				res.Trailer[k] = append([]string(nil), v...)
			}
		}
	}
	for k, v := range rw.HeaderMap {
		if name, found := strings.CutPrefix(k, http.TrailerPrefix); found {
			if res.Trailer == nil {
				res.Trailer = make(http.Header)
			}
			for _, x := range v {
				res.Trailer.Add(name, x)
			}
		}
	}
	return res
}
