// run

package main

import (
	"fmt"
	"reflect"
)

type T int

func (t T) F(x string) error { return nil }
func (t *T) G() int         { return int(*t) }

type I interface{ F(string) error }

func main() {
	t := T(3)
	var i I = t
	for _, v := range []reflect.Value{reflect.ValueOf(t).Method(0), reflect.ValueOf(&t).Method(1), reflect.ValueOf(&t).Method(0), reflect.ValueOf(&i).Elem().Method(0), reflect.ValueOf(t.F), reflect.ValueOf((func())(nil)), reflect.ValueOf(fmt.Println)} {
		for _, f := range []string{"%v", "%#v", "%s", "%d", "%T", "%x", "%p", "%t", "%+v"} {
			s := fmt.Sprintf(f, v)
			out := ""
			for k := 0; k < len(s); k++ {
				if s[k] == '0' && k+1 < len(s) && s[k+1] == 'x' {
					out += "0xPTR"
					k += 2
					for k < len(s) && (s[k] >= '0' && s[k] <= '9' || s[k] >= 'a' && s[k] <= 'f') {
						k++
					}
					k--
					continue
				}
				out += string(s[k])
			}
			if f == "%d" || f == "%x" {
				out = fmt.Sprint(len(out) > 4)
			}
			fmt.Print(f, " ", out, " | ")
		}
		fmt.Println()
	}
	fmt.Printf("%v\n", struct{ V reflect.Value }{reflect.ValueOf(1)})
}
