// run

package main

import (
	"fmt"
)

func main() {
	for _, f := range []string{"%6v|", "%-6v|", "%06v|", "%+6v|", "%#6v|", "%6.1v|", "% 6v|", "%+-6v|", "%.0v|"} {
		fmt.Printf(f+" ", 42)
		fmt.Printf(f+" ", -1.5)
		fmt.Printf(f+" ", "ab")
		fmt.Printf(f+" ", true)
		fmt.Printf(f+" ", []int{1, 2})
		fmt.Printf(f+" ", struct{ a, b int }{3, 4})
		fmt.Printf(f+" ", map[string]int{"k": 5})
		fmt.Printf(f+" ", 'x')
		fmt.Printf(f+" ", nil)
		fmt.Printf(f+"\n", 1+2i)
	}
}
