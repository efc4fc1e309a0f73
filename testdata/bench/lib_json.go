// A tree to JSON and back, and values of any type.
package main

import (
	"encoding/json"
	"fmt"
)

type node struct {
	Name     string            `json:"name"`
	Size     int64             `json:"size,omitempty"`
	Weight   float64           `json:"weight"`
	Tags     []string          `json:"tags"`
	Attr     map[string]string `json:"attr,omitempty"`
	Children []*node           `json:"children,omitempty"`
}

func tree(depth, i int) *node {
	n := &node{Name: fmt.Sprintf("node <%d>", i), Size: int64(i * 1000), Weight: float64(i) / 7, Tags: []string{"a", "b & c"}}
	if i%5 == 0 {
		n.Attr = map[string]string{"kind": "five", "color": "red"}
	}
	if depth > 0 {
		for k := range 4 {
			n.Children = append(n.Children, tree(depth-1, i*4+k))
		}
	}
	return n
}

func main() {
	root := tree(6, 1)
	total := 0
	for range 10 {
		data, err := json.Marshal(root)
		if err != nil {
			panic(err)
		}
		total += len(data)
		var back node
		if err := json.Unmarshal(data, &back); err != nil {
			panic(err)
		}
		total += len(back.Children)
		if total < 1<<22 {
			var any map[string]any
			if err := json.Unmarshal(data, &any); err != nil {
				panic(err)
			}
			total += len(any)
		}
	}
	small := 0
	for i := range 30000 {
		data, _ := json.Marshal(map[string]any{"id": i, "ok": true, "list": []int{i, i + 1}})
		small += len(data)
	}
	fmt.Println(total, small)
}
