// run

package main

import (
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"strings"
)

type chunks struct {
	parts []string
	err   error
	with  bool
}

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.parts) == 0 {
		return 0, c.err
	}
	n := copy(p, c.parts[0])
	c.parts[0] = c.parts[0][n:]
	if c.parts[0] == "" {
		c.parts = c.parts[1:]
		if len(c.parts) == 0 && c.with {
			return n, c.err
		}
	}
	return n, nil
}

func main() {
	r := rand.New(rand.NewSource(5))
	boom := errors.New("boom")
	for i := 0; i < 120; i++ {
		enc := base32.StdEncoding
		if i%3 == 0 {
			enc = enc.WithPadding(base32.NoPadding)
		}
		data := make([]byte, r.Intn(40))
		r.Read(data)
		text := enc.EncodeToString(data)
		switch r.Intn(4) {
		case 0:
			if len(text) > 0 {
				k := r.Intn(len(text))
				text = text[:k] + string("a=\n1"[r.Intn(4)]) + text[k:]
			}
		case 1:
			text += enc.EncodeToString([]byte("more"))
		}
		c := &chunks{err: io.EOF, with: r.Intn(2) == 0}
		if r.Intn(5) == 0 {
			c.err = boom
		}
		rest := text
		for rest != "" {
			k := 1 + r.Intn(len(rest))
			c.parts = append(c.parts, rest[:k])
			rest = rest[k:]
		}
		shown := strings.Join(c.parts, "|")
		d := base32.NewDecoder(enc, c)
		var out []byte
		size := 1 + r.Intn(20)
		steps := ""
		for j := 0; j < 100; j++ {
			buf := make([]byte, size)
			n, err := d.Read(buf)
			out = append(out, buf[:n]...)
			steps += fmt.Sprint(n, " ")
			if err != nil {
				fmt.Printf("%q %v %v %x %v %s\n", shown, c.with, c.err, out, err, steps)
				break
			}
		}
	}
}
