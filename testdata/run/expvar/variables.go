// run

package main

import (
	"expvar"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
)

func main() {
	i := expvar.NewInt("i")
	i.Add(5)
	f := expvar.NewFloat("f")
	f.Add(1.5)
	f.Add(1e30)
	s := expvar.NewString("s")
	s.Set("a\"<b")
	m := expvar.NewMap("m")
	m.Add("z", 2)
	m.Add("a", 3)
	m.AddFloat("fl", 2.5)
	m.Set("nilv", nil)
	m.Set("s<", s)
	m.Add("s<", 1)
	m.Delete("a")
	expvar.Publish("fn", expvar.Func(func() any { return map[string]int{"q": 1} }))
	fmt.Println(i, f, s, m, expvar.Get("fn"), expvar.Get("none"), m.Get("z"), s.Value(), f.Value())
	expvar.Do(func(kv expvar.KeyValue) {
		if kv.Key != "memstats" && kv.Key != "cmdline" {
			fmt.Println(kv.Key, kv.Value)
		} else {
			fmt.Println(kv.Key)
		}
	})
	func() { defer func() { fmt.Println(recover()) }(); log.SetFlags(0); expvar.NewInt("i") }()
	w := httptest.NewRecorder()
	http.DefaultServeMux.ServeHTTP(w, httptest.NewRequest("GET", "/debug/vars", nil))
	b := w.Body.String()
	fmt.Println(w.Header())
	for _, l := range strings.Split(b, "\n") {
		if !strings.HasPrefix(l, "\"memst") && !strings.HasPrefix(l, "\"cmdl") {
			fmt.Println(l)
		}
	}
	w = httptest.NewRecorder()
	http.DefaultServeMux.ServeHTTP(w, httptest.NewRequest("POST", "/debug/vars", nil))
	fmt.Println(w.Code, m.Init())
}
