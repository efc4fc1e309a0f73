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
	ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, strings.ReplaceAll(fmt.Sprint(r.URL.Path, r.URL.RawQuery, r.RequestURI), r.Host, "H"))
		if len(r.URL.Path) > 1 && r.URL.Path[len(r.URL.Path)-1] == '/' && r.URL.Path != "/x/" {
			http.Redirect(w, r, "//"+r.Host+r.URL.Path[:len(r.URL.Path)-1], 301)
			return
		}
		io.WriteString(w, strings.ReplaceAll("ok "+r.URL.Path, r.Host, "H"))
	}))
	for _, p := range []string{"//", "/accounts/admin/", "/a//b/", "/x/?q=1", "/accounts/admin/?a=1", "///"} {
		r, err := http.Get(ts.URL + p)
		if err != nil {
			fmt.Println(err)
			continue
		}
		b, _ := io.ReadAll(r.Body)
		fmt.Println(r.StatusCode, string(b))
	}
}
