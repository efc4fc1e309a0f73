// Numbers to text and back.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	var buf []byte
	sum, total := 0, 0.0
	for i := range 400000 {
		s := strconv.Itoa(i * 7919)
		n, _ := strconv.Atoi(s)
		sum += n + len(s)
		buf = strconv.AppendInt(buf[:0], int64(i)-200000, 10)
		sum += len(buf)
		f := float64(i) * 1.0123
		t := strconv.FormatFloat(f, 'g', -1, 64)
		g, _ := strconv.ParseFloat(t, 64)
		total += g
		if i%8 == 0 {
			q := strconv.Quote(t + "\n")
			u, _ := strconv.Unquote(q)
			sum += len(u)
		}
	}
	fmt.Println(sum, total)
}
