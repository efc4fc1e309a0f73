// run

// Values, tokens and pointers of package jsontext, and the functions that quote and format.
package main

import (
	"encoding/json/jsontext"
	"fmt"
	"math"
	"strings"
)

func caught(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	texts := []string{
		` {"b" : [ 1.0 , -0, 1E400, 12345678901234567890 ], "a":"\u0061\/\u2028<", "\ud83d\ude00":0, "ﬀ":1e-7, "":{} } `,
		`{"a":1,"a":2}`, "\"\xff\"", `[1,`, `1 2`, ``, `"\ud800"`, `[[],{},[{}]]`,
	}
	for _, in := range texts {
		v := jsontext.Value(in)
		fmt.Printf("%q %v %v\n", in, v.Kind(), v.IsValid())
		forms := map[string]func(*jsontext.Value) error{}
		names := []string{"format", "compact", "indent", "canonical", "ints", "html", "lines"}
		forms["format"] = func(v *jsontext.Value) error { return v.Format() }
		forms["compact"] = func(v *jsontext.Value) error { return v.Compact() }
		forms["indent"] = func(v *jsontext.Value) error { return v.Indent(jsontext.WithIndent("  ")) }
		forms["canonical"] = func(v *jsontext.Value) error { return v.Canonicalize() }
		forms["ints"] = func(v *jsontext.Value) error { return v.Canonicalize(jsontext.CanonicalizeRawInts(false)) }
		forms["html"] = func(v *jsontext.Value) error {
			return v.Format(jsontext.EscapeForHTML(true), jsontext.EscapeForJS(true), jsontext.AllowInvalidUTF8(true))
		}
		forms["lines"] = func(v *jsontext.Value) error {
			return v.Format(jsontext.Multiline(true), jsontext.SpaceAfterColon(false), jsontext.ReorderRawObjects(true))
		}
		for _, name := range names {
			w := v.Clone()
			err := forms[name](&w)
			fmt.Printf("  %s: %q %v\n", name, w, err)
		}
		b, err := jsontext.AppendFormat([]byte("> "), in, jsontext.PreserveRawStrings(true))
		fmt.Printf("  %q %v\n", b, err)
	}
	for _, s := range []string{"", "plain", "q\"\\\b\f\n\r\t\x00\x7f", "é\u2028😀", "bad\xff\xc0", `"in"`} {
		b, err := jsontext.AppendQuote(nil, s)
		fmt.Printf("%q %v\n", b, err)
		u, err := jsontext.AppendUnquote(nil, b)
		fmt.Printf("  %q %v\n", u, err)
	}
	for _, s := range []string{`"a\tb"`, `"a`, `a`, `"\q"`, `"\ud800x"`, `"\ud83d\ude00"`, `"x" `, "\"\xff\""} {
		u, err := jsontext.AppendUnquote([]byte("> "), s)
		fmt.Printf("%q %v\n", u, err)
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, 0.1, 1e20, 1e21, 1e-6, 1e-7, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		fmt.Print(string(jsontext.AppendFloat(nil, f, 64)), " ", string(jsontext.AppendFloat(nil, float64(float32(f)), 32)), "; ")
	}
	fmt.Println()
	tokens := []jsontext.Token{
		{}, jsontext.Null, jsontext.True, jsontext.BeginObject, jsontext.String("NaN"), jsontext.String("x"), jsontext.Int(-5),
		jsontext.Uint(math.MaxUint64), jsontext.Float(1.5), jsontext.Float(-1e300), jsontext.Float(math.Inf(-1)), jsontext.Float32(0.1),
	}
	for _, s := range []string{"-0", "1e2", "1e400", "9223372036854775808", "-1", `"Infinity"`} {
		t, _ := jsontext.NewDecoder(strings.NewReader(s)).ReadToken()
		tokens = append(tokens, t.Clone())
	}
	for _, t := range tokens {
		fmt.Printf("%v %q\n", t.Kind(), t.String())
		caught(func() { fmt.Println("  ", t.Bool()) })
		caught(func() { n, err := t.Int(); fmt.Println("  ", n, err) })
		caught(func() { n, err := t.Uint(); fmt.Println("  ", n, err) })
		caught(func() { n, err := t.Float(); fmt.Println("  ", n, err) })
		caught(func() { n, err := t.Float32(); fmt.Println("  ", n, err) })
	}
	caught(func() {
		d := jsontext.NewDecoder(strings.NewReader(`[1,2]`))
		d.ReadToken()
		t, _ := d.ReadToken()
		d.ReadToken()
		fmt.Println(t.String())
	})
	caught(func() { jsontext.WithIndent("x") })
	caught(func() { jsontext.NewDecoder(nil) })
	for _, p := range []jsontext.Pointer{"", "/", "/a", "a", "/~", "/~0~1", "/a/b", "//", "/a\xff"} {
		var tokens []string
		for t := range p.Tokens() {
			tokens = append(tokens, t)
		}
		fmt.Printf("%q %v %q %q %q %v %q\n", p, p.IsValid(), p.Parent(), p.LastToken(), tokens, p.Contains("/a/b"), p.AppendToken("x~/y"))
	}
	deep := strings.Repeat(`{"name":[`, 5001)
	_, err := jsontext.NewDecoder(strings.NewReader(deep)).ReadValue()
	fmt.Println(err)
	for _, k := range []jsontext.Kind{0, 'n', '"', '0', '{', 'x', 200} {
		fmt.Print(k, " ")
	}
	fmt.Println(jsontext.Value(nil), &jsontext.SyntacticError{ByteOffset: 3, JSONPointer: "/a"})
}
