// run

package main

import (
	"fmt"
	"net/url"
)

func main() {
	for _, u := range []url.URL{{Scheme: "http", Path: "//host/path"}, {Path: "//host/path"}, {Scheme: "http", Host: "h", Path: "//a"}, {Scheme: "http", Path: "/a"}, {Scheme: "http", Path: "///a"}, {Scheme: "http", Path: "//"}, {Scheme: "file", Path: "//x/y"}, {Scheme: "", Host: "h", Path: "//a"}, {Scheme: "http", OmitHost: true, Path: "//host/p"}, {Scheme: "http", OmitHost: true, Path: "/p"}, {User: url.User("u"), Path: "//x"}} {
		fmt.Println(u.String(), u.EscapedPath())
	}
	b, _ := url.Parse("http://foo.com/bar")
	for _, r := range []string{"http://foo.com//baz", "//x//y", "///a//b", "a//b", "./a//../b", "..//a", "/a/./../b//", "//", "?q", "", "#f", "a/..", "a/../", "../../..", ".", "/..", "/../a", "a//", "a/.//b"} {
		x, err := b.Parse(r)
		fmt.Println(r, x, err)
	}
	c, _ := url.Parse("http://foo.com/a//b/c?q")
	for _, r := range []string{"x", "../x", "../../x", "../../../x", "..", "../..", "./", "x//y", "//h", "..//x"} {
		x, err := c.Parse(r)
		fmt.Println(r, x, err)
	}
	for _, base := range []string{"https://go.dev", "https://go.dev/", "https://go.dev/a", "https://go.dev/a/", "", "/", "a", "a/", "//h", "mailto:x", "https://go.dev/a%2fb/../c"} {
		for _, e := range [][]string{nil, {""}, {"b"}, {"../b"}, {"/b/"}, {"b", "..", "c/"}, {"//b"}, {"b//c"}, {"."}, {"a%2fb"}, {"../../../d"}} {
			s, err := url.JoinPath(base, e...)
			fmt.Println(base, e, s, err)
		}
	}
}
func init() {
	b, _ := url.Parse("http://h/a/b//c")
	for _, r := range []string{"/..//a", "..//..//x", "/a/..//b", "//h/..//c", "/../..//", "/.//a", "/..//..//a", "....//", "/x/..//../y", "http://z/..//q"} {
		x, err := b.Parse(r)
		fmt.Println(r, x, err)
	}
	u := url.URL{OmitHost: true, Path: "//x"}
	fmt.Println(u.String())
}
