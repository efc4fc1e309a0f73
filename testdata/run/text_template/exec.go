// run

// Package text/template: values, functions, errors.
package main

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"
	"text/template"
)

type Inner struct{ X, Y int }

func (i Inner) Sum() int              { return i.X + i.Y }
func (i *Inner) PtrOnly() string      { return "ptr" }
func (i Inner) Add(n int) int         { return i.X + n }
func (i Inner) Fail() (string, error) { return "", errors.New("failed") }
func (i Inner) Boom() string          { panic("boom") }
func (i Inner) String() string        { return fmt.Sprintf("<%d,%d>", i.X, i.Y) }

type T struct {
	Name   string
	N      int
	U      uint8
	F      float64
	B      bool
	C      complex128
	L      []string
	E      []int
	M      map[string]int
	MI     map[int]string
	In     Inner
	P      *Inner
	NilP   *Inner
	Any    any
	NilAny any
	Err    error
	Fn     func(int, int) int
	VFn    func(string, ...int) string
	NilFn  func() int
	Arr    [3]int
	Ch     chan int
	Nested []map[string][]int
	hidden int
	Seq    iter.Seq[int]
	Seq2   iter.Seq2[string, int]
}

func (t *T) Method(s string, n ...int) string { return fmt.Sprint(s, n) }
func (t T) Two() (int, int)                   { return 1, 2 }

func data() *T {
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	return &T{Name: "Vole & <co>", N: 7, U: 200, F: 1.5, B: true, C: 1 + 2i, L: []string{"a", "b", "c"}, M: map[string]int{"z": 1, "a": 2}, MI: map[int]string{3: "x", 1: "y"}, In: Inner{1, 2}, P: &Inner{3, 4}, Any: []int{5, 6}, Err: errors.New("err"), Fn: func(a, b int) int { return a * b }, VFn: func(s string, n ...int) string { return fmt.Sprint(s, len(n)) }, Arr: [3]int{7, 8, 9}, Ch: ch, Nested: []map[string][]int{{"k": {1, 2}}}, hidden: 3,
		Seq:  func(y func(int) bool) { _ = y(10) && y(20) },
		Seq2: func(y func(string, int) bool) { _ = y("p", 1) && y("q", 2) }}
}

func main() {
	funcs := template.FuncMap{"upper": strings.ToUpper, "join": strings.Join, "add": func(a, b int) int { return a + b }, "fail": func() (int, error) { return 0, errors.New("no luck") }, "boom": func() int { panic("oh") }, "u8": func(u uint8) uint8 { return u }, "f": func(f float64) float64 { return f }, "any": func(a any) string { return fmt.Sprintf("%T", a) }, "seq": func(n int) []int { return make([]int, n) }, "cplx": func(c complex128) complex128 { return c }, "isnil": func(p *Inner) bool { return p == nil }, "errv": func(e error) string { return fmt.Sprint(e) }, "vari": func(p string, a ...any) string { return fmt.Sprint(p, a) }}
	for _, s := range []string{
		"{{.}}x", "{{.Name}} {{.N}} {{.U}} {{.F}} {{.B}} {{.C}}", "{{.L}} {{.M}} {{.In}} {{.P}} {{.NilP}} {{.Any}} {{.NilAny}} {{.Err}} {{.Arr}}",
		"{{.In.X}} {{.P.Y}} {{.In.Sum}} {{.P.Sum}} {{.In.PtrOnly}} {{.P.PtrOnly}} {{.In.Add 5}} {{3 | .In.Add}}",
		"{{range .L}}[{{.}}]{{end}}{{range $i, $e := .L}}{{$i}}={{$e}},{{end}}{{range .E}}x{{else}}empty{{end}}", "{{range $k, $v := .M}}{{$k}}:{{$v}} {{end}}{{range .MI}}{{.}}{{end}}",
		"{{range 3}}{{.}}{{end}}{{range $i := 2}}{{$i}}{{end}}{{range .Ch}}<{{.}}>{{end}}{{range .Seq}}{{.}} {{end}}{{range $k, $v := .Seq2}}{{$k}}{{$v}}{{end}}{{range .Seq2}}{{.}}{{end}}{{range .Arr}}{{.}}{{end}}{{range 0}}a{{else}}zero{{end}}",
		"{{range $i, $c := .Name}}{{if gt $i 3}}{{break}}{{end}}{{$c}} {{end}}{{range .L}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}",
		"{{if .B}}yes{{else}}no{{end}}{{if .E}}a{{else if .L}}b{{else}}c{{end}}{{if not .NilP}}nil{{end}}{{if and .B .L}}1{{end}}{{or .E .NilP \"def\"}} {{and 1 0 2}} {{or 0 \"\" 3}}",
		"{{with .In}}{{.X}}{{end}}{{with $x := .N}}{{$x}}{{end}}{{with .E}}a{{else}}b{{end}}{{with .E}}{{else with .L}}{{.}}{{end}}",
		"{{$x := 1}}{{range .L}}{{$x = add $x 1}}{{end}}{{$x}} {{$.Name}}", "{{len .L}} {{len .M}} {{len .Name}} {{index .L 1}} {{index .M \"z\"}} {{index .M \"none\"}} {{index .Nested 0 \"k\" 1}} {{slice .L 1}} {{slice .Name 1 3}} {{slice .Arr 0 2}} {{slice .Any 0 1 2}} {{index .MI 3}}",
		"{{printf \"%05d|%q|%v\" .N .Name .In}} {{print 1 2 \"a\" \"b\" 3}} {{println \"x\" 1}}{{html .Name}} {{js \"<a href='x'>\\n\\u2028é\"}} {{urlquery \"a b&c\" 1}} {{.Name | html | printf \"%.6s\"}}",
		"{{eq 1 1}} {{eq .N 7}} {{eq .U 200}} {{eq \"a\" \"b\" \"a\"}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 1.5 1.0}} {{ge \"b\" \"a\"}} {{eq .NilP nil}} {{eq .In .In}} {{lt .N .U}} {{eq .B true}} {{eq nil nil}} {{eq .NilAny nil}} {{eq .C .C}}",
		"{{call .Fn 3 4}} {{call .VFn \"s\" 1 2}}", "{{upper .Name}} {{join .L \"-\"}} {{.L | len | printf \"%d!\"}} {{add 1 2 | add 3}} {{u8 200}} {{f 3}} {{f .F}} {{any 1}} {{any 1.0}} {{any 'a'}} {{any \"s\"}} {{any true}} {{any 1i}} {{any 0x10}} {{any 1e3}} {{any .P}} {{any .}} {{cplx 1i}} {{isnil .NilP}} {{isnil nil}} {{errv .Err}} {{any .NilAny}} {{vari \"p\" 1 nil .N}}",
		"{{define \"t\"}}T({{.}}){{end}}{{template \"t\" .N}}{{template \"t\"}}{{block \"b\" .Name}}B{{.}}{{end}}", "{{.Method \"a\" 1 2}} {{.Method \"x\"}} {{(index .Nested 0).k}} {{(.In).Sum}} {{(index .L 0) | upper}} {{.P.Add (add 1 2)}}", "{{- /* c */ -}}  x  {{- 1 -}}  y", "{{1.0}} {{1e6}} {{'x'}} {{1_000}} {{-5}} {{0b11}} {{0x1p4}}",
		"{{.Missing}}", "{{.In.Z}}", "{{.hidden}}", "{{.NilP.X}}", "{{.NilP.Sum}}", "{{.NilAny.X}}", "{{.Name.X}}", "{{.N.X}}", "{{.In.Fail}}", "{{.In.Boom}}", "{{.In.Add}}", "{{.In.Add 1 2}}", "{{.In.Add \"x\"}}", "{{.In.X 3}}", "{{.M.z 3}}", "{{.M.none}}", "{{.Two}}", "{{fail}}", "{{boom}}", "{{add 1}}", "{{add 1 \"x\"}}", "{{add 1 nil}}", "{{add .Name 1}}", "{{u8 300}}", "{{u8 -1}}", "{{f \"x\"}}", "{{upper 3}}", "{{upper .N}}", "{{3 | upper}}", "{{index .L 9}}", "{{index .L -1}}", "{{index .L \"x\"}}", "{{index .N 1}}", "{{index nil 1}}", "{{index .NilP 1}}", "{{index .M 1}}", "{{index .M nil}}", "{{slice .L 2 1}}", "{{slice .Name 0 1 2}}", "{{slice .N 1}}", "{{slice .L 0 9}}", "{{slice .L 1 2 3 4}}", "{{len 3}}", "{{len nil}}", "{{len .NilP}}", "{{call .N}}", "{{call nil}}", "{{call .NilFn}}", "{{call .Fn 1}}", "{{call .Fn 1 \"x\"}}", "{{call .Fn 1 2 3}}", "{{eq}}", "{{eq 1}}", "{{eq 1 \"x\"}}", "{{lt true false}}", "{{lt 1 \"a\"}}", "{{lt .L .L}}", "{{eq .L .L}}", "{{eq .M .M}}", "{{range .N}}x{{end}}", "{{range .F}}x{{end}}", "{{range .In}}{{end}}", "{{range $a, $b := 3}}{{end}}", "{{range .NilP}}x{{else}}e{{end}}", "{{template \"nope\"}}", "{{.Fn 1 2}}", "{{3 4}}", "{{.N 3}}", "{{.Ch}}", "{{99999999999}}", "{{nil}}", "{{(nil).X}}", "{{with $x := 3}}{{end}}{{printf \"%d\" \"x\"}}", "{{.L.X}}", "a\nb{{.L\n.X}}", "{{if .Missing}}{{end}}", "{{not}}", "{{and}}", "{{or .E}}", "{{true 1}}", "{{\"s\" | 3}}", "{{printf .N}}", "{{html nil}}", "{{print nil}} {{print .NilAny .NilP}}", "{{isnil .In}}", "{{isnil .N}}", "{{.Err.Error}}", "{{.Any.X}}", "{{index .Any 1}}",
	} {
		t, err := template.New("name").Funcs(funcs).Parse(s)
		if err != nil {
			fmt.Printf("%q: parse: %v\n", s, err)
			continue
		}
		var b strings.Builder
		err = t.Execute(&b, data())
		out := b.String()
		if strings.Contains(out, "0x") || s == "{{.}}x" || s == "{{.Ch}}" {
			out = "?"
		}
		fmt.Printf("%q\n  %q %v\n", s, out, err)
		var ee template.ExecError
		if errors.As(err, &ee) && ee.Name != "name" {
			fmt.Println(ee.Name)
		}
	}
	for _, opt := range []string{"missingkey=default", "missingkey=zero", "missingkey=error"} {
		t := template.Must(template.New("m").Option(opt).Parse("{{.a}} {{.b}} {{.b.c}}"))
		var b strings.Builder
		err := t.Execute(&b, map[string]any{"a": 1})
		fmt.Println(b.String(), err)
		b.Reset()
		err = template.Must(template.New("m").Option(opt).Parse("{{.a}} {{.b}}")).Execute(&b, map[string]int{"a": 1})
		fmt.Println(b.String(), err)
	}
	root := template.Must(template.New("root").Parse(`{{define "A"}}a{{template "B" .}}{{end}}{{define "B"}}b{{.}}{{end}}`))
	fmt.Println(root.Execute(os.Stdout, 1), root.Lookup("A") != nil, root.Lookup("Z") == nil, len(root.Templates()), root.Name())
	fmt.Println(root.ExecuteTemplate(os.Stdout, "A", 5), root.ExecuteTemplate(os.Stdout, "C", 5))
	clone := template.Must(root.Clone())
	template.Must(clone.Parse(`{{define "B"}}B!{{end}}`))
	clone.ExecuteTemplate(os.Stdout, "A", 5)
	root.ExecuteTemplate(os.Stdout, "A", 6)
	fmt.Println()
	d := template.Must(template.New("d").Delims("<<", ">>").Parse("<<.>> {{.}}\n"))
	d.Execute(os.Stdout, "x")
	for _, f := range []template.FuncMap{{"a-b": strings.ToUpper}, {"x": 3}, {"y": func() {}}, {"z": func() (int, int) { return 1, 2 }}, {"w": func() (int, error, int) { return 1, nil, 2 }}} {
		func() {
			defer func() { fmt.Println(recover()) }()
			template.New("f").Funcs(f)
		}()
	}
	fmt.Println(template.IsTrue(0))
	fmt.Println(template.HTMLEscapeString("a<b>&'\""), template.JSEscapeString("a'b\"<\n"), template.URLQueryEscaper("a b", 1), template.HTMLEscaper("<", 1))
	_, err := template.ParseFiles()
	fmt.Println(err)
	_, err = template.ParseGlob("/nonexistent/*.x")
	fmt.Println(err)
	_, err = template.ParseFiles("/nonexistent/x.tmpl")
	fmt.Println(err)
	rec := template.Must(template.New("r").Parse(`{{define "r"}}{{if gt . 0}}{{.}} {{template "r" (dec .)}}{{end}}{{end}}`[0:0] + `{{.}}`))
	rec.Execute(os.Stdout, []int{1})
	fmt.Println(rec.DefinedTemplates())
}
