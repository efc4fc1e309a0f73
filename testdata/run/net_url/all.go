// run

// Package net/url: parsing, resolving, escaping, queries.
package main

import (
	"errors"
	"fmt"
	"net/url"
)

func main() {
	for _, s := range []string{"http://user:p%40ss@example.com:8080/a%20b/c?q=1&r=a+b#frag%20x", "https://example.com", "//host/path", "/path?x", "path/only", "mailto:joe@x.org", "http://[::1]:80/", "http://[fe80::1%25en0]/", "http://[::1", "http://a:b:c/", "http://host:port/", "http://ho st/", "http://%41/", "http://a/%zz", "http://a/b%2fc", "http://a/b;c,d", "?q", "#f", "", "*", ":foo", "1http://x", "a:b:c", "file:///etc/passwd", "http:///x", "http://host?q#f", "http://host/?", "x://?", "http://a\x00b/", "http://\x7f/", "ftp://u@h/", "http://u:@h/", "http://@h/", "http://us er@h/", "a/b:c", "./a:b", "http://www.google.com/?q=go+language#foo&bar", "http://例え.jp/é", "magnet:?xt=urn:btih:c1", "HTTP://X/", "http://h/a?b=c%3Dd&e", "http://h//a//b", "cache_object://foo", "javascript:alert(1)", "http://a.b/%E2%82%AC?%E2%82%AC=%20", "http://[::ffff:1.2.3.4]/", "http://[1.2.3.4]/", "http://x/a|b{c}"} {
		u, err := url.Parse(s)
		if err != nil {
			var ue *url.Error
			fmt.Printf("%q: %v %v\n", s, err, errors.As(err, &ue))
		} else {
			fmt.Printf("%q: %q %q %q %q %q %q %q %q %v %v | %s | %s | %s\n", s, u.Scheme, u.Opaque, u.User, u.Host, u.Path, u.RawPath, u.RawQuery, u.Fragment, u.ForceQuery, u.OmitHost, u, u.Redacted(), u.RequestURI())
			fmt.Printf("   %q %q %q %q %v %v\n", u.Hostname(), u.Port(), u.EscapedPath(), u.EscapedFragment(), u.IsAbs(), u.Query())
		}
		_, err = url.ParseRequestURI(s)
		fmt.Println("  ", err)
	}
	base, _ := url.Parse("http://a/b/c/d;p?q")
	for _, r := range []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "", ".", "./", "..", "../", "../g", "../..", "../../g", "../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "http:g", "g?y/./x"} {
		u, err := base.Parse(r)
		fmt.Println(r, u, err)
	}
	for _, s := range []string{"a b&c=d/é?%+~-_.!*'()", "", "日本"} {
		q, p := url.QueryEscape(s), url.PathEscape(s)
		uq, e1 := url.QueryUnescape(q)
		up, e2 := url.PathUnescape(p)
		fmt.Println(q, p, uq == s, up == s, e1, e2)
	}
	for _, s := range []string{"%", "%a", "%zz", "a%2", "%2B+", "a%"} {
		a, e1 := url.QueryUnescape(s)
		b, e2 := url.PathUnescape(s)
		fmt.Println(a, e1, b, e2)
	}
	v := url.Values{}
	v.Set("name", "Ava")
	v.Add("friend", "Jess")
	v.Add("friend", "Sarah & co")
	v.Add("z", "")
	fmt.Println(v.Encode(), v.Get("friend"), v["friend"], v.Has("z"), v.Has("y"), v.Get("none"))
	v.Del("friend")
	fmt.Println(v)
	for _, s := range []string{"a=1&b=2&a=3", "a;b=1", "a=%zz&b=1", "=x&y", "&&", "a+b=c+d", "%41=%42"} {
		m, err := url.ParseQuery(s)
		fmt.Println(s, m, err)
	}
	fmt.Println(url.JoinPath("http://h/a/", "../b", "c//d/"))
	fmt.Println(url.JoinPath("rel", "x"))
	u, _ := url.Parse("http://h/a")
	fmt.Println(u.JoinPath(), u.JoinPath("x", "/y"), u.JoinPath("/"))
	b, _ := u.MarshalBinary()
	var w url.URL
	fmt.Println(w.UnmarshalBinary(b), &w)
	fmt.Println(url.User("a:b"), url.UserPassword("u@", "p/"), (*url.Userinfo)(nil).Username() == "")
	fmt.Println(&url.URL{Scheme: "http", Host: "h", Path: "rel"}, &url.URL{Path: "a:b"}, &url.URL{Scheme: "x", Path: "//y"}, &url.URL{Host: "h", Path: "//y"}, &url.URL{Path: "//y"})
}
