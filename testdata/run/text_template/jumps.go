// run
//
// Breaks, continues and variables in ranges, in branches and else lists; fields and calls over and over.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/template"
)

type named string

type item struct {
	Name   string
	N      int
	Kind   named
	Sub    *item
	Any    any
	hidden int
}

func (i item) Value() int       { return i.N * 10 }
func (i *item) Pointer() string { return "p" + i.Name }
func (n named) String() string  { return "named:" + string(n) }

type base struct{ Base string }
type derived struct {
	base
	*item
	Own int
}

type shadow struct{ N func() string }

type masked struct{ V int }

type sealed struct{ S fmt.Stringer }

func run(name, text string, data any) {
	t, err := template.New(name).Funcs(template.FuncMap{
		"upper": strings.ToUpper, "fail": func(int) (string, error) { return "", errors.New("failed") },
		"boom": func() string { panic("boom") }, "add": func(a, b int) int { return a + b },
		"join": func(list ...any) string { return fmt.Sprint(list...) }, "label": func(s string, rest ...any) string { return s + fmt.Sprint(rest...) },
		"kind": func(n named) string { return string(n) + "!" }, "nilfn": (func(string) string)(nil), "nothing": func() any { return nil },
		"isBig": func(n int) bool { return n > 2 }, "three": func() []int { return []int{1, 2, 3} },
	}).Parse(text)
	if err != nil {
		fmt.Println(name, "parse:", err)
		return
	}
	fmt.Print(name, ": ")
	if err := t.Execute(os.Stdout, data); err != nil {
		fmt.Print(" ERROR ", err)
	}
	fmt.Println()
}

func main() {
	items := []item{{"a", 1, "k", nil, 1, 0}, {"b", 2, "", &item{Name: "s"}, "x", 0}, {"c", 3, "z", nil, nil, 0}, {"d", 4, "", nil, 2.5, 0}}
	run("break", `{{range .}}{{if eq .N 3}}{{break}}{{end}}{{.Name}}{{end}}!`, items)
	run("continue", `{{range .}}{{if eq .N 2}}{{continue}}{{end}}{{.Name}}{{end}}!`, items)
	run("nested", `{{range $i, $x := .}}{{range $j, $y := $}}{{if gt $j $i}}{{break}}{{end}}{{if eq $j 1}}{{continue}}{{end}}{{$i}}{{$j}} {{end}};{{end}}`, items)
	run("with", `{{range .}}{{with .Sub}}{{.Name}}{{continue}}{{else}}-{{end}}{{.N}}{{end}}`, items)
	run("else", `{{range $x := .}}{{range $y := $x.Sub}}{{else}}{{$x.N}}{{end}}.{{end}}`, []map[string]any{})
	run("else break", `{{range $x := .}}[{{range ""}}{{else}}{{break}}{{end}}{{$x}}]{{end}}`, []int{1, 2})
	run("else continue", `{{range $x := .}}[{{range $.None}}{{else}}{{continue}}{{end}}{{$x}}]{{else}}none{{end}}`, map[string][]int{})
	run("else continue 2", `{{range $x := .L}}[{{range $.None}}{{else}}{{continue}}{{end}}{{$x}}]{{end}}`, map[string][]int{"L": {1, 2}})
	run("else break 2", `{{range $x := .L}}[{{range $.None}}{{else}}{{break}}{{end}}{{$x}}]{{end}}`, map[string][]int{"L": {1, 2}})
	run("vars", `{{$n := 0}}{{range $i, $e := .}}{{$n = add $n $e.N}}{{if eq $i 2}}{{break}}{{end}}{{$n}},{{end}}{{$n}}`, items)
	run("scope", `{{$x := 1}}{{range three}}{{$x := .}}{{if eq $x 2}}{{continue}}{{end}}{{$x}}{{end}}{{$x}}`, nil)
	run("int", `{{range 5}}{{if eq . 3}}{{break}}{{end}}{{.}}{{end}}{{range 0}}x{{else}}zero{{end}}`, nil)
	run("map", `{{range $k, $v := .}}{{if eq $k "b"}}{{continue}}{{end}}{{$k}}{{$v}}{{end}}`, map[string]int{"a": 1, "b": 2, "c": 3})
	run("map break", `{{range $k, $v := .}}{{if eq $k "b"}}{{break}}{{end}}{{$k}}{{$v}}{{end}}`, map[string]int{"a": 1, "b": 2, "c": 3})
	c := make(chan int, 4)
	c <- 1
	c <- 2
	c <- 3
	close(c)
	run("chan", `{{range .}}{{if eq . 2}}{{break}}{{end}}{{.}}{{end}}`, c)
	run("seq", `{{range .}}{{if eq . 4}}{{break}}{{end}}{{if eq . 2}}{{continue}}{{end}}{{.}}{{end}}`, func(yield func(int) bool) {
		for i := range 10 {
			if !yield(i) {
				return
			}
		}
	})
	run("seq2", `{{range $a, $b := .}}{{if eq $a 1}}{{break}}{{end}}{{$a}}{{$b}}{{end}}`, func(yield func(int, string) bool) {
		_ = yield(0, "zero") && yield(1, "one")
	})
	run("fields", `{{range .}}{{.Name}} {{.N}} {{.Kind}} {{.Value}} {{.Pointer}} {{.Sub}} {{.Any}};{{end}}`, items[:1])
	run("fields again", `{{range .}}{{.Name}}{{.N}}{{.Value}}{{with .Sub}}{{.Name}}{{.Value}}{{.Pointer}}{{end}}{{.Any}} {{end}}`, items)
	run("not addressable", `{{.Name}} {{.Value}} {{.Pointer}}`, items[0])
	run("pointer", `{{.Name}} {{.Value}} {{.Pointer}} {{.Name}}`, &items[0])
	run("derived", `{{.Base}} {{.Name}} {{.Own}} {{.Value}} {{.Base}}`, derived{base{"b"}, &items[1], 7})
	run("derived nil", `{{.Base}} {{.Name}}`, derived{})
	run("hidden", `{{.hidden}}`, items[0])
	run("missing", `{{.Nope}}`, items[0])
	run("arguments", `{{.Name 1}}`, items[0])
	run("piped", `{{1 | .Name}}`, items[0])
	run("func field", `{{call .N}}`, shadow{func() string { return "called" }})
	run("func field 2", `{{.N}}`, shadow{})
	run("types", `{{range .}}{{.V}}{{end}}`, []any{masked{1}, &masked{2}, map[string]int{"V": 3}, struct{ V string }{"four"}, masked{5}})
	run("calls", `{{upper "abc"}} {{join 1 "a" nil 2.5}} {{label "l" 1 2}} {{printf "%d-%s" 3 "x"}} {{print 1 2 "a"}} {{println "z"}}{{len "four"}} {{not true}} {{isBig 3}}`, nil)
	run("compare", `{{eq 1 1}} {{eq 1 2 3 1}} {{ne "a" "b"}} {{lt 1 2}} {{le 2.5 2.5}} {{gt "b" "a"}} {{ge 1 2}} {{eq .Any nil}}`, items[2])
	run("bad compare", `{{lt 1 "a"}}`, nil)
	run("bad compare 2", `{{eq .Name 1}}`, items[0])
	run("no argument", `{{eq 1}}`, nil)
	run("fail", `{{fail 1}}`, nil)
	run("boom", `{{boom}}`, nil)
	run("nil func", `{{nilfn "x"}}`, nil)
	run("nothing", `{{nothing}} {{nothing | printf "%v"}} {{len nothing}}`, nil)
	run("named", `{{kind .Kind}} {{.Kind}} {{upper .Kind}}`, items[0])
	run("wrong type", `{{upper 1}}`, nil)
	run("interface", `{{.S}} {{.S.String}}`, sealed{named("in")})
	run("interface nil", `{{.S}}`, sealed{})
	run("panic in range", `{{range .}}{{.N}}{{if eq .N 2}}{{boom}}{{end}}{{end}}`, items)
	run("template", `{{define "t"}}{{range .}}{{if eq . 2}}{{break}}{{end}}{{.}}{{end}}{{end}}{{range three}}{{template "t" $}}{{end}}`, []int{1, 2, 3})
	run("print kinds", `{{range .}}{{.}} {{end}}`, []any{1, int8(2), int64(3), uint(4), 1.5, float32(2.5), true, "s", named("n"), 'x', []int{1}, nil, items[0].Any, errors.New("e")})
	run("print func", `{{.}}`, func() {})
}
