// run

package main

import (
	"fmt"
	"net/url"
)

func main() {
	for _, s := range []string{
		"http://user:p%40ss@example.com:8080/a%2Fb/c?x=1&y=2#fr%20ag", "mailto:joe@example.com", "//host/path", "/a/b?", "?q", "#f", "",
		"http://example.com", "http:///x", "http:/x", "x:y?z#w", "a:b", ":x", "1http://x", "http://h/ %zz", "http://h/%e4%b8", "./a:b", "a b",
		"http://h/\x7f", "http://h?a=%", "http://h/#%", "file:///etc/passwd", "http://u@h", "http://u:@h", "http://:p@h", "HTTP://H/", "*", "http://h/*",
		"http://h/a;b,c", "http://h/?a=b?c", "http://h//double//slash", "urn:oasis:names", "http://h/[x]", "http://h/!$&'()*+,;=:@",
	} {
		u, err := url.Parse(s)
		if err != nil {
			fmt.Printf("%q: %v\n", s, err)
			continue
		}
		fmt.Printf("%q: scheme %q opaque %q user %v host %q path %q raw %q query %q %v fragment %q %q omit %v\n", s, u.Scheme, u.Opaque,
			u.User, u.Host, u.Path, u.RawPath, u.RawQuery, u.ForceQuery, u.Fragment, u.RawFragment, u.OmitHost)
		fmt.Println("  ", u, u.Redacted(), u.RequestURI(), u.EscapedPath(), u.IsAbs(), u.JoinPath("x", "../y/"))
		r, err := url.ParseRequestURI(s)
		fmt.Println("  ", r, err)
	}

	base, _ := url.Parse("http://a/b/c/d;p?q")
	for _, ref := range []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..",
		"../", "../g", "../..", "../../", "../../g", "../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.",
		"g/./h", "g/../h", "g;x=1/./y", "g;x=1/../y", "g?y/./x", "g?y/../x", "g#s/./x", "http:g", "/a//b", "//x/../y", "%2e%2e/x", "a%2fb"} {
		u, err := base.Parse(ref)
		fmt.Printf("%q -> %v %v\n", ref, u, err)
	}
	for _, c := range [][]string{{"http://h", "a"}, {"http://h/a/", "b"}, {"http://h/a", "../../b"}, {"a", "b"}, {"", "x"}, {"/a", ""}, {"/a/", "/b/"},
		{"http://h/a%2fb", "c"}, {"http://h", "%zz"}, {"http://h/x", "a b", "c?d"}, {"../a", "b"}, {"http://h/./x/..", "."}} {
		s, err := url.JoinPath(c[0], c[1:]...)
		fmt.Printf("%q %q %v\n", c, s, err)
	}

	v, err := url.ParseQuery("a=1&b=2&a=3&c&=d&e=%zz&f=a+b%20c&g;h=1&&i=%")
	fmt.Println(v, err, v.Get("a"), v.Get("zz"), v.Has("c"), v.Encode())
	v = url.Values{}
	v.Set("name", "Ava Ünïcode/?&=")
	v.Add("friend", "Jess")
	v.Add("friend", "Sarah+Zoe")
	fmt.Println(v.Encode(), v["friend"])
	v.Del("friend")
	fmt.Println(v.Encode(), v.Clone())

	all := ""
	for c := byte(1); c < 0x80; c++ {
		all += string(rune(c))
	}
	fmt.Println(url.QueryEscape(all))
	fmt.Println(url.PathEscape(all))
	u := url.URL{Scheme: "s", User: url.UserPassword(all, all), Host: "h", Path: all, Fragment: all}
	fmt.Println(u.String())
	u = url.URL{Scheme: "s", Host: all}
	fmt.Println(u.String())
	u = url.URL{Path: "a:b/c"}
	fmt.Println(u.String(), (&url.URL{Host: "h", Path: "x"}).String(), (&url.URL{Scheme: "x", OmitHost: true, Path: "/y"}).String())
	for _, s := range []string{"%", "%1", "%zz", "a%2", "%41%", "+%2B"} {
		q, e1 := url.QueryUnescape(s)
		p, e2 := url.PathUnescape(s)
		fmt.Println(q, e1, p, e2)
	}
	b, _ := base.MarshalBinary()
	var back url.URL
	fmt.Println(string(b), back.UnmarshalBinary(b), back)
	fmt.Println(url.User("x"), url.UserPassword("a:b", "c@d"), url.User(""), url.UserPassword("", ""))
}
