// run

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

func main() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body.Close()
		_, err := r.Body.Read(make([]byte, 1))
		fmt.Println("server:", err)
		if r.URL.Path == "/chunked" {
			w.(http.Flusher).Flush()
		}
		io.WriteString(w, strings.Repeat("x", 100))
	}))
	for _, p := range []string{"/", "/chunked"} {
		r, _ := http.Post(s.URL+p, "text/plain", strings.NewReader("body"))
		r.Body.Close()
		_, err := r.Body.Read(make([]byte, 1))
		fmt.Println("client:", err)
		r, _ = http.Get(s.URL + p)
		io.ReadAll(r.Body)
		r.Body.Close()
		_, err = r.Body.Read(make([]byte, 1))
		fmt.Println("client:", err)
	}
}
