// run

package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	fmt.Println(len(os.Args), os.Args[1:])
	for i, a := range os.Args[1:] {
		fmt.Printf("%d %q\n", i, a)
	}
	fmt.Println(os.Getenv("GOLDEN"), os.Getenv("NOT_SET") == "")
	v, ok := os.LookupEnv("GOLDEN")
	_, ok2 := os.LookupEnv("NOT_SET")
	fmt.Println(v, ok, ok2)
	fmt.Println(os.Setenv("VOLE_X", "1=2"), os.Getenv("VOLE_X"))
	os.Unsetenv("VOLE_X")
	_, ok = os.LookupEnv("VOLE_X")
	fmt.Println(ok, os.Setenv("", "x"))
	fmt.Println(os.ExpandEnv("$GOLDEN-${GOLDEN}-$NOPE."), os.Expand("$a ${b} $$", func(s string) string { return "<" + s + ">" }))
	n := 0
	for _, e := range os.Environ() {
		if strings.HasPrefix(e, "GOLDEN=") {
			n++
		}
	}
	fmt.Println(n, os.PathSeparator, string(os.PathListSeparator), os.DevNull)
	if len(os.Args) > 2 {
		os.Exit(len(os.Args))
	}
}
