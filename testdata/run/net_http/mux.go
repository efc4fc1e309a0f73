// run

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
)

var where = regexp.MustCompile(`registered at [^)]*/`)

func try(pats ...string) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("PANIC", where.ReplaceAllString(fmt.Sprint(e), "registered at "))
		}
	}()
	m := http.NewServeMux()
	for _, p := range pats {
		m.HandleFunc(p, func(w http.ResponseWriter, r *http.Request) {})
	}
	fmt.Println("ok", pats)
}

func main() {
	for _, p := range []string{"", "x", "GET", "GET ", "/", "GET /", " /", "GET  /x", "G{T /", "get /", "/{", "/{}", "/{a", "/a{b}", "/{a}b", "/{a}/{a}", "/{a...}/x", "/{a...}", "/{$}", "/{$}/x", "/{1a}", "/{a b}", "host/", "ho{st}/", "h /x", "/a//b", "/a/../b", "/%2f", "/%zz", "//", "POST host.com/x/{y...}", "/{a...}{b}", "/{...}", "/a}b", "GET\t/x", "/x y", "host"} {
		fmt.Printf("%q: ", p)
		try(p)
	}
	try("/a", "/a")
	try("/a/{x}", "/a/{y}")
	try("/a/{x}", "/{y}/b")
	try("/a/{x...}", "/{y}/b")
	try("GET /a/{x}", "/a/b")
	try("GET /a", "/a")
	try("GET /a", "HEAD /a")
	try("GET /a", "POST /a")
	try("GET /{x}/b", "POST /a/{y}")
	try("h/a", "/a")
	try("h/{x}", "/a")
	try("/{x}/{$}", "/a/")
	try("/{x}/{$}", "/a/{y}")
	try("/a/{x}/", "/a/{y...}")
	try("/{x}/", "/a/{y}")
	try("/{x...}", "/")
	try("/a/", "/a/{$}")
	try("GET /a/{x}/c", "/{y}/b/c")
	m := http.NewServeMux()
	for _, p := range []string{"/", "GET /get", "POST /post/{id}", "/tree/", "/a/{b}/c", "/files/{path...}", "/exact/{$}", "example.com/h", "/esc/{x}", "DELETE /get"} {
		m.HandleFunc(p, func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "%s|%s|id=%s b=%s path=%s x=%s", p, r.Pattern, r.PathValue("id"), r.PathValue("b"), r.PathValue("path"), r.PathValue("x"))
		})
	}
	m2 := http.NewServeMux()
	m2.HandleFunc("GET /only", func(w http.ResponseWriter, r *http.Request) {})
	m2.HandleFunc("/dir/", func(w http.ResponseWriter, r *http.Request) {})
	for _, mm := range []*http.ServeMux{m, m2} {
		for _, c := range [][2]string{{"GET", "/"}, {"GET", "/get"}, {"HEAD", "/get"}, {"POST", "/get"}, {"POST", "/post/7"}, {"GET", "/post/7"}, {"GET", "/tree"}, {"POST", "/tree?x=1"}, {"GET", "/tree/x/y"}, {"GET", "/a/q/c"}, {"GET", "/a/q/d"}, {"GET", "/files/a/b/c"}, {"GET", "/files/"}, {"GET", "/files"}, {"GET", "/exact/"}, {"GET", "/exact"}, {"GET", "/exact/x"}, {"GET", "http://example.com/h"}, {"GET", "http://example.com:80/h"}, {"GET", "/h"}, {"GET", "/esc/a%2Fb"}, {"GET", "/esc/a%20b"}, {"GET", "//x//y"}, {"GET", "/a/../get"}, {"GET", "/tree/./x/"}, {"PUT", "/only"}, {"GET", "/only/"}, {"GET", "/dir"}, {"GET", "/nope"}, {"DELETE", "/dir/../only"}, {"GET", "/a/%2e%2e/x"}} {
			r := httptest.NewRequest(c[0], c[1], nil)
			w := httptest.NewRecorder()
			h, p := m.Handler(r)
			_ = h
			mm.ServeHTTP(w, r)
			fmt.Println(c, w.Code, w.Body.String(), w.Header()["Location"], w.Header()["Allow"], p)
		}
	}
	fmt.Println()
}
