// run

// Odd texts of URLs, references, escapes and queries.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
)

func urls() {
	for _, s := range []string{
		"http://a.b/c d", "http://a.b/%41%2f%zz", "//host/path", "/path?q#f", "?q", "#f", "mailto:x@y?subject=a%20b", "http://user:p%40ss@h:80/x;y=1?a=b&c#d%20e",
		"http://[fe80::1%25en0]:8080/", "http://[::1]/", "http://h:/", "http://h:x/", "1http://x", "http://h\x7f/", "http://h/ü?ü#ü", "HTTP://UP/", "http:opaque", "a:b:c", ":x", "http://a b.c/", "http://%41/",
		"http://a/../b/./c//d", "https://x?a=1&a=2&=3&b", "x://y@z@w/", "http://h?q?r", "http://[::1", "cache_object:foo/bar", "http://*/", "http://h/%", "http://h/%2", "\x01", "http://u:p:q@h/", "http://u^@h/", "http://h#a#b", "http://h/a%2Fb/c",
	} {
		u, err := url.Parse(s)
		if err != nil {
			fmt.Printf("%q ERR %v\n", s, err)
			continue
		}
		fmt.Printf("%q -> %q scheme=%q opaque=%q user=%v host=%q hostname=%q port=%q path=%q raw=%q q=%q force=%v frag=%q rawfrag=%q abs=%v req=%q esc=%q red=%q\n", s, u.String(), u.Scheme, u.Opaque, u.User, u.Host, u.Hostname(), u.Port(), u.Path, u.RawPath, u.RawQuery, u.ForceQuery, u.Fragment, u.RawFragment, u.IsAbs(), u.RequestURI(), u.EscapedPath(), u.Redacted())
	}
	base, _ := url.Parse("http://h/a/b/c?x#y")
	for _, r := range []string{"", ".", "..", "../..", "../../..", "d", "./d/", "/d", "//g", "?z", "#z", "g:h", "g;x=1/./y", "d/../e", "..%2f", "http://other/../x"} {
		u, err := base.Parse(r)
		fmt.Println(r, u, err)
	}
	fmt.Println(base.JoinPath("../x", "y/", "/z"), base.JoinPath(""), base.JoinPath("a%2fb", "ü"))
	fmt.Println(url.JoinPath("http://h/a?b", "..", "c d"))
	for _, s := range []string{"a b+c/d?é&=;%$", "", "~-_.!*'()", "\x00\xff"} {
		fmt.Println(url.QueryEscape(s), url.PathEscape(s))
	}
	for _, s := range []string{"a+b%20c", "%", "%2", "%zz", "a%2Bb", "%C3%A9"} {
		x, e1 := url.QueryUnescape(s)
		y, e2 := url.PathUnescape(s)
		fmt.Printf("%q %v %q %v\n", x, e1, y, e2)
	}
	for _, s := range []string{"a=1&b=2&a=3", "a;b=1", "a=%zz&b=1", "&&=x&a", "a=b=c", "%41=%42"} {
		v, err := url.ParseQuery(s)
		fmt.Println(v, err, v.Encode(), v.Has("a"))
	}
	_, err := url.Parse("http://h:x/")
	var ue *url.Error
	fmt.Println(errors.As(err, &ue), ue.Op, ue.URL, ue.Err)
	u := &url.URL{Scheme: "http", Host: "h", Path: "a b", RawQuery: "q"}
	fmt.Println(u, (&url.URL{Path: "a:b"}), (&url.URL{Path: "//x"}), (&url.URL{Scheme: "x", Opaque: "o"}), &url.URL{Host: "h", Path: "p"})
	b, _ := json.Marshal(u)
	fmt.Println(string(b))
	fmt.Println(url.UserPassword("a:b", "c@d"), url.User("é"))
	fmt.Println(url.ParseRequestURI("x"))
	fmt.Println(url.ParseRequestURI("/x?y#z"))
}

func main() {
	urls()
}
