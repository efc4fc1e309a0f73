// run

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	r := bufio.NewReader(os.Stdin)
	var n int
	fmt.Fscan(r, &n)
	sum := 0
	for range n {
		var v int
		fmt.Fscan(r, &v)
		sum += v
	}
	fmt.Println(n, sum)
	var name string
	var f float64
	c, err := fmt.Fscanf(r, "\n%s %f\n", &name, &f)
	fmt.Println(c, err, name, f)
	c, err = fmt.Fscanln(r, &name, &n)
	fmt.Println(c, err, name, n)
	var a, b string
	for {
		c, err = fmt.Fscan(r, &a, &b)
		if err != nil {
			fmt.Println(c, err)
			break
		}
		fmt.Println(a, b)
	}
	sr := strings.NewReader("1 2 3")
	var x int
	for {
		if _, err := fmt.Fscan(sr, &x); err == io.EOF {
			break
		}
		fmt.Print(x, ";")
	}
	fmt.Println()
}
