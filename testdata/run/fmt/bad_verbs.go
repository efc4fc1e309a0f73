// run

package main

import (
	"fmt"
)

type t struct{ a int }

func main() {
	f := fmt.Printf
	f("%d %s\n", "str", 5)
	f("%z %!\n", 1)
	f("%d\n")
	f("%d %d\n", 1)
	f("%d\n", 1, 2, "x")
	f("no verbs\n", 1)
	f("%")
	f("\n%5%|%-5%|%%\n")
	f("%[3]d %[0]d %[x]d %[1]d\n", 1)
	f("%[1]d %[1]d\n", 1, 2)
	f("%[2]*[1]d|%[5]*d\n", 1, 2)
	f("%*d %.*d\n", "x", 1, 2.5, 3)
	f("%-010d|%+-5d|%0-5d|\n", 1, 2, 3)
	f("%t %f %s %p\n", 1, 1, 1.5, 1)
	f("%d %t %s\n", t{1}, t{1}, t{1})
	f("%s %d\n", []any{1, "a"}, []any{1, "a"})
	f("%s %t\n", nil, nil)
	f("%!d %é\n", 1, 2)
	f("%s %s\n", &t{1}, struct{ e error }{})
	f("%.d|%.f|%5.d|%.-1d\n", 1, 1.5, 0, 2)
	f("%d %v\n", func() {} == nil, map[string]int{"a": 1})
	f("%c %U %q\n", "x", 1.5, 2.5)
	f("%x %b %o\n", true, "s", 1.5)
	f("%w\n", fmt.Errorf("e"))
	f("%100000000d|\n", 1)
	f("%d%s%d\n", 1, "x")
	f("%T %T\n", 1)
	f("%+v %#v\n")
	fmt.Println("%d in println", 1)
	fmt.Print("a", 1, 2, "b", "c", 3.5, nil, 'x', "\n")
	fmt.Print(1, 2, "\n")
	fmt.Print("a", "b", "\n")
	fmt.Println()
	fmt.Println("", "")
}
