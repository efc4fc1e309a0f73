// run

// Encoders and decoders of package jsontext: tokens and values in turn, where they stand, and what they refuse.
package main

import (
	"bytes"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

func show(err error) string {
	var e *jsontext.SyntacticError
	if errors.As(err, &e) {
		return fmt.Sprintf("%v | at %d, %q, %v", err, e.ByteOffset, e.JSONPointer, errors.Is(err, io.ErrUnexpectedEOF))
	}
	return fmt.Sprint(err)
}

func read(in string, r io.Reader, opts ...jsontext.Options) {
	fmt.Printf("== %q\n", in)
	d := jsontext.NewDecoder(r, opts...)
	for {
		k := d.PeekKind()
		t, err := d.ReadToken()
		if err != nil {
			fmt.Println(" ", k, show(err), d.InputOffset())
			return
		}
		in, n := d.StackIndex(d.StackDepth())
		fmt.Printf("  %v %v %q at %d, depth %d (%v %d) %q\n", k, t.Kind(), t.String(), d.InputOffset(), d.StackDepth(), in, n, d.StackPointer())
	}
}

func main() {
	text := `{"a/b":[1,-2.5e3,"\u00e9\n",true,null,{}], "~":{"x":[[]]}} "next" 3`
	read(text, strings.NewReader(text))
	for _, in := range []string{
		``, ` `, `[1,]`, `[1 2]`, `[,]`, `{"a" 1}`, `{"a":1,}`, `{1:2}`, `{"a":}`, `{"a":]`, `[}`, `]`, `nulx`, `01`, `-`, `1.`, `[1`,
		`{"a"`, `{"a":`, `"abc`, `"\x"`, `"\ud800"`, "\"\x01\"", "\"\xff\"", `{"a":1,"\u0061":2}`, `{"a":[{"b":1,"b":2}]}`, `1,2`, "\u2028",
	} {
		read(in, iotest.OneByteReader(strings.NewReader(in)))
		d := jsontext.NewDecoder(strings.NewReader(in))
		v, err := d.ReadValue()
		fmt.Printf("  value %q %s\n", v, show(err))
	}
	read("twice", bytes.NewBufferString(`{"a":1,"a":2}`), jsontext.AllowDuplicateNames(true))
	read("broken", bytes.NewBufferString("\"a\xffb\\ud800\""), jsontext.AllowInvalidUTF8(true))
	read("failing", io.MultiReader(strings.NewReader("[1,"), iotest.ErrReader(errors.New("boom"))))

	d := jsontext.NewDecoder(strings.NewReader(`{"skip":[1,{"x":2}],"keep":"v"} tail`))
	d.ReadToken()
	for d.PeekKind() != jsontext.KindEndObject {
		name, _ := d.ReadToken()
		if name.String() == "skip" {
			fmt.Println("skipped", d.SkipValue(), d.StackPointer())
			continue
		}
		v, err := d.ReadValue()
		fmt.Println(string(v), err)
	}
	d.ReadToken()
	fmt.Printf("%q\n", d.UnreadBuffer())

	for _, opts := range [][]jsontext.Options{
		nil, {jsontext.Multiline(true)}, {jsontext.WithIndent("  "), jsontext.WithIndentPrefix("\t")},
		{jsontext.SpaceAfterComma(true), jsontext.SpaceAfterColon(true)}, {jsontext.EscapeForHTML(true), jsontext.EscapeForJS(true)},
	} {
		var b bytes.Buffer
		e := jsontext.NewEncoder(&b, opts...)
		for _, t := range []jsontext.Token{
			jsontext.BeginObject, jsontext.String("<n>"), jsontext.BeginArray, jsontext.Int(-1), jsontext.Uint(2), jsontext.Float(1e21),
			jsontext.Float32(0.1), jsontext.Bool(true), jsontext.Null, jsontext.String("a\u2028&\""), jsontext.EndArray, jsontext.String("e"),
			jsontext.BeginObject, jsontext.EndObject,
		} {
			if err := e.WriteToken(t); err != nil {
				fmt.Println(err)
			}
		}
		fmt.Println(e.OutputOffset(), e.StackPointer(), e.StackDepth())
		for _, t := range []jsontext.Token{jsontext.Null, jsontext.String("e"), jsontext.EndArray, jsontext.String("x\xff"), {}} {
			fmt.Println(" ", show(e.WriteToken(t)))
		}
		for _, v := range []string{`"<n>"`, `1 2`, `{"a":`} {
			fmt.Println(" ", show(e.WriteValue(jsontext.Value(v))))
		}
		fmt.Println(e.WriteToken(jsontext.String("raw")), e.WriteToken(jsontext.EndObject) != nil)
		fmt.Println(e.WriteValue(jsontext.Value(` [ 1.50 , "\u003c" , {"q" : [ ]} ] `)), e.WriteToken(jsontext.EndObject))
		fmt.Println(e.WriteValue(append(e.AvailableBuffer(), `"last"`...)))
		fmt.Print(b.String())
	}
}
