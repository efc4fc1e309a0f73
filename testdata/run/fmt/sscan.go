// run

package main

import (
	"fmt"
)

func main() {
	var i, j int
	var s, t string
	var f float64
	var b bool
	var r rune
	var u uint8
	var bs []byte
	n, err := fmt.Sscan("12 abc 3.5 true", &i, &s, &f, &b)
	fmt.Println(n, err, i, s, f, b)
	n, err = fmt.Sscan("1\n2\n", &i, &j)
	fmt.Println(n, err, i, j)
	n, err = fmt.Sscan("1", &i, &j)
	fmt.Println(n, err)
	n, err = fmt.Sscan("x", &i)
	fmt.Println(n, err)
	n, err = fmt.Sscan("300", &u)
	fmt.Println(n, err, u)
	n, err = fmt.Sscanln("4 5\n6", &i, &j)
	fmt.Println(n, err, i, j)
	n, err = fmt.Sscanln("4\n5", &i, &j)
	fmt.Println(n, err)
	n, err = fmt.Sscanln("4 5 6", &i, &j)
	fmt.Println(n, err)
	n, err = fmt.Sscanf("10-20:abc", "%d-%d:%s", &i, &j, &s)
	fmt.Println(n, err, i, j, s)
	n, err = fmt.Sscanf("ff 0x1f 077 101", "%x %v %o %b", &i, &j, &u, &r)
	fmt.Println(n, err, i, j, u, r)
	n, err = fmt.Sscanf("12345", "%2d%3d", &i, &j)
	fmt.Println(n, err, i, j)
	n, err = fmt.Sscanf(`"quoted str" rest`, "%q %s", &s, &t)
	fmt.Println(n, err, s, t)
	n, err = fmt.Sscanf("é5", "%c%d", &r, &i)
	fmt.Println(n, err, string(r), i)
	n, err = fmt.Sscanf("abc", "%d", &i)
	fmt.Println(n, err)
	n, err = fmt.Sscanf("5 x", "%d y", &i)
	fmt.Println(n, err)
	n, err = fmt.Sscanf("5%", "%d%%", &i)
	fmt.Println(n, err)
	n, err = fmt.Sscanf("key=val", "key=%s", &s)
	fmt.Println(n, err, s)
	n, err = fmt.Sscanf("1e3 -2.5", "%f %g", &f, &f)
	fmt.Println(n, err, f)
	n, err = fmt.Sscanf("1", "%d %d", &i, &j)
	fmt.Println(n, err)
	n, err = fmt.Sscanf("1 2", "%d", &i)
	fmt.Println(n, err)
	n, err = fmt.Sscan("bytes 0b101 1_000 0o17", &bs, &i, &j, &u)
	fmt.Println(n, err, string(bs), i, j, u)
	n, err = fmt.Sscan("-5 +6", &i, &j)
	fmt.Println(n, err, i, j)
	n, err = fmt.Sscan("99999999999999999999", &i)
	fmt.Println(n, err)
	n, err = fmt.Sscan("")
	fmt.Println(n, err)
	n, err = fmt.Sscan("", &i)
	fmt.Println(n, err)
	n, err = fmt.Sscanf("T f", "%t %v", &b, &b)
	fmt.Println(n, err, b)
	var x any
	n, err = fmt.Sscan("5", x)
	fmt.Println(n, err)
	n, err = fmt.Sscan("5", i)
	fmt.Println(n, err)
	n, err = fmt.Sscanf("abc123", "%3s%d", &s, &i)
	fmt.Println(n, err, s, i)
	n, err = fmt.Sscanf("5,6", "%d,%d", &i, &j)
	fmt.Println(n, err, i, j)
	n, err = fmt.Sscanf("61 6263", "%x %x", &s, &bs)
	fmt.Println(n, err, s, string(bs))
}
