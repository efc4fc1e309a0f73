// run

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
)

func main() {
	sc := bufio.NewScanner(os.Stdin)
	n := 0
	for sc.Scan() {
		n++
		fmt.Printf("%d %q\n", n, sc.Text())
	}
	fmt.Println(sc.Err())
	w := bufio.NewScanner(strings.NewReader(" one two\n\tthree  "))
	w.Split(bufio.ScanWords)
	for w.Scan() {
		fmt.Print(w.Text(), "|")
	}
	r := bufio.NewScanner(strings.NewReader("aé\xff世"))
	r.Split(bufio.ScanRunes)
	for r.Scan() {
		fmt.Printf("%q|", r.Text())
	}
	b := bufio.NewScanner(strings.NewReader("xyz"))
	b.Split(bufio.ScanBytes)
	for b.Scan() {
		fmt.Print(b.Bytes(), "|")
	}
	fmt.Println()
	long := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100) + "\nshort\n"))
	long.Buffer(make([]byte, 0, 10), 50)
	for long.Scan() {
		fmt.Println(len(long.Text()))
	}
	fmt.Println(long.Err(), long.Err() == bufio.ErrTooLong)
	c := bufio.NewScanner(strings.NewReader("1,2,,3,STOP,4"))
	c.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ','); i >= 0 {
			if string(data[:i]) == "STOP" {
				return 0, nil, bufio.ErrFinalToken
			}
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	for c.Scan() {
		fmt.Printf("%q ", c.Text())
	}
	fmt.Println(c.Err())
	e := bufio.NewScanner(strings.NewReader(""))
	fmt.Println(e.Scan(), e.Text() == "", e.Err())
	big := bufio.NewScanner(strings.NewReader(strings.Repeat("y", 70000)))
	fmt.Println(big.Scan(), big.Err())
}
