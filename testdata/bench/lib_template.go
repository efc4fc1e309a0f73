// text/template: ranges, conditions, pipelines, methods, nested templates.
package main

import (
	"fmt"
	"strings"
	"text/template"
)

type item struct {
	Name  string
	Price float64
	Count int
	Tags  []string
}

func (i item) Total() float64 { return i.Price * float64(i.Count) }

const page = `{{define "item"}}{{.Name | printf "%-12s"}} {{printf "%8.2f" .Total}}{{if gt .Count 5}} bulk{{else}} single{{end}}{{range $i, $t := .Tags}}{{if $i}}, {{end}}{{$t | upper}}{{end}}
{{end}}Title: {{.Title}}
{{range .Items}}{{template "item" .}}{{end}}{{with .Note}}Note: {{.}}{{end}}
{{len .Items}} items, {{index .Map "key"}}
`

func main() {
	t := template.Must(template.New("page").Funcs(template.FuncMap{"upper": strings.ToUpper}).Parse(page))
	var items []item
	for i := range 200 {
		items = append(items, item{fmt.Sprint("item", i), float64(i) * 1.25, i % 10, []string{"red", "green", "blue"}[:i%4]})
	}
	data := map[string]any{"Title": "Prices", "Items": items, "Note": "end", "Map": map[string]int{"key": 7}}
	total := 0
	for range 100 {
		var b strings.Builder
		if err := t.Execute(&b, data); err != nil {
			panic(err)
		}
		total += b.Len()
	}
	fmt.Println(total)
}
