package httputil

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A ProxyRequest is a request that a ReverseProxy passes on.
type ProxyRequest struct {
	In  *http.Request
	Out *http.Request
}

// SetURL sends the request to a target, whose path stands before the request's.
func (r *ProxyRequest) SetURL(target *url.URL) {
	rewrite(r.Out, target)
	r.Out.Host = ""
}

// SetXForwarded tells the target whose request it is.
func (r *ProxyRequest) SetXForwarded() {
	if ip, _, err := net.SplitHostPort(r.In.RemoteAddr); err == nil {
		if before := r.Out.Header["X-Forwarded-For"]; len(before) > 0 {
			ip = strings.Join(before, ", ") + ", " + ip
		}
		r.Out.Header.Set("X-Forwarded-For", ip)
	} else {
		r.Out.Header.Del("X-Forwarded-For")
	}
	r.Out.Header.Set("X-Forwarded-Host", r.In.Host)
	if r.In.TLS == nil {
		r.Out.Header.Set("X-Forwarded-Proto", "http")
	} else {
		r.Out.Header.Set("X-Forwarded-Proto", "https")
	}
}

// A BufferPool lends buffers for copying.
type BufferPool interface {
	Get() []byte
	Put([]byte)
}

// A ReverseProxy passes requests on to other servers.
type ReverseProxy struct {
	Rewrite        func(*ProxyRequest)
	Director       func(*http.Request)
	Transport      http.RoundTripper
	FlushInterval  time.Duration
	ErrorLog       *log.Logger
	BufferPool     BufferPool
	ModifyResponse func(*http.Response) error
	ErrorHandler   func(http.ResponseWriter, *http.Request, error)
}

func joinPaths(a, b *url.URL) (path, raw string) {
	if a.RawPath == "" && b.RawPath == "" {
		return joinSlash(a.Path, b.Path), ""
	}
	return joinSlash(a.Path, b.Path), joinSlash(a.EscapedPath(), b.EscapedPath())
}

func joinSlash(a, b string) string {
	x, y := strings.HasSuffix(a, "/"), strings.HasPrefix(b, "/")
	switch {
	case x && y:
		return a + b[1:]
	case !x && !y:
		return a + "/" + b
	}
	return a + b
}

func rewrite(r *http.Request, target *url.URL) {
	query := target.RawQuery
	r.URL.Scheme, r.URL.Host = target.Scheme, target.Host
	r.URL.Path, r.URL.RawPath = joinPaths(target, r.URL)
	if query == "" || r.URL.RawQuery == "" {
		r.URL.RawQuery = query + r.URL.RawQuery
	} else {
		r.URL.RawQuery = query + "&" + r.URL.RawQuery
	}
}

// NewSingleHostReverseProxy returns a proxy for one target.
func NewSingleHostReverseProxy(target *url.URL) *ReverseProxy {
	return &ReverseProxy{Director: func(r *http.Request) { rewrite(r, target) }}
}

// Fields that concern one connection only.
var hopHeaders = []string{"Connection", "Proxy-Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Te",
	"Trailer", "Transfer-Encoding", "Upgrade"}

func removeHop(h http.Header) {
	for _, f := range h["Connection"] {
		for name := range strings.SplitSeq(f, ",") {
			if name = textproto.TrimString(name); name != "" {
				h.Del(name)
			}
		}
	}
	for _, name := range hopHeaders {
		h.Del(name)
	}
}

func upgradeType(h http.Header) string {
	for _, f := range h["Connection"] {
		for t := range strings.SplitSeq(f, ",") {
			if strings.EqualFold(textproto.TrimString(t), "Upgrade") {
				return h.Get("Upgrade")
			}
		}
	}
	return ""
}

func (p *ReverseProxy) logf(format string, args ...any) {
	if p.ErrorLog != nil {
		p.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

func (p *ReverseProxy) fail(w http.ResponseWriter, r *http.Request, err error) {
	p.failWith(w, r, err, http.StatusBadGateway)
}

func (p *ReverseProxy) failWith(w http.ResponseWriter, r *http.Request, err error, code int) {
	if p.ErrorHandler != nil {
		p.ErrorHandler(w, r, err)
		return
	}
	p.logf("http: proxy error: %v", err)
	w.WriteHeader(code)
}

func (p *ReverseProxy) modify(w http.ResponseWriter, resp *http.Response, r *http.Request) bool {
	if p.ModifyResponse == nil {
		return true
	}
	if err := p.ModifyResponse(resp); err != nil {
		resp.Body.Close()
		p.fail(w, r, err)
		return false
	}
	return true
}

func copyHeader(to, from http.Header) {
	for k, list := range from {
		for _, v := range list {
			to.Add(k, v)
		}
	}
}

func (p *ReverseProxy) ServeHTTP(w http.ResponseWriter, in *http.Request) {
	transport := p.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	ctx, cancel := context.WithCancel(in.Context())
	defer cancel()
	out := in.Clone(ctx)
	if in.ContentLength == 0 {
		out.Body = nil
	}
	if out.Body != nil {
		defer out.Body.Close()
	}
	if out.Header == nil {
		out.Header = make(http.Header)
	}
	if (p.Director != nil) == (p.Rewrite != nil) {
		p.fail(w, in, errors.New("ReverseProxy must have exactly one of Director or Rewrite set"))
		return
	}
	if p.Director != nil {
		p.Director(out)
		if out.Form != nil {
			out.URL.RawQuery = cleanQuery(out.URL.RawQuery)
		}
	}
	out.Close = false
	up := upgradeType(out.Header)
	trailers := false
	for _, te := range in.Header["Te"] {
		trailers = trailers || strings.Contains(strings.ToLower(te), "trailers")
	}
	removeHop(out.Header)
	if trailers {
		out.Header.Set("Te", "trailers")
	}
	if up != "" {
		out.Header.Set("Connection", "Upgrade")
		out.Header.Set("Upgrade", up)
	}
	if p.Rewrite != nil {
		for _, k := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
			out.Header.Del(k)
		}
		out.URL.RawQuery = cleanQuery(out.URL.RawQuery)
		pr := &ProxyRequest{in, out}
		p.Rewrite(pr)
		out = pr.Out
	} else if ip, _, err := net.SplitHostPort(in.RemoteAddr); err == nil {
		before, found := out.Header["X-Forwarded-For"]
		if len(before) > 0 {
			ip = strings.Join(before, ", ") + ", " + ip
		}
		if !found || before != nil {
			out.Header.Set("X-Forwarded-For", ip)
		}
	}
	if out.Method == "CONNECT" {
		p.failWith(w, out, errors.New("client sent unsupported CONNECT request"), http.StatusMethodNotAllowed)
		return
	}
	if _, found := out.Header["User-Agent"]; !found {
		out.Header.Set("User-Agent", "")
	}
	out.RequestURI = ""
	var mu sync.Mutex
	over := false
	trace := &httptrace.ClientTrace{
		Got1xxResponse: func(code int, header textproto.MIMEHeader) error {
			mu.Lock()
			defer mu.Unlock()
			if over {
				// The handler has returned or the response begun.
				return nil
			}
			h := w.Header()
			copyHeader(h, http.Header(header))
			w.WriteHeader(code)
			clear(h)
			return nil
		},
	}
	out = out.WithContext(httptrace.WithClientTrace(out.Context(), trace))
	resp, err := transport.RoundTrip(out)
	mu.Lock()
	over = true
	mu.Unlock()
	if err != nil {
		p.fail(w, out, err)
		return
	}
	if resp.StatusCode == http.StatusSwitchingProtocols {
		if p.modify(w, resp, out) {
			p.upgrade(w, out, resp)
		}
		return
	}
	removeHop(resp.Header)
	if !p.modify(w, resp, out) {
		return
	}
	copyHeader(w.Header(), resp.Header)
	announced := len(resp.Trailer)
	if announced > 0 {
		keys := make([]string, 0, announced)
		for k := range resp.Trailer {
			keys = append(keys, k)
		}
		w.Header().Add("Trailer", strings.Join(keys, ", "))
	}
	w.WriteHeader(resp.StatusCode)
	if err := p.copy(w, resp); err != nil {
		resp.Body.Close()
		if in.Context().Value(http.ServerContextKey) == nil {
			p.logf("suppressing panic for copyResponse error in test; copy error: %v", err)
			return
		}
		panic(http.ErrAbortHandler)
	}
	resp.Body.Close()
	if len(resp.Trailer) > 0 {
		http.NewResponseController(w).Flush()
	}
	for k, list := range resp.Trailer {
		if len(resp.Trailer) != announced {
			k = http.TrailerPrefix + k
		}
		for _, v := range list {
			w.Header().Add(k, v)
		}
	}
}

// interval returns how often what is copied is sent on: at once if negative.
func (p *ReverseProxy) interval(resp *http.Response) time.Duration {
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind == "text/event-stream" || resp.ContentLength == -1 {
		return -1
	}
	return p.FlushInterval
}

func (p *ReverseProxy) copy(w http.ResponseWriter, resp *http.Response) error {
	var to io.Writer = w
	if d := p.interval(resp); d != 0 {
		f := &flusher{w: w, c: http.NewResponseController(w), delay: d}
		defer f.stop()
		// The header goes even if the body makes itself wait.
		f.due, f.timer = true, time.AfterFunc(d, f.flush)
		to = f
	}
	var buf []byte
	if p.BufferPool != nil {
		buf = p.BufferPool.Get()
		defer p.BufferPool.Put(buf)
	}
	if len(buf) == 0 {
		buf = make([]byte, 32<<10)
	}
	for {
		n, err := resp.Body.Read(buf)
		if err != nil && err != io.EOF && err != context.Canceled {
			p.logf("httputil: ReverseProxy read error during body copy: %v", err)
		}
		if n > 0 {
			m, werr := to.Write(buf[:n])
			if werr != nil {
				return werr
			}
			if m != n {
				return io.ErrShortWrite
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// flusher sends what is written after a while.
type flusher struct {
	w     io.Writer
	c     *http.ResponseController
	delay time.Duration
	mu    sync.Mutex
	timer *time.Timer
	due   bool
}

func (f *flusher) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, err := f.w.Write(p)
	if f.delay < 0 {
		f.c.Flush()
		return n, err
	}
	if f.due {
		return n, err
	}
	if f.timer == nil {
		f.timer = time.AfterFunc(f.delay, f.flush)
	} else {
		f.timer.Reset(f.delay)
	}
	f.due = true
	return n, err
}

func (f *flusher) flush() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.due {
		f.c.Flush()
		f.due = false
	}
}

func (f *flusher) stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.due = false
	if f.timer != nil {
		f.timer.Stop()
	}
}

// upgrade connects client and target after a change of protocols.
func (p *ReverseProxy) upgrade(w http.ResponseWriter, r *http.Request, resp *http.Response) {
	asked, got := upgradeType(r.Header), upgradeType(resp.Header)
	if !strings.EqualFold(asked, got) {
		p.fail(w, r, fmt.Errorf("backend tried to switch protocol %q when %q was requested", got, asked))
		return
	}
	back, ok := resp.Body.(io.ReadWriteCloser)
	if !ok {
		p.fail(w, r, fmt.Errorf("internal error: 101 switching protocols response with non-writable body"))
		return
	}
	conn, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		p.fail(w, r, fmt.Errorf("hijack failed on protocol switch: %v", err))
		return
	}
	defer conn.Close()
	defer back.Close()
	copyHeader(w.Header(), resp.Header)
	resp.Header = w.Header()
	resp.Body = nil
	if err := resp.Write(rw); err != nil {
		p.fail(w, r, fmt.Errorf("response write: %v", err))
		return
	}
	if err := rw.Flush(); err != nil {
		return
	}
	done := make(chan error, 2)
	go func() {
		_, err := io.Copy(conn, back)
		done <- err
	}()
	go func() {
		_, err := io.Copy(back, rw)
		done <- err
	}()
	<-done
}

// cleanQuery drops what a target might parse otherwise than we do.
func cleanQuery(s string) string {
	// One with more parameters than package url takes is as good as none.
	bad := strings.Contains(s, ";") || strings.Count(s, "&") >= 10000
	for i := 0; i < len(s) && !bad; i++ {
		if s[i] == '%' {
			bad = i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])
		}
	}
	if !bad {
		return s
	}
	v, _ := url.ParseQuery(s)
	return v.Encode()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}
