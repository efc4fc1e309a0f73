// run

package main

import (
	"errors"
	"fmt"
	"os"
	"text/template"
)

type T struct {
	F  func() string
	G  func(string) (string, error)
	N  func()
	V  func(...int) string
	I  int
	Nil func() string
}

func main() {
	t := T{F: func() string { return "f" }, G: func(s string) (string, error) {
		if s == "" {
			return "", errors.New("empty")
		}
		return s + "!", nil
	}, V: func(a ...int) string { return fmt.Sprint(a) }, I: 3}
	for _, s := range []string{`{{.F | call}}`, `{{call .F}}`, `{{"x" | call .G}}`, `{{.G | call "x"}}`, `{{"" | call .G}}`, `{{.I | call}}`, `{{call .I}}`, `{{call}}`, `{{.Nil | call}}`, `{{call .Nil}}`,
		`{{call .V 1 2 3}}`, `{{3 | call .V 1 2}}`, `{{.V | call}}`, `{{"x" | call .F}}`, `{{.N | call}}`, `{{nil | call}}`, `{{call nil}}`, `{{call .V "x"}}`, `{{(call .F) | printf "%q"}}`, `{{.G|call}}`} {
		tm, err := template.New("t").Parse(s)
		if err != nil {
			fmt.Println(s, err)
			continue
		}
		fmt.Print(s, " -> ")
		err = tm.Execute(os.Stdout, t)
		fmt.Println(" ", err)
	}
}
