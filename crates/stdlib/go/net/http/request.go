// Package http: client and server of HTTP/1.1.
package http

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"strings"
)

// ProtocolError was used for errors of the protocol.
type ProtocolError struct {
	ErrorString string
}

func (pe *ProtocolError) Error() string { return pe.ErrorString }
func (pe *ProtocolError) Is(target error) bool {
	return pe == ErrNotSupported && target == errors.ErrUnsupported
}

var (
	ErrNotSupported         = &ProtocolError{"feature not supported"}
	ErrUnexpectedTrailer    = &ProtocolError{"trailer header without chunked transfer encoding"}
	ErrMissingBoundary      = &ProtocolError{"no multipart boundary param in Content-Type"}
	ErrNotMultipart         = &ProtocolError{"request Content-Type isn't multipart/form-data"}
	ErrHeaderTooLong        = &ProtocolError{"header too long"}
	ErrShortBody            = &ProtocolError{"entity body too short"}
	ErrMissingContentLength = &ProtocolError{"missing ContentLength in HEAD response"}
	ErrLineTooLong          = errors.New("header line too long")
	ErrMissingFile          = errors.New("http: no such file")
	ErrNoCookie             = errors.New("http: named cookie not present")
	ErrNoLocation           = errors.New("http: no Location header in response")
)

// A Request is one that a server has received or a client sends.
type Request struct {
	Method           string
	URL              *url.URL
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	Header           Header
	Body             io.ReadCloser
	GetBody          func() (io.ReadCloser, error)
	ContentLength    int64
	TransferEncoding []string
	Close            bool
	Host             string
	Form             url.Values
	PostForm         url.Values
	MultipartForm    *multipart.Form
	Trailer          Header
	RemoteAddr       string
	RequestURI       string
	TLS              *tls.ConnectionState
	Cancel           <-chan struct{}
	Response         *Response
	Pattern          string

	ctx     context.Context
	pat     *pattern
	matches []string
	other   map[string]string
}

// Context returns the context, which is never nil.
func (r *Request) Context() context.Context {
	if r.ctx != nil {
		return r.ctx
	}
	return context.Background()
}

// WithContext returns a shallow copy with another context.
func (r *Request) WithContext(ctx context.Context) *Request {
	if ctx == nil {
		panic("nil context")
	}
	c := *r
	c.ctx = ctx
	return &c
}

// Clone returns a deep copy with another context; the body is shared.
func (r *Request) Clone(ctx context.Context) *Request {
	c := r.WithContext(ctx)
	c.URL = r.URL.Clone()
	c.Header = r.Header.Clone()
	c.Trailer = r.Trailer.Clone()
	c.TransferEncoding = append([]string(nil), r.TransferEncoding...)
	c.Form = r.Form.Clone()
	c.PostForm = r.PostForm.Clone()
	if r.MultipartForm != nil {
		f := &multipart.Form{Value: map[string][]string(url.Values(r.MultipartForm.Value).Clone())}
		if r.MultipartForm.File != nil {
			f.File = make(map[string][]*multipart.FileHeader)
			for k, v := range r.MultipartForm.File {
				f.File[k] = append([]*multipart.FileHeader(nil), v...)
			}
		}
		c.MultipartForm = f
	}
	c.matches = append([]string(nil), r.matches...)
	if r.other != nil {
		c.other = make(map[string]string)
		for k, v := range r.other {
			c.other[k] = v
		}
	}
	return c
}

// ProtoAtLeast reports whether the protocol is at least that version.
func (r *Request) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

func (r *Request) UserAgent() string { return r.Header.Get("User-Agent") }
func (r *Request) Referer() string   { return r.Header.Get("Referer") }

// Cookies returns the cookies that came with the request.
func (r *Request) Cookies() []*Cookie { return readCookies(r.Header, "") }

// CookiesNamed returns the cookies of one name.
func (r *Request) CookiesNamed(name string) []*Cookie {
	if name == "" {
		return []*Cookie{}
	}
	return readCookies(r.Header, name)
}

// Cookie returns the first cookie of a name.
func (r *Request) Cookie(name string) (*Cookie, error) {
	if name != "" {
		for _, c := range readCookies(r.Header, name) {
			return c, nil
		}
	}
	return nil, ErrNoCookie
}

// AddCookie adds a cookie to the request.
func (r *Request) AddCookie(c *Cookie) {
	s := cleanName(c.Name) + "=" + cleanValue(c.Value, c.Quoted)
	if old := r.Header.Get("Cookie"); old != "" {
		s = old + "; " + s
	}
	r.Header.Set("Cookie", s)
}

// BasicAuth returns name and password of the Authorization field.
func (r *Request) BasicAuth() (username, password string, ok bool) {
	scheme, rest, found := strings.Cut(r.Header.Get("Authorization"), " ")
	if !found || !strings.EqualFold(scheme, "Basic") {
		return "", "", false
	}
	b, err := base64.StdEncoding.DecodeString(rest)
	if err != nil {
		return "", "", false
	}
	username, password, ok = strings.Cut(string(b), ":")
	if !ok {
		return "", "", false
	}
	return username, password, true
}

// SetBasicAuth sets the Authorization field.
func (r *Request) SetBasicAuth(username, password string) {
	r.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(username+":"+password)))
}

// PathValue returns what a wildcard of the pattern has matched.
func (r *Request) PathValue(name string) string {
	if r.pat != nil {
		i := 0
		for _, s := range r.pat.segments {
			if s.wild && s.text != "" {
				if s.text == name && i < len(r.matches) {
					return r.matches[i]
				}
				i++
			}
		}
	}
	return r.other[name]
}

// SetPathValue sets what PathValue returns.
func (r *Request) SetPathValue(name, value string) {
	if r.pat != nil {
		i := 0
		for _, s := range r.pat.segments {
			if s.wild && s.text != "" {
				if s.text == name {
					r.matches[i] = value
					return
				}
				i++
			}
		}
	}
	if r.other == nil {
		r.other = make(map[string]string)
	}
	r.other[name] = value
}

// NewRequest is NewRequestWithContext with the background context.
func NewRequest(method, url string, body io.Reader) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, url, body)
}

// NewRequestWithContext returns a request for a client.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) (*Request, error) {
	if method == "" {
		method = "GET"
	}
	if !isToken(method) {
		return nil, fmt.Errorf("net/http: invalid method %q", method)
	}
	if ctx == nil {
		return nil, errors.New("net/http: nil Context")
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	rc, ok := body.(io.ReadCloser)
	if !ok && body != nil {
		rc = io.NopCloser(body)
	}
	u.Host = strings.TrimSuffix(u.Host, ":")
	r := &Request{ctx: ctx, Method: method, URL: u, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: make(Header),
		Body: rc, Host: u.Host}
	if body == nil {
		return r, nil
	}
	switch v := body.(type) {
	case *bytes.Buffer:
		data := v.Bytes()
		r.ContentLength = int64(len(data))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	case *bytes.Reader:
		r.ContentLength = int64(v.Len())
		start := *v
		r.GetBody = func() (io.ReadCloser, error) {
			again := start
			return io.NopCloser(&again), nil
		}
	case *strings.Reader:
		r.ContentLength = int64(v.Len())
		start := *v
		r.GetBody = func() (io.ReadCloser, error) {
			again := start
			return io.NopCloser(&again), nil
		}
	}
	if r.GetBody != nil && r.ContentLength == 0 {
		r.Body = NoBody
		r.GetBody = func() (io.ReadCloser, error) { return NoBody, nil }
	}
	return r, nil
}

// ReadRequest reads a request as a server gets it.
func ReadRequest(b *bufio.Reader) (*Request, error) {
	r, err := readRequest(b, headLimit)
	if err != nil {
		return nil, err
	}
	delete(r.Header, "Host")
	return r, nil
}

func readRequest(br *bufio.Reader, limit int) (*Request, error) {
	block, err := readHead(br, limit)
	if block == "" || err != nil && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	line, fields, _ := strings.Cut(block, "\n")
	line = strings.TrimSuffix(line, "\r")
	method, rest, ok1 := strings.Cut(line, " ")
	uri, proto, ok2 := strings.Cut(rest, " ")
	if !ok1 || !ok2 {
		return nil, badString("malformed HTTP request", line)
	}
	if err != nil {
		return nil, err
	}
	if !isToken(method) {
		return nil, badString("invalid method", method)
	}
	major, minor, ok := ParseHTTPVersion(proto)
	if !ok {
		return nil, badString("malformed HTTP version", proto)
	}
	r := &Request{Method: method, RequestURI: uri, Proto: proto, ProtoMajor: major, ProtoMinor: minor}
	authority := method == "CONNECT" && !strings.HasPrefix(uri, "/")
	if authority {
		uri = "http://" + uri
	}
	if r.URL, err = url.ParseRequestURI(uri); err != nil {
		return nil, err
	}
	if authority {
		r.URL.Scheme = ""
	}
	if r.Header, err = parseFields(fields); err != nil {
		return nil, err
	}
	if len(r.Header["Host"]) > 1 {
		return nil, errors.New("too many Host headers")
	}
	if r.Host = r.URL.Host; r.Host == "" {
		r.Host = r.Header.get("Host")
	}
	if v := r.Header["Pragma"]; len(v) > 0 && v[0] == "no-cache" && r.Header["Cache-Control"] == nil {
		r.Header["Cache-Control"] = []string{"no-cache"}
	}
	r.Close = wantsClose(major, minor, r.Header)
	t, err := readTransfer(r.Header, minor, false, false)
	if err != nil {
		return nil, err
	}
	r.TransferEncoding = t.encoding
	r.Trailer = t.trailer
	r.ContentLength = max(t.length, -1)
	if t.length == inChunks {
		r.ContentLength = -1
	}
	if method == "PRI" && len(r.Header) == 0 && uri == "*" && proto == "HTTP/2.0" {
		// The beginning of HTTP/2: what follows is not for this package to read.
		t.length, r.ContentLength, r.Close = 0, -1, true
	}
	r.Body = NoBody
	if t.length != 0 {
		r.Body = &body{br: br, left: t.length, trailer: &r.Trailer}
	}
	return r, nil
}

// Write writes the request as a client sends it.
func (r *Request) Write(w io.Writer) error { return r.writeTraced(w, false) }

// writeTraced is write; what traces of the request's context want to know is told.
func (r *Request) writeTraced(w io.Writer, proxy bool) error {
	trace := httptrace.ContextClientTrace(r.Context())
	err := r.write(w, proxy, nil, trace, nil)
	if trace != nil && trace.WroteRequest != nil {
		trace.WroteRequest(httptrace.WroteRequestInfo{Err: err})
	}
	return err
}

// WriteProxy is Write for a proxy: the whole URL stands in the first line.
func (r *Request) WriteProxy(w io.Writer) error { return r.writeTraced(w, true) }

var errMissingHost = errors.New("http: Request.Write on Request with no Host or URL set")

const defaultUserAgent = "Go-http-client/1.1"

var notInRequest = map[string]bool{
	"Host": true, "User-Agent": true, "Content-Length": true, "Transfer-Encoding": true, "Trailer": true,
}

// outgoing describes the body to be sent.
func (r *Request) outgoing() *outgoing {
	o := &outgoing{trailer: r.Trailer}
	chunked := len(r.TransferEncoding) > 0 && r.TransferEncoding[0] == "chunked"
	if r.Body == nil || r.Body == NoBody && !chunked {
		return o
	}
	o.body, o.closer, o.length = r.Body, r.Body, r.ContentLength
	if chunked {
		o.length, o.chunked = -1, true
	} else if o.length <= 0 {
		switch r.Method {
		case "", "GET", "HEAD", "DELETE", "OPTIONS", "PROPFIND", "SEARCH":
			o.probe()
		default:
			o.length = -1
		}
	}
	if o.length < 0 && o.body != nil && r.Method != "CONNECT" {
		o.chunked = true
	}
	o.slow = !o.inMemory()
	return o
}

// write writes the request; wait says, when the head has been sent, whether the body is to follow.
func (r *Request) write(w io.Writer, proxy bool, extra Header, trace *httptrace.ClientTrace, wait func() bool) (err error) {
	host := r.Host
	if host == "" {
		if r.URL == nil {
			r.closeBody()
			return errMissingHost
		}
		host = r.URL.Host
	}
	if host, err = hostASCII(host); err != nil {
		r.closeBody()
		return err
	}
	if i := strings.IndexAny(host, " /"); i >= 0 {
		host = host[:i]
	}
	if !validHost(host) {
		if proxy {
			r.closeBody()
			return errors.New("http: invalid Host header")
		}
		host = ""
	}
	if i := strings.IndexByte(host, '%'); i >= 0 && strings.HasPrefix(host, "[") {
		if j := strings.IndexByte(host, ']'); j > i {
			host = host[:i] + host[j:]
		}
	}
	uri := r.URL.RequestURI()
	if proxy && r.URL.Scheme != "" && r.URL.Opaque == "" {
		uri = r.URL.Scheme + "://" + host + uri
	} else if r.Method == "CONNECT" && r.URL.Path == "" {
		if uri = host; r.URL.Opaque != "" {
			uri = r.URL.Opaque
		}
	}
	for i := 0; i < len(uri); i++ {
		if uri[i] < ' ' || uri[i] == 0x7f {
			r.closeBody()
			return errors.New("net/http: can't write control character in Request.URL")
		}
	}
	method := r.Method
	if method == "" {
		method = "GET"
	}
	if r.Body == nil && r.ContentLength != 0 {
		return fmt.Errorf("http: Request.ContentLength=%d with nil Body", r.ContentLength)
	}
	if err = r.Trailer.check("trailer"); err != nil {
		r.closeBody()
		return err
	}
	o := r.outgoing()
	b := make([]byte, 0, 512)
	b = append(b, method...)
	b = append(b, ' ')
	b = append(b, uri...)
	b = append(b, " HTTP/1.1\r\n"...)
	b = appendField(b, "Host", host)
	agent := defaultUserAgent
	if v, found := r.Header["User-Agent"]; found {
		agent = ""
		if len(v) > 0 {
			agent = textproto.TrimString(oneLine.Replace(v[0]))
		}
	}
	if agent != "" {
		b = appendField(b, "User-Agent", agent)
	}
	if r.Close && !hasToken(r.Header["Connection"], "close") {
		b = append(b, "Connection: close\r\n"...)
	}
	always := method == "POST" || method == "PUT" || method == "PATCH"
	if b, err = o.appendHead(b, always); err != nil {
		r.closeBody()
		return err
	}
	b = r.Header.append(b, notInRequest)
	b = extra.append(b, nil)
	b = append(b, "\r\n"...)
	flush := func() error { return nil }
	if _, ok := w.(io.ByteWriter); !ok {
		w = bufio.NewWriter(w)
	}
	if bw, ok := w.(*bufio.Writer); ok {
		flush = bw.Flush
		_, err = w.Write(b)
	} else {
		// It may count calls.
		for line := range bytes.Lines(b) {
			if _, err = w.Write(line); err != nil {
				break
			}
		}
	}
	if err != nil {
		r.closeBody()
		return err
	}
	if trace != nil {
		traceHead(trace, b)
	}
	if wait != nil || o.slow {
		if err = flush(); err != nil {
			r.closeBody()
			return err
		}
	}
	if wait != nil && !wait() {
		r.closeBody()
		return nil
	}
	if o.body == nil {
		r.closeBody()
	}
	if err = o.writeBody(w, flush); err != nil {
		return err
	}
	return flush()
}

// traceHead tells a trace of the fields of a head, and that it was written.
func traceHead(trace *httptrace.ClientTrace, head []byte) {
	if trace.WroteHeaderField != nil {
		name, values := "", []string(nil)
		for line := range strings.Lines(string(head)) {
			next, value, ok := strings.Cut(strings.TrimSuffix(line, "\r\n"), ": ")
			if ok && next == name {
				values = append(values, value)
				continue
			}
			if name != "" {
				trace.WroteHeaderField(name, values)
			}
			if name, values = next, []string{value}; !ok || !isToken(next) {
				name = ""
			}
		}
	}
	if trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
}

func (r *Request) closeBody() {
	if r.Body != nil {
		r.Body.Close()
	}
}

// cleanHost drops what may not stand in a Host field.
func cleanHost(host string) string {
	for i := 0; i < len(host); i++ {
		if host[i] <= ' ' || host[i] == 0x7f {
			return host[:i]
		}
	}
	return host
}

// MaxBytesError tells that a body was longer than MaxBytesReader allows.
type MaxBytesError struct {
	Limit int64
}

func (e *MaxBytesError) Error() string { return "http: request body too large" }

// MaxBytesReader returns a body that fails after n bytes, and closes the connection then.
func MaxBytesReader(w ResponseWriter, r io.ReadCloser, n int64) io.ReadCloser {
	return &maxBytes{w: w, r: r, limit: n, left: max(n, 0)}
}

type maxBytes struct {
	w     ResponseWriter
	r     io.ReadCloser
	limit int64
	left  int64
	err   error
}

func (l *maxBytes) Read(p []byte) (n int, err error) {
	if l.err != nil {
		return 0, l.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	if int64(len(p))-1 > l.left {
		p = p[:l.left+1]
	}
	n, err = l.r.Read(p)
	if int64(n) <= l.left {
		l.left -= int64(n)
		l.err = err
		return n, err
	}
	n = int(l.left)
	l.left = 0
	if res, ok := l.w.(interface{ requestTooLarge() }); ok {
		res.requestTooLarge()
	}
	l.err = &MaxBytesError{l.limit}
	return n, l.err
}

func (l *maxBytes) Close() error { return l.r.Close() }

const maxFormMemory = 32 << 20

func (r *Request) parsePost() (vs url.Values, err error) {
	if r.Body == nil {
		return nil, nil
	}
	kind := r.Header.Get("Content-Type")
	if kind == "" {
		kind = "application/octet-stream"
	}
	kind, _, err = mime.ParseMediaType(kind)
	if kind != "application/x-www-form-urlencoded" {
		return nil, err
	}
	var from io.Reader = r.Body
	limit := int64(1<<63 - 1)
	if _, ok := r.Body.(*maxBytes); !ok {
		limit = 10 << 20
		from = io.LimitReader(r.Body, limit+1)
	}
	b, e := io.ReadAll(from)
	if e != nil {
		return nil, e
	}
	if int64(len(b)) > limit {
		return nil, errors.New("http: POST too large")
	}
	vs, e = url.ParseQuery(string(b))
	if err == nil {
		err = e
	}
	return vs, err
}

// ParseForm fills Form and PostForm from query and body.
func (r *Request) ParseForm() (err error) {
	if r.PostForm == nil {
		if r.Method == "POST" || r.Method == "PUT" || r.Method == "PATCH" {
			if r.Body == nil {
				err = errors.New("missing form body")
			}
			var e error
			if r.PostForm, e = r.parsePost(); err == nil {
				err = e
			}
		}
		if r.PostForm == nil {
			r.PostForm = make(url.Values)
		}
	}
	if r.Form == nil {
		if len(r.PostForm) > 0 {
			r.Form = make(url.Values)
			for k, v := range r.PostForm {
				r.Form[k] = append(r.Form[k], v...)
			}
		}
		var query url.Values
		if r.URL != nil {
			var e error
			if query, e = url.ParseQuery(r.URL.RawQuery); err == nil {
				err = e
			}
		}
		if query == nil {
			query = make(url.Values)
		}
		if r.Form == nil {
			r.Form = query
		} else {
			for k, v := range query {
				r.Form[k] = append(r.Form[k], v...)
			}
		}
	}
	return err
}

var multipartByReader = &multipart.Form{Value: make(map[string][]string), File: make(map[string][]*multipart.FileHeader)}

// MultipartReader returns the parts of the body one by one.
func (r *Request) MultipartReader() (*multipart.Reader, error) {
	if r.MultipartForm == multipartByReader {
		return nil, errors.New("http: MultipartReader called twice")
	}
	if r.MultipartForm != nil {
		return nil, errors.New("http: multipart handled by ParseMultipartForm")
	}
	r.MultipartForm = multipartByReader
	return r.multipartReader(true)
}

func (r *Request) multipartReader(mixed bool) (*multipart.Reader, error) {
	v := r.Header.Get("Content-Type")
	if v == "" {
		return nil, ErrNotMultipart
	}
	if r.Body == nil {
		return nil, errors.New("missing form body")
	}
	kind, params, err := mime.ParseMediaType(v)
	if err != nil || kind != "multipart/form-data" && !(mixed && kind == "multipart/mixed") {
		return nil, ErrNotMultipart
	}
	boundary, found := params["boundary"]
	if !found {
		return nil, ErrMissingBoundary
	}
	return multipart.NewReader(r.Body, boundary), nil
}

// ParseMultipartForm parses the body as a form with files; those beyond maxMemory go to disk.
func (r *Request) ParseMultipartForm(maxMemory int64) error {
	if r.MultipartForm == multipartByReader {
		return errors.New("http: multipart handled by MultipartReader")
	}
	var formErr error
	if r.Form == nil {
		formErr = r.ParseForm()
	}
	if r.MultipartForm != nil {
		return nil
	}
	mr, err := r.multipartReader(false)
	if err != nil {
		return err
	}
	f, err := mr.ReadForm(maxMemory)
	if err != nil {
		return err
	}
	if r.PostForm == nil {
		r.PostForm = make(url.Values)
	}
	for k, v := range f.Value {
		r.Form[k] = append(r.Form[k], v...)
		r.PostForm[k] = append(r.PostForm[k], v...)
	}
	r.MultipartForm = f
	return formErr
}

// FormValue returns the first value of a form's field, wherever it came from.
func (r *Request) FormValue(key string) string {
	if r.Form == nil {
		r.ParseMultipartForm(maxFormMemory)
	}
	return r.Form.Get(key)
}

// PostFormValue returns the first value of a field in the body.
func (r *Request) PostFormValue(key string) string {
	if r.PostForm == nil {
		r.ParseMultipartForm(maxFormMemory)
	}
	return r.PostForm.Get(key)
}

// FormFile returns the first file of a field.
func (r *Request) FormFile(key string) (multipart.File, *multipart.FileHeader, error) {
	if r.MultipartForm == multipartByReader {
		return nil, nil, errors.New("http: multipart handled by MultipartReader")
	}
	if r.MultipartForm == nil {
		if err := r.ParseMultipartForm(maxFormMemory); err != nil {
			return nil, nil, err
		}
	}
	if r.MultipartForm != nil {
		if list := r.MultipartForm.File[key]; len(list) > 0 {
			f, err := list[0].Open()
			return f, list[0], err
		}
	}
	return nil, nil, ErrMissingFile
}
