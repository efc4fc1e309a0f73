// Fprintf and its kin to a buffered writer.
package main

import (
	"bufio"
	"fmt"
	"hash/crc32"
)

type sum uint32

func (s *sum) Write(p []byte) (int, error) {
	*s = sum(crc32.Update(uint32(*s), crc32.IEEETable, p))
	return len(p), nil
}

func main() {
	var s sum
	w := bufio.NewWriter(&s)
	for i := range 300000 {
		fmt.Fprintf(w, "%d %s %5.2f %x %v\n", i, "name", float64(i)/3, i*i, i%2 == 0)
		if i%4 == 0 {
			fmt.Fprintln(w, i, "and", i+1)
			fmt.Fprintf(w, "%-10s|%8d|%q|%+v\n", "left", i, "quoted", struct{ A, B int }{i, 2})
		}
	}
	w.Flush()
	fmt.Printf("%08x\n", uint32(s))
}
