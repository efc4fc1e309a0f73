// run

package main

import (
	"fmt"
)

type ms string
type mb []byte

func main() {
	s := "héllo\n\"w\"\x00\xff世"
	for _, f := range []string{"%s", "%q", "%+q", "%#q", "%x", "%X", "% x", "%#x", "%# X", "%v", "%#v", "%T", "%20s|", "%-20s|", "%.3s|", "%10.2s|", "%-10.2s|", "%020s", "%.3q", "%.2x", "%20q|", "%d", "%t", "%c", "%U"} {
		fmt.Printf(f+"\n", s)
	}
	b := []byte("ab\xc3\xa9\x01")
	for _, f := range []string{"%s", "%q", "%x", "%X", "% X", "%v", "%#v", "%d", "%T", "%8s|", "%.2s|", "%c", "%o", "%U", "%3d", "%02x"} {
		fmt.Printf(f+"\n", b)
	}
	fmt.Printf("%s %q %v %x %s %v %#v %#v\n", ms("x"), ms("y"), ms("z"), ms("w"), mb("q"), mb("r"), ms("s"), mb("t"))
	fmt.Printf("%s %q %v %x %X\n", []string{"a", "b c"}, []string{"a", "b c"}, []string{"a", "b c"}, []string{"ab", "c"}, [][]byte{{1}, {2, 3}})
	fmt.Printf("%s %v %x %q %#v\n", [3]byte{65, 66, 67}, [3]byte{65, 66, 67}, [3]byte{65, 66, 67}, [2]byte{65, 66}, [2]byte{1, 2})
	fmt.Printf("%#q %#q %#+q %q\n", "plain", "back`tick", "é", `raw "x"`)
	fmt.Printf("%5s|%-5s|%5s|%5q|%05s|%.1s|%.0s|%5.1s|\n", "é", "é", "toolong", "a", "ab", "世界", "abc", "xyz")
	fmt.Printf("%s|%10s|%v\n", "", "", "")
	fmt.Printf("%c|%5c|%-5c|%q|%5q\n", 'é', 'x', 'y', 'é', 'z')
	fmt.Println(ms("named"), mb("bytes"), []byte(nil), []byte{}, "", []string{}, []string{""})
	fmt.Printf("%v %s %d\n", []rune("hi"), string([]rune("hi")), []rune("é"))
	fmt.Printf("%t %v %5t|%-7t|%q %d\n", true, false, true, false, true, true)
}
