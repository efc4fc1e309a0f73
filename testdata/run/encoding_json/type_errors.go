// run

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

type T struct{}

func main() {
	for _, c := range [][3]string{{"string", "T", "a"}, {"string", "T", "d.0"}, {"string", "T", "0"}, {"string", "", "0"}, {"string", "", "a"}, {"string", "", ""}, {"string", "T", ""}, {"string", "T", "a.0.b"}, {"string", "T", "a.b.12"}, {"string", "T", "a.0x"}, {"", "T", "a"}, {"number 5", "", "1.2"}, {"number", "T", "x.y"}} {
		e := &json.UnmarshalTypeError{Value: c[0], Type: reflect.TypeFor[int](), Offset: 3, Struct: c[1], Field: c[2]}
		fmt.Printf("%q => %v\n", c, e)
		e.Type = reflect.TypeFor[[]T]()
		e.Err = errors.New("sub")
		fmt.Printf("%q => %v\n", c, e)
		e.Type = nil
		func() {
			defer func() { recover() }()
			fmt.Printf("%q => %v\n", c, e)
		}()
	}
	type R struct {
		A []struct{ B []int }
		M map[string][]int
	}
	for _, s := range []string{`{"A":[{"B":["x"]}]}`, `{"A":["x"]}`, `{"A":[{"B":1}]}`, `{"M":{"k":["x"]}}`, `{"M":{"k":"x"}}`} {
		var r R
		fmt.Println(json.Unmarshal([]byte(s), &r))
		var p []R
		fmt.Println(json.Unmarshal([]byte("["+s+"]"), &p))
		var q map[string]R
		fmt.Println(json.Unmarshal([]byte(`{"zz":`+s+"}"), &q))
		var u struct{ R }
		fmt.Println(json.Unmarshal([]byte(s), &u))
		var w struct{ X R; Y struct{ R } }
		fmt.Println(json.Unmarshal([]byte(`{"X":`+s+`,"Y":`+s+"}"), &w))
	}
	var ii []int
	fmt.Println(json.Unmarshal([]byte(`[1,"x",3,"y"]`), &ii), ii)
	var mm map[string]int
	fmt.Println(json.Unmarshal([]byte(`{"a":"x","b":2}`), &mm), mm)
	var i8 []int8
	fmt.Println(json.Unmarshal([]byte(`[1,300,3]`), &i8), i8)
	var f32 float32
	fmt.Println(json.Unmarshal([]byte(`1e39`), &f32), f32)
	var s struct{ A int; B string }
	fmt.Println(json.Unmarshal([]byte(`{"A":"x","B":"y"}`), &s), s)
}
