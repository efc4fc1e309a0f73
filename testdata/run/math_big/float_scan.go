// run

package main

import (
	"bytes"
	"fmt"
	"math/big"
)

func main() {
	for _, s := range []string{"10.0", "23.98+2.0", "-1+1", " 00000", "Inf", "-Inf", "+", "", "x", "1e", "1e+", "1e5x", "1e-5-", "0x1p4q", "0x1.8p1", "0b101.1 7", "0b12", "0o17.4", "0o18", "1_000.5", "1__0", "_1", "1_", "1.2.3", ".5", ".", "-.5e1", "0xg", "0x", "--1", "+-1", "0e3", "00x1", "1p3", "1p", "0b1e1", "0x1e1", "1e1_0", "1f", "1 2", "  \n 7", "0.0_1", "1e1.5", "12é"} {
		for _, f := range []string{"%v", "%g", "%b", "%d"} {
			x := new(big.Float)
			buf := bytes.NewBufferString(s)
			n, err := fmt.Fscanf(buf, f, x)
			fmt.Printf("%q %s: %d %v %v rest %q\n", s, f, n, err, x, buf.String())
		}
		x := new(big.Float)
		n, err := fmt.Sscan(s, x)
		fmt.Println(n, err, x)
	}
	var a, b big.Float
	var op string
	fmt.Println(fmt.Sscanf("1.5+2.5", "%f%1s%f", &a, &op, &b))
	fmt.Println(&a, op, &b)
}
