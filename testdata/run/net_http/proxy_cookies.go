// run

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"regexp"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var volatile = regexp.MustCompile(`127\.0\.0\.1:\d+|Date: [^\r]* GMT`)

func clean(v any) string { return volatile.ReplaceAllString(fmt.Sprint(v), "*") }

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	back := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/fail" {
			w.Header().Set("Content-Length", "10")
			w.Write([]byte("abc"))
			panic(http.ErrAbortHandler)
		}
		var keys []string
		for k := range r.Header {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		w.Header().Set("X-Back", "yes")
		w.Header().Set("Connection", "X-Hop")
		w.Header().Set("X-Hop", "1")
		w.Header().Set("Trailer", "T")
		fmt.Fprintf(w, "%s %s %s", r.Method, r.URL, r.Host == r.Header.Get("X-Host"))
		for _, k := range keys {
			fmt.Fprintf(w, "\n%s: %s", k, strings.Join(r.Header[k], "|"))
		}
		b, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "\nbody %q", b)
		w.Header().Set("T", "trailing")
	}))
	defer back.Close()
	target, _ := url.Parse(back.URL + "/base?fix=1")
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ModifyResponse = func(r *http.Response) error {
		r.Header.Set("X-Modified", "1")
		return nil
	}
	front := httptest.NewServer(proxy)
	defer front.Close()
	do := func(method, u string, body io.Reader, hdr ...string) {
		r, _ := http.NewRequest(method, u, body)
		for i := 0; i < len(hdr); i += 2 {
			r.Header.Set(hdr[i], hdr[i+1])
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			fmt.Println(clean(err))
			return
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		fmt.Println(resp.Status, clean(string(b)), err, resp.Header["X-Back"], resp.Header["X-Hop"], resp.Header["X-Modified"], resp.Trailer)
	}
	do("GET", front.URL+"/a?b=c", nil, "X-Y", "z", "Connection", "X-Gone", "X-Gone", "1")
	do("POST", front.URL+"/a;b", strings.NewReader("payload"), "X-Forwarded-For", "10.0.0.1")
	p2 := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.SetXForwarded()
		r.Out.Header.Set("X-Rewritten", "1")
	}}
	f2 := httptest.NewServer(p2)
	defer f2.Close()
	do("GET", f2.URL+"/q/", nil, "X-Forwarded-For", "10.0.0.1")
	dead := httptest.NewServer(nil)
	du, _ := url.Parse(dead.URL)
	dead.Close()
	log.SetOutput(io.Discard)
	f3 := httptest.NewServer(httputil.NewSingleHostReverseProxy(du))
	resp, err := http.Get(f3.URL)
	fmt.Println(resp.Status, err)
	f3.Close()

	// dumps
	r, _ := http.NewRequest("POST", "http://example.com/p?q", strings.NewReader("body text"))
	r.Header.Set("X-A", "1")
	b, err := httputil.DumpRequestOut(r, true)
	fmt.Printf("%q %v\n", b, err)
	b, err = httputil.DumpRequestOut(r, false)
	fmt.Printf("%q %v\n", b, err)
	r2 := httptest.NewRequest("PUT", "/in", strings.NewReader("incoming"))
	b, err = httputil.DumpRequest(r2, true)
	fmt.Printf("%q %v\n", b, err)
	rest, _ := io.ReadAll(r2.Body)
	fmt.Printf("%q\n", rest)
	for _, text := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: y\r\n\r\nabc",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
		"HTTP/1.1 404 Not Here\r\nConnection: close\r\n\r\nuntil the end",
		"HTTP/1.0 304 Not Modified\r\n\r\n",
		"HTTP/1.1 99 x\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "junk\r\n\r\n", "HTTP/1.1 200\r\n\r\n",
	} {
		resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(text)), nil)
		if err != nil {
			fmt.Println(err)
			continue
		}
		b, err := httputil.DumpResponse(resp, true)
		fmt.Printf("%q %v %d %v %v %q\n", b, err, resp.ContentLength, resp.TransferEncoding, resp.Close, resp.Status)
		b, err = httputil.DumpResponse(resp, false)
		fmt.Printf("%q %v\n", b, err)
	}
	var buf bytes.Buffer
	cw := httputil.NewChunkedWriter(&buf)
	io.WriteString(cw, "hello ")
	io.WriteString(cw, strings.Repeat("x", 20))
	cw.Close()
	fmt.Printf("%q\n", buf.String())
	got, err := io.ReadAll(httputil.NewChunkedReader(&buf))
	fmt.Printf("%q %v\n", got, err)

	// cookies between requests
	jar, _ := cookiejar.New(nil)
	count := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := 0
		if c, err := r.Cookie("n"); err == nil {
			fmt.Sscan(c.Value, &n)
		}
		http.SetCookie(w, &http.Cookie{Name: "n", Value: fmt.Sprint(n + 1), Path: "/"})
		if r.URL.Path == "/out" {
			http.SetCookie(w, &http.Cookie{Name: "n", MaxAge: -1, Path: "/"})
		}
		fmt.Fprint(w, n, r.Header["Cookie"])
	}))
	defer count.Close()
	c := &http.Client{Jar: jar}
	for _, p := range []string{"/", "/", "/x", "/out", "/"} {
		resp, err := c.Get(count.URL + p)
		if err != nil {
			fmt.Println(err)
			return
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(string(b), resp.Cookies())
	}
	u, _ := url.Parse("http://www.example.com/a/b")
	jar.SetCookies(u, []*http.Cookie{{Name: "host", Value: "1"}, {Name: "dom", Value: "2", Domain: "example.com"}, {Name: "sec", Value: "3", Secure: true},
		{Name: "path", Value: "4", Path: "/a"}, {Name: "evil", Value: "5", Domain: "other.com"}, {Name: "old", Value: "6", Expires: time.Unix(1, 0)}})
	for _, s := range []string{"http://www.example.com/a/b", "http://www.example.com/", "http://example.com/a", "https://www.example.com/a/c", "http://x.example.com/a/", "ftp://www.example.com/"} {
		u, _ := url.Parse(s)
		fmt.Println(s, jar.Cookies(u))
	}

	// many at once, over few connections
	var conns atomic.Int32
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		w.Write(bytes.ToUpper(b))
	}))
	srv.Start()
	defer srv.Close()
	tr := &http.Transport{MaxConnsPerHost: 4, MaxIdleConnsPerHost: 4}
	defer tr.CloseIdleConnections()
	cl := &http.Client{Transport: tr}
	var wg sync.WaitGroup
	var bad atomic.Int32
	for i := range 60 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			text := fmt.Sprintf("request %d", i)
			resp, err := cl.Post(srv.URL, "text/plain", strings.NewReader(text))
			if err != nil {
				fmt.Println(clean(err))
				bad.Add(1)
				return
			}
			b, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if string(b) != strings.ToUpper(text) || err != nil {
				bad.Add(1)
			}
		}()
	}
	wg.Wait()
	fmt.Println("bad:", bad.Load(), conns.Load())
	// proxies
	pr := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "proxied %s %s %s", r.Method, r.RequestURI, r.Header.Get("Proxy-Authorization"))
	}))
	defer pr.Close()
	pu, _ := url.Parse(strings.Replace(pr.URL, "http://", "http://u:p@", 1))
	pc := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(pu)}}
	resp, err = pc.Get("http://nowhere.invalid/x?y")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(string(b))
}
