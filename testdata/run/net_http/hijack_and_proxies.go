// run

// Connections taken over by handlers, reverse proxies.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"time"
)

func norm(s string, repl ...string) string {
	for i := 0; i+1 < len(repl); i += 2 {
		s = strings.ReplaceAll(s, repl[i], repl[i+1])
	}
	return s
}

func hijack() {
	fmt.Println("-- hijack")
	ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.EqualFold(r.Header.Get("Upgrade"), "echo") {
			http.Error(w, "upgrade", http.StatusUpgradeRequired)
			return
		}
		c, rw, err := w.(http.Hijacker).Hijack()
		if err != nil {
			fmt.Println(err)
			return
		}
		defer c.Close()
		fmt.Fprintf(rw, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n")
		rw.Flush()
		for {
			l, err := rw.ReadString('\n')
			if err != nil {
				fmt.Println("server end", err)
				return
			}
			fmt.Fprintf(rw, "echo %s", l)
			rw.Flush()
		}
	}))
	defer ts.Close()
	resp, err := http.Get(ts.URL)
	fmt.Println(resp.Status, err)
	resp.Body.Close()
	req, _ := http.NewRequest("GET", ts.URL, nil)
	req.Header.Set("Connection", "Upgrade")
	req.Header.Set("Upgrade", "echo")
	resp, err = http.DefaultClient.Do(req)
	fmt.Println(resp.Status, err, resp.Header)
	rwc := resp.Body.(io.ReadWriteCloser)
	br := bufio.NewReader(rwc)
	for i := range 3 {
		fmt.Fprintf(rwc, "line %d\n", i)
		s, err := br.ReadString('\n')
		fmt.Printf("%q %v\n", s, err)
	}
	rwc.Close()
	time.Sleep(20 * time.Millisecond)
}

func proxy() {
	fmt.Println("-- reverse proxy")
	back := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Back", r.URL.String())
		w.Header().Set("Connection", "X-Hop")
		w.Header().Set("X-Hop", "1")
		fmt.Fprintf(w, "%s %s xff=%q host=%v ua=%q", r.Method, r.URL, r.Header.Get("X-Forwarded-For"), r.Host == "front.test", r.UserAgent())
	}))
	u, _ := url.Parse(back.URL + "/base?x=1")
	rp := httputil.NewSingleHostReverseProxy(u)
	rp.ErrorHandler = func(w http.ResponseWriter, r *http.Request, err error) {
		fmt.Println("proxy error", norm(err.Error(), u.Host, "HOST"))
		w.WriteHeader(502)
	}
	rp.ModifyResponse = func(r *http.Response) error {
		if r.Header.Get("X-Back") == "/base/bad?x=1" {
			return errors.New("bad answer")
		}
		r.Header.Set("X-Mod", "1")
		return nil
	}
	front := httptest.NewServer(rp)
	defer front.Close()
	for _, p := range []string{"/a", "/a/b?y=2", "/bad"} {
		req, _ := http.NewRequest("GET", front.URL+p, nil)
		req.Host = "front.test"
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			fmt.Println(err)
			continue
		}
		b, _ := io.ReadAll(resp.Body)
		fmt.Println(resp.Status, string(b), resp.Header.Get("X-Back"), resp.Header.Get("X-Hop"), resp.Header.Get("X-Mod"))
	}
	back.CloseClientConnections()
	back.Close()
	resp, err := http.Get(front.URL + "/gone")
	fmt.Println(resp.StatusCode, err)
	rw := &httputil.ReverseProxy{Rewrite: func(pr *httputil.ProxyRequest) {
		pr.SetURL(&url.URL{Scheme: "http", Host: "127.0.0.1:1"})
		pr.SetXForwarded()
		fmt.Println(pr.Out.Header["X-Forwarded-Proto"], pr.Out.Header["X-Forwarded-Host"])
	}, ErrorHandler: rp.ErrorHandler}
	rec := httptest.NewRecorder()
	rw.ServeHTTP(rec, httptest.NewRequest("GET", "http://h.test/x", nil))
	fmt.Println(rec.Code)
}

func main() {
	hijack()
	proxy()
}
