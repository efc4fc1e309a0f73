// run

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httptrace"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"time"
)

func get(c *http.Client, url string) string {
	resp, err := c.Get(url)
	if err != nil {
		return "error: " + err.Error()
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return fmt.Sprint(resp.StatusCode, " ", string(b), " ", err)
}

func main() {
	log.SetFlags(0)
	heads()
	redirects()
	places()
	connections()
	settings()
	forms()
	addresses()
	socks()
}

// heads are what clients and servers refuse or repair.
func heads() {
	ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Early", "yes")
		w.WriteHeader(200)
		h.Set("X-Late", "no")
		fmt.Fprint(w, r.Host, " ", r.ContentLength, " ", r.TransferEncoding)
	}))
	defer ts.Close()
	resp, err := http.Get(ts.URL)
	fmt.Println(resp.Header.Get("X-Early"), resp.Header.Get("X-Late"), err)
	resp.Body.Close()
	for _, set := range []func(*http.Request){
		func(r *http.Request) { r.Header["Bad name"] = []string{"x"} },
		func(r *http.Request) { r.Trailer = http.Header{"X": {"a\nb"}}; r.Body = http.NoBody },
		func(r *http.Request) { r.Method = "A B" },
		func(r *http.Request) { r.ContentLength = 3 },
		func(r *http.Request) { r.URL.Scheme = "gopher" },
		func(r *http.Request) { r.URL.Host = "" },
	} {
		r, _ := http.NewRequest("GET", "http://example.com/", nil)
		set(r)
		_, err := new(http.Transport).RoundTrip(r)
		fmt.Println(err)
	}
	r, _ := http.NewRequest("GET", "http://гофер.го/a%2fb?q#f", nil)
	r.Write(writer{})
	_, err = http.Get("http://user:secret@127.0.0.1:1/x")
	var ue *url.Error
	fmt.Println(errors.As(err, &ue), ue.URL)
}

type writer struct{}

func (writer) Write(p []byte) (int, error) {
	fmt.Printf("%q\n", p)
	return len(p), nil
}

func redirects() {
	mux := http.NewServeMux()
	mux.HandleFunc("/dir%2fx/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL.EscapedPath()) })
	mux.HandleFunc("/set", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "new"})
		http.Redirect(w, r, "show%2Fit", 302)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL.EscapedPath(), r.Header["Cookie"]) })
	ts := httptest.NewServer(mux)
	defer ts.Close()
	c := ts.Client()
	fmt.Println(get(c, ts.URL+"/dir%2fx"))
	fmt.Println(get(c, ts.URL+"//a//b/../c"))
	c.Jar, _ = cookiejar.New(nil)
	r, _ := http.NewRequest("GET", ts.URL+"/set", nil)
	r.Header.Set("Cookie", "a=old; b=kept")
	resp, err := c.Do(r)
	if err == nil {
		io.Copy(writer{}, resp.Body)
		resp.Body.Close()
	}
	fmt.Println(err)
}

// places are those that MaxConnsPerHost gives.
func places() {
	var mu sync.Mutex
	now, most, dials := 0, 0, 0
	ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		now++
		most = max(most, now)
		mu.Unlock()
		time.Sleep(2 * time.Millisecond)
		mu.Lock()
		now--
		mu.Unlock()
	}))
	defer ts.Close()
	t := &http.Transport{MaxConnsPerHost: 2, MaxIdleConnsPerHost: 2}
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		mu.Lock()
		dials++
		mu.Unlock()
		return new(net.Dialer).DialContext(ctx, network, addr)
	}
	c := &http.Client{Transport: t}
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { get(c, ts.URL) })
	}
	wg.Wait()
	fmt.Println(most <= 2, dials <= 2)
	t.CloseIdleConnections()
}

// connections are looked at by traces, and used one by one.
func connections() {
	ts := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Proto) }))
	ts.EnableHTTP2 = true
	ts.StartTLS()
	defer ts.Close()
	for range 2 {
		ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{
			GotConn:     func(i httptrace.GotConnInfo) { fmt.Println("conn", i.Reused, i.WasIdle) },
			PutIdleConn: func(err error) { fmt.Println("put", err) },
		})
		r, _ := http.NewRequestWithContext(ctx, "GET", ts.URL, nil)
		resp, err := ts.Client().Do(r)
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			fmt.Println(resp.Proto)
		}
	}
	cc, err := ts.Client().Transport.(*http.Transport).NewClientConn(context.Background(), "https", ts.Listener.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 2 {
		r, _ := http.NewRequest("GET", "https://example.com/", nil)
		resp, err := cc.RoundTrip(r)
		if err == nil {
			resp.Body.Close()
		}
		fmt.Println(err, cc.InFlight(), cc.Err())
	}
	cc.Close()
	fmt.Println(cc.Err() != nil, cc.Available())
}

// settings are those of HTTP/2.
func settings() {
	block, begun := make(chan bool), make(chan bool)
	ts := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun <- true
		<-block
	}))
	ts.EnableHTTP2 = true
	ts.Config.HTTP2 = &http.HTTP2Config{MaxConcurrentStreams: 2}
	ts.Config.ErrorLog = log.New(io.Discard, "", 0)
	ts.StartTLS()
	defer ts.Close()
	var mu sync.Mutex
	seen := map[net.Conn]bool{}
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{GotConn: func(i httptrace.GotConnInfo) {
		mu.Lock()
		seen[i.Conn] = true
		mu.Unlock()
	}})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			r, _ := http.NewRequestWithContext(ctx, "GET", ts.URL, nil)
			if resp, err := ts.Client().Do(r); err == nil {
				resp.Body.Close()
			} else {
				fmt.Println(err)
			}
		})
	}
	for range 4 {
		<-begun
	}
	close(block)
	wg.Wait()
	fmt.Println(len(seen) >= 2)
}

func forms() {
	for _, n := range []int{1000, 1001} {
		var b strings.Builder
		w := multipart.NewWriter(&b)
		for i := range n {
			w.WriteField(fmt.Sprint(i), "v")
		}
		w.Close()
		f, err := multipart.NewReader(strings.NewReader(b.String()), w.Boundary()).ReadForm(1 << 10)
		fmt.Println(f != nil, err)
	}
}

func addresses() {
	for _, s := range []string{"00005e005301", "0000.5e00.5301", "00005e00530", "02005e1000000001"} {
		fmt.Println(net.ParseMAC(s))
	}
}

// socks goes through a proxy that carries any connection.
func socks() {
	ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := httputil.DumpRequest(r, false)
		fmt.Fprint(w, strings.Contains(string(b), "GET /x HTTP/1.1"))
	}))
	defer ts.Close()
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	defer l.Close()
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		b := make([]byte, 10)
		io.ReadFull(c, b[:4])
		c.Write([]byte{5, 2})
		io.ReadFull(c, b[:2])
		io.ReadFull(c, make([]byte, b[1]))
		io.ReadFull(c, b[:1])
		io.ReadFull(c, make([]byte, b[0]))
		c.Write([]byte{1, 0})
		io.ReadFull(c, b)
		c.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
		to, err := net.Dial("tcp", ts.Listener.Addr().String())
		if err != nil {
			return
		}
		defer to.Close()
		go io.Copy(to, c)
		io.Copy(c, to)
	}()
	u, _ := url.Parse("socks5://me:pass@" + l.Addr().String())
	c := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(u), DisableKeepAlives: true}}
	fmt.Println(get(c, ts.URL+"/x"))
}
