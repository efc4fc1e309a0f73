// run

// What may stand behind names, and where comments end.

package main

import (
	"fmt"
	"strings"
	"text/template"
)

func main() {
	for _, s := range []string{"{{/*/}}", "{{/*/*/}}x", "{{/**/}}", "{{/* a */ }}", "{{- /*/ */ -}} b", "{{$x=1}}", "{{$x := 1}}{{$x=2}}{{$x}}", "{{$x := 1}}{{$x =2}}{{$x}}", "{{.A=1}}", "{{len=}}", "{{range $i=, $x := .}}{{end}}", "{{range $i, $x= .}}{{end}}", "{{range $i, $x = .}}{{end}}", "{{with $y:=3}}{{$y}}{{end}}", "{{true=}}", "{{1=}}", "{{nil=}}", "{{(1)=}}", "{{\"a\"=}}"} {
		t, err := template.New("t").Parse(s)
		if err != nil {
			fmt.Println(s, err)
			continue
		}
		var sb strings.Builder
		err = t.Execute(&sb, map[string]int{"A": 1})
		fmt.Println(s, sb.String(), err)
	}
}
