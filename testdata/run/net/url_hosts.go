// run

package main

import (
	"fmt"
	"net/url"
)

func main() {
	for _, s := range []string{"http://[::1", "http://[::1]a", "http://a[::1]/", "http://[::1]:80a/", "http://[foo]/", "http://[]/", "http://[::1%eth0]/", "http://[::1%25eth0]/", "http://[::1%25]/", "http://[1.2.3.4]/", "http://[::1%25a%20b%2f]/", "http://::1/", "ftp://::1/", "ftp://a:b:8/", "http://a:b:8/", "//a:b:1/", "http://[::ffff:1.2.3.4]/", "http://[fe80::1%25en0]:8080/", "http://[v1.x]/", "http://[::1]]/", "http://[[::1]/", "http://[::1%zz]/", "http://a%zz/", "http://a b/", "http://a%20b/", "http://%E4%B8%AD/", "x://[::1]@h/", "http://[::1]@h/", "http://[a%25b]/", "postgres://a:b@c:1,d:2/x", "http://[::1 ]/", "http://[::%31]/", "http://[::1%]/", "http://[fe80::%25%41]/", "http://[FE80::1%25%7f]"} {
		u, err := url.Parse(s)
		fmt.Printf("%q %v ", s, err)
		if err == nil {
			fmt.Printf("%q %q %q", u.Host, u.Hostname(), u.Port())
		}
		fmt.Println()
	}
}
