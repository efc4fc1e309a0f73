// run

// Brackets of argument indexes that are cut off.
package main

import "fmt"

func main() {
	for _, f := range []string{"%.[]", "%[", "%[]", "%[]d", "%[d", "%.[", "%.[d", "%[1", "%[1]", "%[x]d", "%[1]*.[2]*[3]f", "%.[2]d", "%[]]", "%*[]d", "%[2]d %d"} {
		fmt.Printf("%q: %s\n", f, fmt.Sprintf(f, 1, 2, 3.0))
	}
}
