// run

package main

import (
	"encoding/json"
	"errors"
	"fmt"
)

type embed1 struct{ Q any }
type S1 struct {
	*embed1
	R int
}

func main() {
	for _, s := range []string{`{"R":2,"Q":1}`, `{"Q":  "xyz", "R":3}`, `{"Q":{"a":[1]}, "R":3}`, `{"Q" : [1,2] , "R":3}`, `{"Q": null,"R":1}`, `{"Q": true,"R":1}`, `[{"R":1},{"Q":5}]`, `{"R":"x"}`} {
		var v any = new(S1)
		if s[0] == '[' {
			v = new([]S1)
		}
		err := json.Unmarshal([]byte(s), v)
		fmt.Printf("%T %v %+v\n", err, err, v)
		var te *json.UnmarshalTypeError
		if errors.As(err, &te) {
			fmt.Printf(" %q %v %d %q %q %T %v\n", te.Value, te.Type, te.Offset, te.Struct, te.Field, te.Err, te.Err)
		}
	}
}
