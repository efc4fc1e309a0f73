// run

package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		r.Header.Del("Referer")
		w.Header().Set("X-Len", fmt.Sprint(len(b)))
		var ks []string
		for k, v := range r.Header {
			ks = append(ks, fmt.Sprint(k, v))
		}
		sort.Strings(ks)
		fmt.Fprint(w, r.Method, " ", r.URL, " ", r.Proto, " ", r.ContentLength, " ", len(b), err, ks, r.TLS.NegotiatedProtocol, r.RequestURI)
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) {
		for i := range 300 {
			fmt.Fprint(w, strings.Repeat(string(rune('a'+i%26)), 10000))
		}
	})
	mux.HandleFunc("/copy", func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) })
	mux.HandleFunc("/trail", func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Trailer", "X-T")
		fmt.Fprint(w, "body", r.Trailer)
		w.Header().Set("X-T", "tv")
		w.Header().Set(http.TrailerPrefix+"X-U", "uv")
	})
	mux.HandleFunc("/code", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) })
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		fmt.Fprint(w, "first")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/redir", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/echo", 302) })
	mux.HandleFunc("/early", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "x")
		w.WriteHeader(103)
		fmt.Fprint(w, "late")
	})
	s := httptest.NewUnstartedServer(mux)
	s.EnableHTTP2 = true
	s.Config.ErrorLog = log.New(os.Stdout, "log ", 0)
	s.StartTLS()
	c := s.Client()
	show := func(r *http.Response, err error) {
		if err != nil {
			fmt.Println("error", strings.ReplaceAll(err.Error(), s.URL, "URL"))
			return
		}
		b, err := io.ReadAll(r.Body)
		r.Body.Close()
		if len(b) > 500 {
			b = []byte(fmt.Sprint(len(b), string(b[:5])))
		}
		delete(r.Header, "Date")
		fmt.Println(r.Status, r.Proto, r.ContentLength, r.Header, string(b), err, r.Trailer, r.TLS.NegotiatedProtocol, r.Uncompressed)
	}
	show(c.Get(s.URL + "/echo?q=1"))
	show(c.Post(s.URL+"/echo", "text/plain", strings.NewReader("hello")))
	show(c.Post(s.URL+"/echo", "text/plain", io.MultiReader(strings.NewReader("streamed"))))
	show(c.Head(s.URL + "/big"))
	show(c.Get(s.URL + "/big"))
	show(c.Get(s.URL + "/code"))
	show(c.Get(s.URL + "/none"))
	show(c.Get(s.URL + "/redir"))
	show(c.Get(s.URL + "/early"))
	big := bytes.Repeat([]byte("0123456789"), 300000)
	r, err := c.Post(s.URL+"/copy", "a/b", bytes.NewReader(big))
	b, err2 := io.ReadAll(r.Body)
	fmt.Println(len(b), bytes.Equal(b, big), err, err2)
	req, _ := http.NewRequest("POST", s.URL+"/trail", io.MultiReader(strings.NewReader("x")))
	req.Trailer = http.Header{"X-Req": {"v"}}
	show(c.Do(req))
	_, err = c.Get(s.URL + "/panic")
	fmt.Println(strings.ReplaceAll(err.Error(), s.URL, "URL"))
	ctx, cancel := context.WithCancel(context.Background())
	req, _ = http.NewRequestWithContext(ctx, "GET", s.URL+"/slow", nil)
	r, err = c.Do(req)
	buf := make([]byte, 5)
	io.ReadFull(r.Body, buf)
	cancel()
	_, err2 = io.ReadAll(r.Body)
	fmt.Println(string(buf), err, err2, errors.Is(err2, context.Canceled))
	req, _ = http.NewRequest("GET", s.URL+"/echo", nil)
	req.Header.Set("Cookie", "a=b; c=d")
	req.Header.Set("User-Agent", "me")
	req.Header.Add("X-Multi", "1")
	req.Header.Add("X-Multi", "2")
	show(c.Do(req))
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range 200 {
		wg.Go(func() {
			r, err := c.Post(s.URL+"/copy", "x/y", strings.NewReader(strings.Repeat("z", i*100)))
			if err != nil {
				fmt.Println(err)
				return
			}
			b, err := io.ReadAll(r.Body)
			r.Body.Close()
			mu.Lock()
			sum += len(b)
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println(sum)
	ctx, cancel = context.WithTimeout(context.Background(), 500*time.Millisecond)
	req, _ = http.NewRequestWithContext(ctx, "POST", s.URL+"/slow", nil)
	r, err = c.Do(req)
	_, err2 = io.ReadAll(r.Body)
	cancel()
	fmt.Println(r.Status, err, err2)
	tr := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	_, err = (&http.Client{Transport: tr}).Get(s.URL + "/echo")
	fmt.Println(err != nil)
	tr = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true}
	show((&http.Client{Transport: tr}).Get(s.URL + "/echo"))
	tr.CloseIdleConnections()
	s.Close()
	fmt.Println("closed")
}
