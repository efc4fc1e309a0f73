// run

// Signs between the parts of complex numbers.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"1++2i", "1+-2i", "1-+2i", "1--2i", "nan+nAni", "NaN-NaNi", "1+nani", "1-nani", "+nan+1i", "1+Infi", "1-infi", "1++Infi", "inf+infi", "1+i", "1+", "(1+2i)", "1+2", "+1+2i", "-1-2i", "1e3+0x1p4i", "1_0+2i", "++1i"} {
		c, err := strconv.ParseComplex(s, 128)
		fmt.Println(s, c, err)
	}
}
