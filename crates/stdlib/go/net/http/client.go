package http

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A RoundTripper makes one request and gets its response.
type RoundTripper interface {
	RoundTrip(*Request) (*Response, error)
}

// A CookieJar keeps cookies between requests.
type CookieJar interface {
	SetCookies(u *url.URL, cookies []*Cookie)
	Cookies(u *url.URL) []*Cookie
}

// A Client makes requests and follows redirects.
type Client struct {
	Transport     RoundTripper
	CheckRedirect func(req *Request, via []*Request) error
	Jar           CookieJar
	Timeout       time.Duration
}

// DefaultClient is what Get, Head and Post use.
var DefaultClient = &Client{}

// ErrUseLastResponse makes a client return the redirect itself.
var ErrUseLastResponse = errors.New("net/http: use last response")

// Get requests a URL.
func Get(url string) (resp *Response, err error) { return DefaultClient.Get(url) }

// Head requests the head of a URL.
func Head(url string) (resp *Response, err error) { return DefaultClient.Head(url) }

// Post sends a body to a URL.
func Post(url, contentType string, body io.Reader) (resp *Response, err error) {
	return DefaultClient.Post(url, contentType, body)
}

// PostForm sends a form to a URL.
func PostForm(url string, data url.Values) (resp *Response, err error) {
	return DefaultClient.PostForm(url, data)
}

// Get requests a URL.
func (c *Client) Get(url string) (resp *Response, err error) {
	r, err := NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(r)
}

// Head requests the head of a URL.
func (c *Client) Head(url string) (resp *Response, err error) {
	r, err := NewRequest("HEAD", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(r)
}

// Post sends a body to a URL.
func (c *Client) Post(url, contentType string, body io.Reader) (resp *Response, err error) {
	r, err := NewRequest("POST", url, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", contentType)
	return c.Do(r)
}

// PostForm sends a form to a URL.
func (c *Client) PostForm(url string, data url.Values) (resp *Response, err error) {
	return c.Post(url, "application/x-www-form-urlencoded", strings.NewReader(data.Encode()))
}

func (c *Client) transport() RoundTripper {
	if c.Transport != nil {
		return c.Transport
	}
	return DefaultTransport
}

// CloseIdleConnections closes connections that are kept for further requests.
func (c *Client) CloseIdleConnections() {
	if t, ok := c.transport().(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// timeoutErr is an error that came of the client's time limit.
type timeoutErr struct {
	err  string
	from error
}

func (e *timeoutErr) Error() string        { return e.err }
func (e *timeoutErr) Timeout() bool        { return true }
func (e *timeoutErr) Temporary() bool      { return true }
func (e *timeoutErr) Is(target error) bool { return target == context.DeadlineExceeded }

// timedBody is a response's body under the client's time limit.
type timedBody struct {
	io.ReadCloser
	cancel  context.CancelFunc
	expired func() bool
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == nil || err == io.EOF {
		if err == io.EOF {
			b.cancel()
		}
		return n, err
	}
	if b.expired() {
		err = &timeoutErr{err.Error() + " (Client.Timeout or context cancellation while reading body)", err}
	}
	return n, err
}

func (b *timedBody) Close() error {
	err := b.ReadCloser.Close()
	b.cancel()
	return err
}

// withCancel returns a channel that is closed when the context ends, or the other channel is.
func withCancel(ctx context.Context, other <-chan struct{}) <-chan struct{} {
	if other == nil {
		return ctx.Done()
	}
	both := make(chan struct{})
	go func() {
		select {
		case <-ctx.Done():
		case <-other:
		}
		close(both)
	}()
	return both
}

// send makes one request.
func (c *Client) send(r *Request, deadline time.Time) (resp *Response, timedOut bool, err error) {
	site := r.URL // of cookies
	if c.Jar != nil {
		if r.Host != "" && site != nil {
			copied := *site
			copied.Host = r.Host
			site = &copied
		}
		for _, cookie := range c.Jar.Cookies(site) {
			r.AddCookie(cookie)
		}
	}
	if r.URL == nil {
		r.closeBody()
		return nil, false, errors.New("http: nil Request.URL")
	}
	if r.RequestURI != "" {
		r.closeBody()
		return nil, false, errors.New("http: Request.RequestURI can't be set in client requests")
	}
	sent := r
	if r.Header == nil {
		c := *sent
		c.Header = make(Header)
		sent = &c
	}
	if u := r.URL.User; u != nil && r.Header.Get("Authorization") == "" {
		c := *sent
		c.Header = r.Header.Clone()
		if c.Header == nil {
			c.Header = make(Header)
		}
		password, _ := u.Password()
		c.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(u.Username()+":"+password)))
		sent = &c
	}
	var cancel context.CancelFunc
	expired := func() bool { return false }
	if !deadline.IsZero() {
		var ctx context.Context
		ctx, cancel = context.WithDeadline(sent.Context(), deadline)
		sent = sent.WithContext(ctx)
		expired = func() bool { return !time.Now().Before(deadline) }
		if t, ok := c.transport().(*Transport); !ok || t.alternate(sent.URL.Scheme) != nil {
			// It may know nothing of contexts.
			sent.Cancel = withCancel(ctx, r.Cancel)
		}
	}
	resp, err = c.transport().RoundTrip(sent)
	if err != nil {
		if cancel != nil {
			cancel()
		}
		return nil, expired(), err
	}
	if resp == nil {
		return nil, false, fmt.Errorf("http: RoundTripper implementation (%T) returned a nil *Response with a nil error", c.transport())
	}
	if resp.Body == nil {
		resp.Body = NoBody
	}
	if cancel != nil {
		resp.Body = &timedBody{resp.Body, cancel, expired}
	}
	if c.Jar != nil {
		if list := resp.Cookies(); len(list) > 0 {
			c.Jar.SetCookies(site, list)
		}
	}
	return resp, false, nil
}

func checkTen(via []*Request) error {
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	return nil
}

// redirected decides how to follow a response.
func redirected(method string, resp *Response, first *Request) (newMethod string, follow, withBody bool) {
	switch resp.StatusCode {
	case 301, 302, 303:
		if method != "GET" && method != "HEAD" {
			method = "GET"
		}
		return method, true, false
	case 307, 308:
		if first.GetBody == nil && first.outgoingLength() != 0 {
			return method, false, true
		}
		return method, true, true
	}
	return method, false, false
}

func (r *Request) outgoingLength() int64 {
	if r.Body == nil || r.Body == NoBody {
		return 0
	}
	if r.ContentLength != 0 {
		return r.ContentLength
	}
	return -1
}

func operation(method string) string {
	if method == "" {
		return "Get"
	}
	return method[:1] + strings.ToLower(method[1:])
}

// Do makes a request and follows redirects.
func (c *Client) Do(req *Request) (*Response, error) {
	if req.URL == nil {
		req.closeBody()
		return nil, &url.Error{Op: operation(req.Method), Err: errors.New("http: nil Request.URL")}
	}
	var deadline time.Time
	if c.Timeout > 0 {
		deadline = time.Now().Add(c.Timeout)
	}
	var via []*Request
	var resp *Response
	fail := func(err error) error {
		return &url.Error{Op: operation(via[0].Method), URL: withoutPassword(req.URL), Err: err}
	}
	first := req
	given := req.Header.Clone() // as the program made it: cookies of the jar are not in it
	keepBody := true
	method := req.Method
	if method == "" {
		method = "GET"
	}
	trusted := true // what is secret may still be sent
	for {
		if len(via) > 0 {
			to := resp.Header.Get("Location")
			if to == "" {
				return resp, nil
			}
			u, err := req.URL.Parse(to)
			if err != nil {
				resp.closeBody()
				return nil, fail(fmt.Errorf("failed to parse Location header %q: %v", to, err))
			}
			host := ""
			if first.Host != "" && first.Host != first.URL.Host {
				if l, _ := url.Parse(to); l != nil && !l.IsAbs() {
					host = first.Host
				}
			}
			next := &Request{Method: method, Response: resp, URL: u, Header: make(Header), Host: host, Cancel: first.Cancel, ctx: first.ctx,
				Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
			if keepBody && first.GetBody != nil {
				if next.Body, err = first.GetBody(); err != nil {
					resp.closeBody()
					return nil, fail(err)
				}
				next.GetBody = first.GetBody
				next.ContentLength = first.ContentLength
			}
			if trusted && !shouldCopyHeaderOnRedirect(first.URL, u) {
				trusted = false
			}
			copyHeaders(next, given, c.Jar, trusted, keepBody)
			if from := refererForURL(req.URL, u, next.Header.Get("Referer")); from != "" {
				next.Header.Set("Referer", from)
			}
			req = next
			if c.CheckRedirect != nil {
				err = c.CheckRedirect(req, via)
			} else {
				err = checkTen(via)
			}
			if err == ErrUseLastResponse {
				return resp, nil
			}
			io.CopyN(io.Discard, resp.Body, 2<<10)
			resp.Body.Close()
			if err != nil {
				ue := fail(err).(*url.Error)
				ue.URL = to
				return resp, ue
			}
		}
		via = append(via, req)
		r, timedOut, err := c.send(req, deadline)
		if err != nil {
			if timedOut {
				err = &timeoutErr{err.Error() + " (Client.Timeout exceeded while awaiting headers)", err}
			}
			return nil, fail(err)
		}
		resp = r
		var follow, withBody bool
		method, follow, withBody = redirected(method, resp, first)
		if !follow {
			return resp, nil
		}
		if resp.Header.Get("Location") == "" {
			return resp, nil
		}
		keepBody = keepBody && withBody
		req.closeBody()
	}
}

// shouldCopyHeaderOnRedirect reports whether what is secret may be sent to b as well as to a: b is the same host, or one below.
func shouldCopyHeaderOnRedirect(a, b *url.URL) bool {
	x, err := hostASCII(a.Hostname())
	if err != nil {
		return false
	}
	y, err := hostASCII(b.Hostname())
	if err != nil {
		return false
	}
	x, y = strings.ToLower(x), strings.ToLower(y)
	if x == y {
		return true
	}
	return !strings.ContainsAny(y, ":%") && strings.HasSuffix(y, "."+x)
}

// withoutPassword returns a URL as errors show it.
func withoutPassword(u *url.URL) string {
	if _, set := u.User.Password(); set {
		return strings.Replace(u.String(), u.User.String()+"@", u.User.Username()+":***@", 1)
	}
	return u.String()
}

// copyHeaders gives a redirected request the fields of the first one. Cookies that a response has changed come from the jar:
// they are taken out of those fields.
func copyHeaders(to *Request, given Header, jar CookieJar, trusted, body bool) {
	if jar != nil && given.Get("Cookie") != "" {
		changed := map[string]bool{}
		for _, c := range to.Response.Cookies() {
			changed[c.Name] = true
		}
		old := (&Request{Header: given}).Cookies()
		var kept []string
		for _, c := range old {
			if !changed[c.Name] {
				kept = append(kept, c.Name+"="+c.Value)
			}
		}
		if len(kept) < len(old) {
			slices.Sort(kept)
			given.Set("Cookie", strings.Join(kept, "; "))
		}
	}
	for k, v := range given {
		switch k {
		case "Authorization", "Www-Authenticate", "Cookie", "Cookie2", "Proxy-Authorization", "Proxy-Authenticate":
			if !trusted {
				continue
			}
		case "Content-Type", "Content-Encoding", "Content-Language", "Content-Location", "Content-Length":
			if !body {
				continue
			}
		}
		to.Header[k] = slices.Clone(v)
	}
}

func refererForURL(last, next *url.URL, explicit string) string {
	if last.Scheme == "https" && next.Scheme == "http" {
		return ""
	}
	if explicit != "" {
		return explicit
	}
	u := *last
	u.User = nil
	return u.String()
}
