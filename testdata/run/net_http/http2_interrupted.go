// run

// Handlers of HTTP/2 that do not get to their end: the client hears of it.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
)

type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) take() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.b.String()
	l.b.Reset()
	return s
}

func main() {
	var logged lines
	ends := map[string]func(){
		"/abort":  func() { panic(http.ErrAbortHandler) },
		"/panic":  func() { panic("boom") },
		"/goexit": func() { runtime.Goexit() },
		"/end":    func() {},
	}
	seen := make(chan bool)
	ts := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "hello")
		w.(http.Flusher).Flush()
		<-seen
		ends[r.URL.Path]()
	}))
	ts.Config.ErrorLog = log.New(&logged, "", 0)
	ts.EnableHTTP2 = true
	ts.StartTLS()
	for _, path := range []string{"/end", "/abort", "/panic", "/goexit", "/end"} {
		resp, err := ts.Client().Get(ts.URL + path)
		if err != nil {
			fmt.Println(err)
			continue
		}
		seen <- true
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Printf("%s %s %q %v\n", path, resp.Proto, b, err)
	}
	ts.Close()
	first, _, _ := strings.Cut(logged.take(), "\n")
	fmt.Println(strings.HasPrefix(first, "http2: panic serving 127.0.0.1:"), strings.HasSuffix(first, ": boom"))
}
