// run

package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type SK string

func (s SK) MarshalText() ([]byte, error) { return []byte("T" + string(s)), nil }

type IK int

func (s *IK) MarshalText() ([]byte, error) { return []byte("P"), nil }

type JK int

func (s JK) MarshalJSON() ([]byte, error) { return []byte(`"J"`), nil }

func p(v any) {
	b, err := json.Marshal(v)
	fmt.Println(string(b), err)
}
func main() {
	p(map[SK]int{"a": 1})
	p(map[IK]int{1: 1})
	p(map[JK]int{1: 1})
	p(map[any]int{SK("q"): 1})
	p(map[any]int{1: 1, "x": 2})
	p(map[float64]int{1.5: 1})
	p(map[time.Month]int{time.May: 1})
	p(map[struct{ A int }]int{{1}: 1})
	p(map[fmt.Stringer]int{time.May: 1})
	p(map[bool]bool{})
}
