// run

// Field tags that are not quite names and options: which part of them counts.

package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

func main() {
	for _, tag := range []string{`a b"c`, `a b`, `a_1 "`, `1a"b`, `_"`, `a"b,omitempty`, `a"b,string`, `a ,omitempty`, `é9'x`, `"a`, ` "a`, `a-b"c`, `a.b\c`, `a"`, `a"b"c,omitempty`, `-"`, `-`, `-,`, `,omitempty`, `a,omitempty,`, `a,,omitempty`, `a,OMITEMPTY`, `a,omitempty string`, `a,string"x,omitempty`, `a b"c,omitempty`, `a"omitempty`, `,"x,omitempty`, `a"'omitempty'`, `a"omitempty,string`, `a" omitempty`, `a",omitempty`, `a"b omitempty,omitempty`, `a'b',omitempty`, `a''omitempty`, `a,'x,omitempty'`, `'a,omitempty'`, `'a',omitempty`, `a,'omitempty'`, `a,omitempty'x`, `a,omitzero.string`, `a,string:x`, `a,1omitempty`, `a,omitemptyé`} {
		st := reflect.StructOf([]reflect.StructField{{Name: "Bad", Type: reflect.TypeOf(0), Tag: reflect.StructTag("json:" + fmt.Sprintf("%q", tag))}})
		b, err := json.Marshal(reflect.Zero(st).Interface())
		v := reflect.New(st)
		v.Elem().Field(0).SetInt(5)
		c, _ := json.Marshal(v.Interface())
		fmt.Printf("%q %s %v %s\n", tag, b, err, c)
	}
	type clash struct {
		A string `json:"a"`
		B string `json:"a b\"c"`
		C int
	}
	out, err := json.Marshal(clash{"x", "y", 1})
	fmt.Println(string(out), err)
}
