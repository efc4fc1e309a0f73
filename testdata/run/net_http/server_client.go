// run

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
)

var port = regexp.MustCompile(`127\.0\.0\.1:\d+`)

func clean(v any) string {
	s := fmt.Sprint(v)
	s = regexp.MustCompile(`Date: .* GMT`).ReplaceAllString(s, "Date: X")
	return port.ReplaceAllString(s, "HOST")
}

// raw sends text and returns everything that comes back.
func raw(addr, text string) string {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err.Error()
	}
	defer c.Close()
	io.WriteString(c, text)
	c.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	b, err := io.ReadAll(c)
	if err != nil {
		return clean(fmt.Sprintf("%q +%v", b, errors.Is(err, os.ErrDeadlineExceeded)))
	}
	return clean(fmt.Sprintf("%q", b))
}

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s %s %s %v %d", r.Method, r.URL, r.Proto, r.TransferEncoding, r.ContentLength)
	})
	mux.HandleFunc("/body", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%q %v %v", b, err, r.Trailer)
	})
	mux.HandleFunc("/chunks", func(w http.ResponseWriter, r *http.Request) {
		for i := range 3 {
			fmt.Fprintf(w, "chunk %d\n", i)
			w.(http.Flusher).Flush()
		}
	})
	mux.HandleFunc("/trailer", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", "X-Sum")
		io.WriteString(w, "data")
		w.Header().Set("X-Sum", "42")
		w.Header().Set(http.TrailerPrefix+"X-Late", "yes")
	})
	mux.HandleFunc("/nocontent", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(204)
		_, err := io.WriteString(w, "x")
		fmt.Println(err)
	})
	mux.HandleFunc("/length", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "3")
		_, err := io.WriteString(w, "xyzw")
		fmt.Println(err)
	})
	mux.HandleFunc("/twice", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(202)
		w.WriteHeader(203)
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/early", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</x>; rel=preload")
		w.WriteHeader(103)
		fmt.Fprint(w, "done")
	})
	mux.HandleFunc("/hijack", func(w http.ResponseWriter, r *http.Request) {
		c, rw, err := w.(http.Hijacker).Hijack()
		if err != nil {
			fmt.Println(err)
			return
		}
		defer c.Close()
		rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")
		rw.Flush()
		line, _ := rw.ReadString('\n')
		rw.WriteString("you said " + line)
		rw.Flush()
	})
	gone := make(chan string, 1)
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
			gone <- r.Context().Err().Error()
		case <-time.After(2 * time.Second):
			gone <- "late"
		}
	})
	mux.HandleFunc("/redir/{n}", func(w http.ResponseWriter, r *http.Request) {
		n := r.PathValue("n")
		if n == "0" {
			fmt.Fprintf(w, "end %s %s", r.Method, r.Referer())
			return
		}
		http.Redirect(w, r, "/redir/"+string(n[0]-1), 302)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", 302) })
	mux.HandleFunc("/307", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/body", 307) })
	mux.HandleFunc("/headers", func(w http.ResponseWriter, r *http.Request) { r.Header.Write(w) })
	srv := httptest.NewServer(mux)
	defer srv.Close()
	addr := srv.Listener.Addr().String()
	for _, text := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET / HTTP/1.0\r\n\r\n",
		"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
		"HEAD /a?b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
		"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: T\r\nConnection: close\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi",
		"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: x\r\nExpect: bogus\r\nContent-Length: 2\r\n\r\nhi",
		"GET /chunks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET /chunks HTTP/1.0\r\n\r\n",
		"GET /trailer HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET /nocontent HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET /length HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /twice HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET /panic HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /early HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET /hijack HTTP/1.1\r\nHost: x\r\n\r\nping\n",
		"GET / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
		"GET / HTTP/2.0\r\nHost: x\r\n\r\n",
		"GET / HTTP/x\r\nHost: x\r\n\r\n",
		"GET /\r\n\r\n",
		"junk\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nbad line\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nBad Key: v\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET http://other/path HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"G{T / HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n  folded\r\nConnection: close\r\n\r\n",
		"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
		"",
	} {
		fmt.Printf("%q\n  %s\n", text, raw(addr, text))
	}
	get := func(c *http.Client, target string) {
		resp, err := c.Get(srv.URL + target)
		if err != nil {
			fmt.Println(target, clean(err))
			var ue *url.Error
			if errors.As(err, &ue) {
				fmt.Println("   timeout:", ue.Timeout())
			}
			return
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		fmt.Println(target, resp.Status, resp.ContentLength, resp.TransferEncoding, clean(string(b)), err, resp.Trailer, clean(resp.Request.URL))
	}
	c := srv.Client()
	for _, p := range []string{"/", "/redir/3", "/loop", "/trailer", "/nocontent", "/length", "/panic", "/early", "/headers", "/chunks"} {
		get(c, p)
	}
	c.CheckRedirect = func(req *http.Request, via []*http.Request) error { return http.ErrUseLastResponse }
	get(c, "/redir/3")
	c.CheckRedirect = func(req *http.Request, via []*http.Request) error { return errors.New("no thanks") }
	get(c, "/redir/3")
	c.CheckRedirect = nil
	c.Timeout = 50 * time.Millisecond
	get(c, "/slow")
	fmt.Println(<-gone)
	c.Timeout = 0
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	req, _ := http.NewRequestWithContext(ctx, "GET", srv.URL+"/slow", nil)
	_, err := c.Do(req)
	fmt.Println(clean(err), errors.Is(err, context.DeadlineExceeded))
	cancel()
	fmt.Println(<-gone)
	ctx, cancel = context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	req, _ = http.NewRequestWithContext(ctx, "GET", srv.URL+"/slow", nil)
	_, err = c.Do(req)
	fmt.Println(clean(err), errors.Is(err, context.Canceled))
	fmt.Println(<-gone)
	resp, err := c.Post(srv.URL+"/307", "text/plain", strings.NewReader("again"))
	b, _ := io.ReadAll(resp.Body)
	fmt.Println(resp.Status, string(b), err)
	resp, err = c.Post(srv.URL+"/body", "text/plain", io.MultiReader(strings.NewReader("chunk"), strings.NewReader("ed")))
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(resp.Status, string(b), err)
	resp, err = c.Head(srv.URL + "/")
	fmt.Println(resp.Status, resp.ContentLength, err)
	req, _ = http.NewRequest("PUT", srv.URL+"/body", strings.NewReader("x"))
	req.Header.Set("Expect", "100-continue")
	req.Trailer = nil
	resp, err = c.Do(req)
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(resp.Status, string(b), err)
	req.Write(os.Stdout)
	fmt.Println()
	// a server that hangs up
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	go func() {
		for i := 0; ; i++ {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			bufio.NewReader(conn).ReadString('\n')
			if i == 1 {
				io.WriteString(conn, "garbage\r\n\r\n")
			}
			if i == 2 {
				io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort")
			}
			conn.Close()
		}
	}()
	for range 3 {
		resp, err = http.Get("http://" + l.Addr().String())
		if err != nil {
			fmt.Println(clean(err))
			continue
		}
		b, err = io.ReadAll(resp.Body)
		fmt.Println(string(b), err)
	}
	l.Close()
	// graceful shutdown
	started, finish := make(chan bool), make(chan bool)
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started <- true
		<-finish
		io.WriteString(w, "finished")
	})}
	shut := make(chan bool, 1)
	s.RegisterOnShutdown(func() { shut <- true })
	ln, _ := net.Listen("tcp", "127.0.0.1:0")
	served := make(chan error)
	go func() { served <- s.Serve(ln) }()
	answer := make(chan string)
	go func() {
		resp, err := http.Get("http://" + ln.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		b, _ := io.ReadAll(resp.Body)
		answer <- string(b)
	}()
	<-started
	stopped := make(chan error)
	go func() { stopped <- s.Shutdown(context.Background()) }()
	fmt.Println(<-served, <-shut)
	finish <- true
	fmt.Println(<-answer)
	fmt.Println(<-stopped)
	fmt.Println(s.ListenAndServe())
}
