// run

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

type slow struct{ r io.Reader }

func (s slow) Read(p []byte) (int, error) {
	if len(p) > 3 {
		p = p[:3]
	}
	return s.r.Read(p)
}

type P struct {
	Name string
	N    int
	Sub  map[string][]float64
}

func main() {
	text := strings.Repeat(`{"Name":"one","N":1,"Sub":{"a":[1.5,2]}} `+"\n"+` 12 "str" null [1,2,{"x":true}] `, 20)
	for _, r := range []io.Reader{strings.NewReader(text), slow{strings.NewReader(text)}} {
		dec := json.NewDecoder(r)
		for i := 0; ; i++ {
			var v any
			if i%5 == 0 {
				v = new(P)
			}
			err := dec.Decode(&v)
			if i < 12 || err != nil {
				fmt.Printf("%v %v %d %v\n", v, err, dec.InputOffset(), dec.More())
			}
			if err != nil {
				break
			}
		}
		dec = json.NewDecoder(slow{strings.NewReader(text)})
		n := 0
		for {
			_, err := dec.Token()
			if err != nil {
				fmt.Println(n, err, dec.InputOffset())
				break
			}
			n++
		}
	}
	dec := json.NewDecoder(strings.NewReader(`{"list":[{"Name":"a"},{"Name":"b"}],"tail":5}`))
	for i := 0; i < 3; i++ {
		t, err := dec.Token()
		fmt.Println(t, err)
	}
	for dec.More() {
		var p P
		fmt.Println(dec.Decode(&p), p.Name)
	}
	for {
		t, err := dec.Token()
		fmt.Println(t, err, dec.InputOffset())
		if err != nil {
			break
		}
	}
	dec = json.NewDecoder(strings.NewReader(`{"a":1}`))
	dec.Token()
	var s string
	fmt.Println(dec.Decode(&s), s)
	var n int
	fmt.Println(dec.Decode(&n), n)
	var sb strings.Builder
	enc := json.NewEncoder(&sb)
	for i := 0; i < 3; i++ {
		enc.Encode(map[string]int{"i": i})
	}
	enc.SetIndent(">", "--")
	enc.Encode(P{"<x>", 1, map[string][]float64{"k": {}}})
	enc.SetEscapeHTML(false)
	enc.Encode(P{"<x>", 1, nil})
	fmt.Print(sb.String())
	fmt.Println(json.NewEncoder(bad{}).Encode(1))
}

type bad struct{}

func (bad) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
