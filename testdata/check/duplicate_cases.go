// check

package main

func main() {
	x := 1
	switch x {
	case 1, 2:
	case 2, 3:
	case 1:
	}
	switch "a" {
	case "a", "b", "a":
	}
	var v any = x
	switch v.(type) {
	case int, string:
	case int:
	case nil, nil:
	}
	switch {
	case true:
	case true:
	}
	switch x {
	default:
	default:
	}
	_ = map[string]int{"a": 1, "a": 2}
	_ = []int{0: 1, 0: 2}
	_ = struct{ a int }{a: 1, a: 2}
}
