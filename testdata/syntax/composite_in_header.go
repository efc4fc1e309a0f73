// syntax

package main

type T struct{ a int }

func main() {
	if x == T{1} {
	}
	for _, v := range []T{{1}} {
	}
	switch T{1} {
	}
	if v := T{1}; v.a == 1 {
	}
}
