// run

package main

import (
	"fmt"
	"sort"
)

type item struct{ p *int }

func main() {
	a, b := 1, 2
	items := []item{{&a}, {&b}}
	sort.Slice(items, func(i, j int) bool { return *items[i].p > *items[j].p })
	fmt.Println(*items[0].p)
	items = append(items, item{})
	sort.Slice(items, func(i, j int) bool {
		return *items[i].p < *items[j].p
	})
}
