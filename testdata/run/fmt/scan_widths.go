// run

package main

import "fmt"

func main() {
	for _, f := range []string{"%3d%d", "%5s%s", "%0d", "%99999999d", "%1000000d", "%2x", "%12345678901234567890d", "%3", "%3%d"} {
		var a, b int
		n, err := fmt.Sscanf("123456", f, &a, &b)
		fmt.Println(f, n, err, a, b)
		var s, t string
		n, err = fmt.Sscanf("123456 x", f, &s, &t)
		fmt.Println(f, n, err, s, t)
	}
}
