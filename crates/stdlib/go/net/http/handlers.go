package http

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"
)

// Error answers with an error's text and a code.
func Error(w ResponseWriter, error string, code int) {
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	fmt.Fprintln(w, error)
}

// NotFound answers that there is no such page.
func NotFound(w ResponseWriter, r *Request) { Error(w, "404 page not found", StatusNotFound) }

// NotFoundHandler returns NotFound as a handler.
func NotFoundHandler() Handler { return HandlerFunc(NotFound) }

// StripPrefix passes requests on without the beginning of their path; others are not found.
func StripPrefix(prefix string, h Handler) Handler {
	if prefix == "" {
		return h
	}
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		p, ok1 := strings.CutPrefix(r.URL.Path, prefix)
		raw, ok2 := strings.CutPrefix(r.URL.RawPath, prefix)
		if !ok1 || r.URL.RawPath != "" && !ok2 {
			NotFound(w, r)
			return
		}
		c := *r
		u := *r.URL
		u.Path, u.RawPath = p, raw
		if r.URL.RawPath == "" {
			u.RawPath = ""
		}
		c.URL = &u
		h.ServeHTTP(w, &c)
	})
}

var htmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func asciiOnly(s string) string {
	const digits = "0123456789abcdef"
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			if b == nil {
				b = append(b, s[:i]...)
			}
			b = append(b, '%', digits[s[i]>>4], digits[s[i]&15])
		} else if b != nil {
			b = append(b, s[i])
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

// Redirect answers that the page is elsewhere.
func Redirect(w ResponseWriter, r *Request, to string, code int) {
	if u, err := url.Parse(to); err == nil && u.Scheme == "" && u.Host == "" {
		old := r.URL.EscapedPath()
		if old == "" {
			old = "/"
		}
		if to == "" || to[0] != '/' {
			dir, _ := path.Split(old)
			to = dir + to
		}
		query := ""
		if i := strings.IndexByte(to, '?'); i != -1 {
			to, query = to[:i], to[i:]
		}
		slash := strings.HasSuffix(to, "/")
		to = path.Clean(to)
		if slash && !strings.HasSuffix(to, "/") {
			to += "/"
		}
		to += query
	}
	h := w.Header()
	_, had := h["Content-Type"]
	h.Set("Location", asciiOnly(to))
	if !had && (r.Method == "GET" || r.Method == "HEAD") {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	w.WriteHeader(code)
	if !had && r.Method == "GET" {
		fmt.Fprintln(w, "<a href=\""+htmlText.Replace(to)+"\">"+StatusText(code)+"</a>.\n")
	}
}

type redirectHandler struct {
	url  string
	code int
}

func (h *redirectHandler) ServeHTTP(w ResponseWriter, r *Request) { Redirect(w, r, h.url, h.code) }

// RedirectHandler returns a handler that redirects.
func RedirectHandler(url string, code int) Handler { return &redirectHandler{url, code} }

// MaxBytesHandler limits the bodies of requests.
func MaxBytesHandler(h Handler, n int64) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		c := *r
		c.Body = MaxBytesReader(w, r.Body, n)
		h.ServeHTTP(w, &c)
	})
}

// ErrHandlerTimeout tells a handler that it has run too long.
var ErrHandlerTimeout = errors.New("http: Handler timeout")

type timeoutHandler struct {
	handler Handler
	body    string
	limit   time.Duration

	testContext context.Context // instead of one with the limit
}

// TimeoutHandler answers 503 when h takes too long.
func TimeoutHandler(h Handler, dt time.Duration, msg string) Handler {
	return &timeoutHandler{handler: h, body: msg, limit: dt}
}

func (h *timeoutHandler) ServeHTTP(w ResponseWriter, r *Request) {
	ctx := h.testContext
	if ctx == nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(r.Context(), h.limit)
		defer cancel()
	}
	r = r.WithContext(ctx)
	done := make(chan struct{})
	tw := &timeoutWriter{w: w, h: make(Header), req: r}
	panicked := make(chan any, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panicked <- p
			}
		}()
		h.handler.ServeHTTP(tw, r)
		close(done)
	}()
	select {
	case p := <-panicked:
		panic(p)
	case <-done:
		tw.mu.Lock()
		defer tw.mu.Unlock()
		to := w.Header()
		for k, v := range tw.h {
			to[k] = v
		}
		if tw.code == 0 {
			tw.code = StatusOK
		}
		w.WriteHeader(tw.code)
		w.Write(tw.b.Bytes())
	case <-ctx.Done():
		tw.mu.Lock()
		defer tw.mu.Unlock()
		tw.err = ctx.Err()
		if tw.err == context.DeadlineExceeded {
			tw.err = ErrHandlerTimeout
			w.WriteHeader(StatusServiceUnavailable)
			text := h.body
			if text == "" {
				text = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"
			}
			io.WriteString(w, text)
		} else {
			w.WriteHeader(StatusServiceUnavailable)
		}
	}
}

type timeoutWriter struct {
	w    ResponseWriter
	h    Header
	b    bytes.Buffer
	req  *Request
	mu   sync.Mutex
	err  error
	code int
}

func (t *timeoutWriter) Header() Header { return t.h }

func (t *timeoutWriter) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err != nil {
		return 0, t.err
	}
	if t.code == 0 {
		t.code = StatusOK
	}
	return t.b.Write(p)
}

func (t *timeoutWriter) WriteHeader(code int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	checkCode(code)
	if t.err == nil && t.code == 0 {
		t.code = code
	}
}

// Push is for HTTP/2 alone.
func (t *timeoutWriter) Push(target string, opts *PushOptions) error { return ErrNotSupported }

// CrossOriginProtection refuses requests that another site has made a browser send.
type CrossOriginProtection struct {
	mu      sync.Mutex
	trusted map[string]bool
	bypass  *ServeMux
	deny    Handler
}

// NewCrossOriginProtection returns one that trusts nobody.
func NewCrossOriginProtection() *CrossOriginProtection { return &CrossOriginProtection{} }

// AddTrustedOrigin lets all requests of an origin pass.
func (c *CrossOriginProtection) AddTrustedOrigin(origin string) error {
	u, err := url.Parse(origin)
	if err != nil {
		return fmt.Errorf("invalid origin %q: %w", origin, err)
	}
	switch {
	case u.Scheme == "":
		return fmt.Errorf("invalid origin %q: scheme is required", origin)
	case u.Host == "":
		return fmt.Errorf("invalid origin %q: host is required", origin)
	case u.Path != "" || u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("invalid origin %q: path, query, and fragment are not allowed", origin)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.trusted == nil {
		c.trusted = make(map[string]bool)
	}
	c.trusted[origin] = true
	return nil
}

// AddInsecureBypassPattern lets requests pass that match a pattern.
func (c *CrossOriginProtection) AddInsecureBypassPattern(pattern string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bypass == nil {
		c.bypass = NewServeMux()
	}
	c.bypass.Handle(pattern, bypassed{})
}

// bypassed stands for what is not protected.
type bypassed struct{}

func (bypassed) ServeHTTP(ResponseWriter, *Request) {}

// SetDenyHandler sets who answers requests that are refused.
func (c *CrossOriginProtection) SetDenyHandler(h Handler) { c.deny = h }

// Check tells why a request is refused.
func (c *CrossOriginProtection) Check(r *Request) error {
	switch r.Method {
	case "GET", "HEAD", "OPTIONS":
		return nil
	}
	exempt := func() bool {
		if c.bypass != nil {
			h, _ := c.bypass.Handler(r) // which may be one that redirects
			if _, ok := h.(bypassed); ok {
				return true
			}
		}
		return c.trusted[r.Header.Get("Origin")]
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "":
	case "same-origin", "none":
		return nil
	default:
		if exempt() {
			return nil
		}
		return errors.New("cross-origin request detected from Sec-Fetch-Site header")
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return nil
	}
	if u, err := url.Parse(origin); err == nil && u.Host == r.Host || exempt() {
		return nil
	}
	return errors.New("cross-origin request detected, and/or browser is out of date: Sec-Fetch-Site is missing, and Origin does not match Host")
}

// Handler passes the requests on that are not refused.
func (c *CrossOriginProtection) Handler(h Handler) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		if err := c.Check(r); err != nil {
			if c.deny != nil {
				c.deny.ServeHTTP(w, r)
			} else {
				Error(w, err.Error(), StatusForbidden)
			}
			return
		}
		h.ServeHTTP(w, r)
	})
}
