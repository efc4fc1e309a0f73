package main

import (
	"bytes"
	"encoding/json"
	"encoding/json/jsontext"
	jsonv2 "encoding/json/v2"
	"encoding/xml"
	"fmt"
	"html"
	htmltemplate "html/template"
	"io"
	"log"
	"regexp"
	"strings"
	"text/tabwriter"
	"text/template"
)

type point struct{ X, Y int }

func (p *point) String() string { return "point" }

type account struct {
	ID      int               `json:"id"`
	Name    string            `json:"name"`
	Email   string            `json:"email,omitempty"`
	Balance float64           `json:"balance"`
	Active  bool              `json:"active"`
	Tags    []string          `json:"tags"`
	Meta    map[string]string `json:"meta"`
	Parent  *account          `json:"parent,omitempty"`
}

type node struct {
	Name     string
	Value    int
	Children []*node
}

func tree(depth int) *node {
	n := &node{Name: keys[depth&7], Value: depth * 11}
	if depth > 0 {
		n.Children = []*node{tree(depth - 1), tree(depth - 1)}
	}
	return n
}

func sprintf(name, format string, args ...any) {
	add("fmt.Sprintf/"+name, func(n int) {
		for range n {
			sinkStr = fmt.Sprintf(format, args...)
		}
	})
}

func init() {
	add("fmt.Sprintf/one-int", func(n int) {
		for i := range n {
			sinkStr = fmt.Sprintf("%d", i)
		}
	})
	add("fmt.Sprintf/int-string", func(n int) {
		for i := range n {
			sinkStr = fmt.Sprintf("%d: %s", i, keys[i&7])
		}
	})
	sprintf("s", "%s", "hello")
	sprintf("v-string", "%v", "hello")
	sprintf("no-verbs", "nothing to see here")
	sprintf("padded", "%-10s|%5d|%05d|%8.3f", "abc", 42, 42, 3.14159)
	sprintf("q", "%q", short)
	sprintf("x", "%x %X %#x %o %b", 255, 255, 255, 8, 5)
	sprintf("x-string", "%x", short)
	sprintf("f", "%f", 3.25)
	sprintf("g", "%g", 2.5e-7)
	sprintf("6.2f", "%6.2f", 1234.5678)
	sprintf("t-c-U", "%t %c %U", true, 'x', '⌘')
	sprintf("T", "%T", point{})
	sprintf("p", "%p", &point{})
	sprintf("v-struct", "%v", point{1, 2})
	sprintf("+v-struct", "%+v", account{ID: 1, Name: "n", Tags: []string{"a"}})
	sprintf("#v-struct", "%#v", point{1, 2})
	sprintf("v-ints", "%v", []int{1, 2, 3, 4, 5})
	sprintf("v-strings", "%v", pieces)
	sprintf("v-map", "%v", map[string]int{"a": 1, "b": 2, "c": 3})
	sprintf("v-nested", "%v", [][]int{{1, 2}, {3, 4}})
	sprintf("v-bytes", "%v", []byte("abc"))
	sprintf("Stringer", "%v", &point{1, 2})
	sprintf("error", "%v", io.ErrUnexpectedEOF)
	sprintf("five", "%s %d %v %t %.2f", "a", 1, "b", true, 2.5)
	sprintf("star", "%*d %[1]d", 5, 42)
	sprintf("percent", "%d%%", 50)
	add("fmt.Sprint", func(n int) {
		for i := range n {
			sinkStr = fmt.Sprint("a", i, "b")
		}
	})
	add("fmt.Sprintln", func(n int) {
		for i := range n {
			sinkStr = fmt.Sprintln("value", i, true)
		}
	})
	add("fmt.Fprintf/discard", func(n int) {
		for i := range n {
			fmt.Fprintf(io.Discard, "%s=%d\n", "key", i)
		}
	})
	add("fmt.Fprintf/buffer", func(n int) {
		var b bytes.Buffer
		for i := range n {
			if b.Len() > 4000 {
				b.Reset()
			}
			fmt.Fprintf(&b, "%s=%d\n", "key", i)
		}
		sinkInt += b.Len()
	})
	add("fmt.Fprintln/builder", func(n int) {
		var b strings.Builder
		for i := range n {
			if b.Len() > 4000 {
				b.Reset()
			}
			fmt.Fprintln(&b, i, "x")
		}
		sinkInt += b.Len()
	})
	add("fmt.Appendf", func(n int) {
		buf := make([]byte, 0, 64)
		for i := range n {
			sinkInt += len(fmt.Appendf(buf, "%d-%d", i, i))
		}
	})
	add("fmt.Errorf", func(n int) {
		for i := range n {
			sinkErr = fmt.Errorf("step %d: %w", i, io.EOF)
		}
	})
	add("fmt.Sscanf", func(n int) {
		for range n {
			var a int
			var s string
			fmt.Sscanf("12 abc", "%d %s", &a, &s)
			sinkInt += a
		}
	})
	add("fmt.Sscan", func(n int) {
		for range n {
			var a, b int
			fmt.Sscan("12 34", &a, &b)
			sinkInt += a + b
		}
	})
	add("fmt.Fscan", func(n int) {
		r := strings.NewReader("")
		for range n {
			if r.Len() == 0 {
				r.Reset(strings.Repeat("17 ", 500))
			}
			var a int
			fmt.Fscan(r, &a)
			sinkInt += a
		}
	})
	add("log.Printf", func(n int) {
		l := log.New(io.Discard, "app: ", log.LstdFlags)
		w := log.New(&bytes.Buffer{}, "", 0)
		for i := range n {
			l.Printf("%d", i)
			if i&255 == 0 {
				w.Printf("%d", i)
			}
		}
	})

	acc := account{ID: 7, Name: "Ada Lovelace", Email: "ada@example.com", Balance: 1234.5, Active: true,
		Tags: pieces[:3], Meta: map[string]string{"role": "admin", "team": "core"}, Parent: &account{ID: 1}}
	accJSON, _ := json.Marshal(acc)
	root := tree(5)
	treeJSON, _ := json.Marshal(root)
	accounts := make([]account, 200)
	for i := range accounts {
		accounts[i] = acc
	}
	bigJSON, _ := json.Marshal(accounts)
	indented, _ := json.MarshalIndent(accounts[:5], "", "  ")
	add("json.Marshal/point", func(n int) {
		for i := range n {
			sinkBytes, _ = json.Marshal(struct{ X, Y int }{i, i})
		}
	})
	add("json.Marshal/struct", func(n int) {
		for range n {
			sinkBytes, _ = json.Marshal(acc)
		}
	})
	add("json.Marshal/tree", func(n int) {
		for range n {
			sinkBytes, _ = json.Marshal(root)
		}
	})
	add("json.Marshal/map", func(n int) {
		m := map[string]any{"a": 1, "b": "two", "c": []any{1.5, true, nil}}
		for range n {
			sinkBytes, _ = json.Marshal(m)
		}
	})
	add("json.Marshal/large", func(n int) {
		for range n {
			sinkBytes, _ = json.Marshal(accounts)
		}
	})
	add("json.Marshal/ints", func(n int) {
		v := numbers(100)
		for range n {
			sinkBytes, _ = json.Marshal(v)
		}
	})
	add("json.Marshal/string", func(n int) {
		for range n {
			sinkBytes, _ = json.Marshal(short)
		}
	})
	add("json.MarshalIndent", func(n int) {
		for range n {
			sinkBytes, _ = json.MarshalIndent(acc, "", "  ")
		}
	})
	add("json.Unmarshal/point", func(n int) {
		data := []byte(`{"X":12,"Y":34}`)
		for range n {
			var v struct{ X, Y int }
			json.Unmarshal(data, &v)
			sinkInt += v.X
		}
	})
	add("json.Unmarshal/struct", func(n int) {
		for range n {
			var v account
			json.Unmarshal(accJSON, &v)
			sinkInt += v.ID
		}
	})
	add("json.Unmarshal/tree", func(n int) {
		for range n {
			var v node
			json.Unmarshal(treeJSON, &v)
			sinkInt += v.Value
		}
	})
	add("json.Unmarshal/any", func(n int) {
		for range n {
			var v any
			json.Unmarshal(accJSON, &v)
			sinkAny = v
		}
	})
	add("json.Unmarshal/large", func(n int) {
		for range n {
			var v []account
			json.Unmarshal(bigJSON, &v)
			sinkInt += len(v)
		}
	})
	add("json.Unmarshal/large-any", func(n int) {
		for range n {
			var v any
			json.Unmarshal(bigJSON, &v)
			sinkAny = v
		}
	})
	add("json.Valid", func(n int) {
		for range n {
			sinkBool = json.Valid(accJSON)
		}
	})
	add("json.Indent", func(n int) {
		for range n {
			var b bytes.Buffer
			json.Indent(&b, accJSON, "", "\t")
			sinkInt += b.Len()
		}
	})
	add("json.Compact", func(n int) {
		for range n {
			var b bytes.Buffer
			json.Compact(&b, indented)
			sinkInt += b.Len()
		}
	})
	add("json.Encoder", func(n int) {
		e := json.NewEncoder(io.Discard)
		for range n {
			e.Encode(acc)
		}
	})
	add("json.Decoder/values", func(n int) {
		text := strings.Repeat(string(accJSON)+"\n", 50)
		for i := 0; i < n; {
			d := json.NewDecoder(strings.NewReader(text))
			for ; i < n; i++ {
				var v account
				if d.Decode(&v) != nil {
					break
				}
				sinkInt += v.ID
			}
		}
	})
	add("json.Decoder/tokens", func(n int) {
		for i := 0; i < n; {
			d := json.NewDecoder(bytes.NewReader(bigJSON))
			for ; i < n; i++ {
				if _, err := d.Token(); err != nil {
					break
				}
			}
		}
	})
	add("jsonv2.Marshal/struct", func(n int) {
		for range n {
			sinkBytes, _ = jsonv2.Marshal(acc)
		}
	})
	add("jsonv2.Marshal/tree", func(n int) {
		for range n {
			sinkBytes, _ = jsonv2.Marshal(root)
		}
	})
	add("jsonv2.Marshal/large", func(n int) {
		for range n {
			sinkBytes, _ = jsonv2.Marshal(accounts)
		}
	})
	add("jsonv2.Unmarshal/struct", func(n int) {
		for range n {
			var v account
			jsonv2.Unmarshal(accJSON, &v)
			sinkInt += v.ID
		}
	})
	add("jsonv2.Unmarshal/any", func(n int) {
		for range n {
			var v any
			jsonv2.Unmarshal(accJSON, &v)
			sinkAny = v
		}
	})
	add("jsonv2.Unmarshal/large", func(n int) {
		for range n {
			var v []account
			jsonv2.Unmarshal(bigJSON, &v)
			sinkInt += len(v)
		}
	})
	add("jsontext.Decoder/tokens", func(n int) {
		for i := 0; i < n; {
			d := jsontext.NewDecoder(bytes.NewReader(bigJSON))
			for ; i < n; i++ {
				if _, err := d.ReadToken(); err != nil {
					break
				}
			}
		}
	})

	word := regexp.MustCompile(`\b[a-z]+o[a-z]*\b`)
	email := regexp.MustCompile(`([\w.]+)@([\w.]+)\.com`)
	date := regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
	mails := strings.Repeat("contact ada@example.com or bob.smith@mail.example.com today; ", 50)
	add("regexp.MatchString/anchored", func(n int) {
		for range n {
			if date.MatchString("2024-02-29") {
				sinkInt++
			}
		}
	})
	add("regexp.MatchString/miss", func(n int) {
		for range n {
			if email.MatchString(line) {
				sinkInt++
			}
		}
	})
	add("regexp.MatchString/literal", func(n int) {
		lit := regexp.MustCompile("lazy")
		for range n {
			if lit.MatchString(line) {
				sinkInt++
			}
		}
	})
	add("regexp.FindString", func(n int) {
		for range n {
			sinkInt += len(word.FindString(line))
		}
	})
	add("regexp.FindStringSubmatch", func(n int) {
		for range n {
			sinkInt += len(date.FindStringSubmatch("2024-02-29"))
		}
	})
	add("regexp.FindStringIndex", func(n int) {
		for range n {
			sinkInt += email.FindStringIndex(mails)[0]
		}
	})
	add("regexp.FindAllString", func(n int) {
		for range n {
			sinkInt += len(word.FindAllString(line, -1))
		}
	})
	add("regexp.FindAllString/large", func(n int) {
		for range n {
			sinkInt += len(email.FindAllString(mails, -1))
		}
	})
	add("regexp.FindAllStringSubmatch", func(n int) {
		for range n {
			sinkInt += len(email.FindAllStringSubmatch(mails, -1))
		}
	})
	add("regexp.ReplaceAllString", func(n int) {
		for range n {
			sinkStr = email.ReplaceAllString(mails, "$2/$1")
		}
	})
	add("regexp.ReplaceAllString/short", func(n int) {
		for range n {
			sinkStr = word.ReplaceAllString(line, "<$0>")
		}
	})
	add("regexp.ReplaceAllStringFunc", func(n int) {
		for range n {
			sinkStr = word.ReplaceAllStringFunc(line, strings.ToUpper)
		}
	})
	add("regexp.ReplaceAllStringFunc/large", func(n int) {
		for range n {
			sinkStr = email.ReplaceAllStringFunc(mails, func(s string) string { return "<" + s + ">" })
		}
	})
	add("regexp.Split", func(n int) {
		sep := regexp.MustCompile(`[,;\s]+`)
		for range n {
			sinkInt += len(sep.Split(line, -1))
		}
	})
	add("regexp.Compile", func(n int) {
		for range n {
			r, _ := regexp.Compile(`^(\w+)\s*=\s*"([^"]*)"$`)
			sinkInt += r.NumSubexp()
		}
	})
	add("regexp.Match/bytes", func(n int) {
		b := []byte("2024-02-29")
		for range n {
			if date.Match(b) {
				sinkInt++
			}
		}
	})

	page := template.Must(template.New("page").Funcs(template.FuncMap{"upper": strings.ToUpper}).Parse(
		`<h1>{{.Title | upper}}</h1>{{range $i, $p := .People}}<li>{{$i}}: {{.Name}} ({{.Age}}){{if gt .Age 50}} senior{{else}} junior{{end}}</li>{{end}}{{with .Missing}}{{.}}{{end}}{{printf "%d" (len .People)}}`))
	type view struct {
		Title   string
		People  []person
		Missing string
	}
	data := view{Title: "people"}
	for i := range 30 {
		data.People = append(data.People, person{Name: keys[i&7], Age: i * 3})
	}
	add("template.Execute/range", func(n int) {
		for range n {
			page.Execute(io.Discard, data)
		}
	})
	hello := template.Must(template.New("hello").Parse("Hello, {{.Name}}! You are {{.Age}}.\n"))
	add("template.Execute/fields", func(n int) {
		p := person{Name: "Ada", Age: 36}
		for range n {
			hello.Execute(io.Discard, p)
		}
	})
	add("template.Execute/map", func(n int) {
		m := map[string]any{"Name": "Ada", "Age": 36}
		for range n {
			hello.Execute(io.Discard, m)
		}
	})
	add("template.Parse", func(n int) {
		for range n {
			t, _ := template.New("x").Parse("{{range .Items}}<li>{{.Name | printf \"%s\"}}</li>{{else}}none{{end}}")
			sinkStr = t.Name()
		}
	})
	hpage := htmltemplate.Must(htmltemplate.New("page").Parse(
		`<h1>{{.Title}}</h1>{{range .People}}<li title="{{.Name}}">{{.Name}} <a href="/p?n={{.Name}}">{{.Age}}</a></li>{{end}}`))
	add("html/template.Execute", func(n int) {
		for range n {
			hpage.Execute(io.Discard, data)
		}
	})
	add("html.EscapeString", func(n int) {
		for range n {
			sinkStr = html.EscapeString("<a href=\"x\">Tom & Jerry</a>")
		}
	})
	add("tabwriter", func(n int) {
		for range n {
			w := tabwriter.NewWriter(io.Discard, 0, 8, 1, ' ', 0)
			for range 10 {
				fmt.Fprintln(w, "a\tbbb\tcccccc\td")
			}
			w.Flush()
		}
	})
	type item struct {
		XMLName xml.Name `xml:"item"`
		ID      int      `xml:"id,attr"`
		Name    string   `xml:"name"`
		Tags    []string `xml:"tags>tag"`
	}
	it := item{ID: 3, Name: "thing", Tags: pieces[:3]}
	itXML, _ := xml.Marshal(it)
	add("xml.Marshal", func(n int) {
		for range n {
			sinkBytes, _ = xml.Marshal(it)
		}
	})
	add("xml.Unmarshal", func(n int) {
		for range n {
			var v item
			xml.Unmarshal(itXML, &v)
			sinkInt += v.ID
		}
	})
}
