// run

package main

import (
	"fmt"
	"os"
	"text/template"
)

type I interface{ Method0() string }
type T struct {
	NonEmptyInterfaceNil I
	PAI                  *[3]int
	AI                   [3]int
	NilA                 *[3]int
	PS *[]int
	PStr *string
	PPA **[3]int
	NPS *[]int
	Any any
	NilAny any
	Map                  map[string]int
}

func main() {
	str := "hello"; pai := &[3]int{7,8,9}
	t := T{PS: &[]int{1,2,3}, PStr: &str, PPA: &pai, Any: &[]string{"x","y"}, PAI: &[3]int{3, 4, 5}, AI: [3]int{1, 2, 3}}
	for _, s := range []string{`{{.NonEmptyInterfaceNil.Method0}}`, `{{slice .PAI}}`, `{{slice .PAI 1}}`, `{{slice .PAI 1 2}}`, `{{slice .NilA}}`, `{{slice .AI 1}}`, `{{index .PAI 1}}`, `{{slice .PAI 1 2 3}}`, `{{slice .PAI 9}}`, `{{len .PAI}}`, `{{.NoSuchFieldWithALongName}}`, `{{.PAI.NoSuchFieldWithALongName}}`, `{{printf "%d" .NoSuchFieldWithALongName .Other}}`, `{{template "nosuchtemplatewithlongname" .}}`, `{{index .Map "a" "b" "cccccccccccccccccccccccccccc"}}`, `{{range .NonEmptyInterfaceNil.Method0}}{{end}}`,"{{1 |\n\nindex .AI 77777777777777777777}}", `{{slice .Map}}`, `{{slice "abc" 1 2 3}}`, `{{slice 3}}`, `{{slice .PS 1}}`, `{{slice .PStr 1 3}}`, `{{slice .PPA 1}}`, `{{slice .NPS}}`, `{{slice .Any 1}}`, `{{slice .NilAny}}`, `{{slice nil}}`, `{{index .PPA 1}}`, `{{index .NilA 1}}`, `{{index .PStr 1}}`, `{{slice .Map 1 2 3 4}}`, `{{slice .PAI 1 2 3 4}}`, `{{slice .Nope 1 2 3 4}}`} {
		tm, err := template.New("t").Parse(s)
		if err != nil {
			fmt.Println(s, err)
			continue
		}
		fmt.Print(s, " -> ")
		err = tm.Execute(os.Stdout, &t)
		fmt.Println(" ", err)
	}
}
