// run

package main

import (
	"fmt"
)

type größe struct{ länge int }

func (g größe) Äußere() int { return g.länge * 2 }

const π = 3.14159

var 世界 = "world"

func ñ(été ...int) (somme int) {
	for _, é := range été {
		somme += é
	}
	return
}

func main() {
	α, β := 1, 2
	fmt.Println(α+β, π, 世界, ñ(1, 2, 3), größe{4}.Äußere())
	_x, x_1, X٣ := 1, 2, 3
	fmt.Println(_x, x_1, X٣)
	type string int
	var s string = 5
	fmt.Printf("%T %d\n", s, s)
	true := false
	fmt.Println(true, !true)
	len := func(int) int { return 42 }
	fmt.Println(len(1))
	nil := "nil"
	fmt.Println(nil)
	int := 3.5
	fmt.Println(int)
}
