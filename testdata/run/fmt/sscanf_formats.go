// run

package main

import (
	"fmt"
)

type hexes struct{ a, b int }

func (h *hexes) Scan(s fmt.ScanState, verb rune) error {
	tok, err := s.Token(true, func(r rune) bool { return r != ';' })
	if err != nil {
		return err
	}
	_, err = fmt.Sscanf(string(tok), "%x-%x", &h.a, &h.b)
	return err
}

func main() {
	var a, b, c int
	var s, t string
	var f float64
	var r rune
	for _, tc := range []struct{ in, f string }{{"2024-02-29", "%d-%d-%d"}, {"1:2:3", "%d:%d:%d"}, {"10 20 30", "%d %d %d"}, {"0xff 077 0b11", "%v %v %v"}, {"ff,10,z", "%x,%o,%d"}, {"123456", "%2d%2d%2d"}, {"1\n2\n3", "%d\n%d\n%d"}, {"-1+2", "%d%d%d"}} {
		a, b, c = 0, 0, 0
		n, err := fmt.Sscanf(tc.in, tc.f, &a, &b, &c)
		fmt.Println(tc.in, n, err, a, b, c)
	}
	fmt.Println(fmt.Sscanf("bob is 42 and 1.75m", "%s is %d and %fm", &s, &a, &f))
	fmt.Println(s, a, f)
	fmt.Println(fmt.Sscanf("x=世!", "x=%c%s", &r, &t))
	fmt.Println(string(r), t)
	fmt.Println(fmt.Sscanf("abcdef", "%3s%s", &s, &t))
	fmt.Println(s, t)
	fmt.Println(fmt.Sscanf(`"a b" rest`, "%q %v", &s, &t))
	fmt.Println(s, t)
	fmt.Println(fmt.Sscanf("100%", "%d%%", &a))
	fmt.Println(fmt.Sscanf("7", "%d %d", &a, &b))
	fmt.Println(fmt.Sscanf("", "%d", &a))
	fmt.Println(fmt.Sscanf("5", "%t", new(bool)))
	fmt.Println(fmt.Sscanf("1", "%z", &a))
	fmt.Println(fmt.Sscanf("300", "%d", new(int8)))
	fmt.Println(fmt.Sscanf("-1", "%d", new(uint)))
	var h hexes
	fmt.Println(fmt.Sscan("ff-1a;", &h))
	fmt.Println(h)
	var e1, e2 *int = new(int), new(int)
	fmt.Println(fmt.Sscan("3 4", e1, e2))
	fmt.Println(*e1**e2, r)
	var c64 complex64
	fmt.Println(fmt.Sscan("(1+2i)", &c64))
	fmt.Println(c64)
	var by []byte
	fmt.Println(fmt.Sscan("bytes", &by))
	fmt.Println(string(by))
	var u8 uint8
	var i64 int64
	var f32 float32
	fmt.Println(fmt.Sscan("200 -9000000000 2.5e3", &u8, &i64, &f32))
	fmt.Println(u8, i64, f32)
}
