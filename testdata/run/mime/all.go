// run

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"mime"
	"mime/quotedprintable"
	"strings"
)

func main() {
	r := rand.New(rand.NewSource(9))
	gen := func(pieces []string, n int) string {
		var sb strings.Builder
		for j := r.Intn(n); j > 0; j-- {
			sb.WriteString(pieces[r.Intn(len(pieces))])
		}
		return sb.String()
	}
	mp := []string{"text", "/", "html", ";", ";", " ", "a", "=", "=", "b", "\"", "\\", "\"x y\"", "charset=utf-8", "; title*=us-ascii'en'This%20is", "; f*0=a; f*1=b", "; f*1*=%41", "; f*0*=utf-8''%e2%82%ac", "A", "*", "%", "é", "; a=b", "; a=c"}
	for i := 0; i < 150; i++ {
		s := gen(mp, 9)
		if r.Intn(2) == 0 {
			s = "text/plain" + s
		}
		t, p, err := mime.ParseMediaType(s)
		fmt.Printf("%q %q %v %v %v\n", s, t, p, err, errors.Is(err, mime.ErrInvalidMediaParameter))
	}
	for i := 0; i < 80; i++ {
		t := gen([]string{"Text", "/", "x", " ", "é", "a"}, 5)
		p := map[string]string{gen([]string{"a", "B", " ", "*"}, 4): gen(mp, 5), "name": gen([]string{"x", "é", " ", "\"", "\\", "\x01", "世", "'", "%", "*"}, 6)}
		fmt.Printf("%q %q\n", t, mime.FormatMediaType(t, p))
	}
	ep := []string{"a", "é", "世界", " ", "=", "?", "_", "long words here to fill", "\t", "\x01", "😀"}
	for i := 0; i < 60; i++ {
		s := gen(ep, 24)
		for _, e := range []mime.WordEncoder{mime.QEncoding, mime.BEncoding} {
			for _, cs := range []string{"utf-8", "UTF-8", "iso-8859-1"} {
				w := e.Encode(cs, s)
				d, err := new(mime.WordDecoder).DecodeHeader(w)
				fmt.Printf("%q %q %v\n", w, d, err)
			}
		}
	}
	dp := []string{"=?", "?=", "?", "utf-8", "UTF-8?q?", "iso-8859-1?Q?", "us-ascii?b?", "koi8?q?", "=E9", "=zz", "YWJj", " ", "x", "é", "=?utf-8?q?a_b?=", "=?utf-8?b?YWI=?=", "_"}
	for i := 0; i < 150; i++ {
		s := gen(dp, 9)
		d, err := new(mime.WordDecoder).DecodeHeader(s)
		w, err2 := new(mime.WordDecoder).Decode(s)
		fmt.Printf("%q %q %v %q %v\n", s, d, err, w, err2)
	}
	dec := &mime.WordDecoder{CharsetReader: func(cs string, in io.Reader) (io.Reader, error) {
		if cs == "x-up" {
			b, _ := io.ReadAll(in)
			return strings.NewReader(strings.ToUpper(string(b))), nil
		}
		return nil, errors.New("no " + cs)
	}}
	fmt.Println(dec.Decode("=?X-Up?q?abc?="))
	fmt.Println(dec.DecodeHeader("a =?X-none?q?abc?="))
	qp := []string{"a", "=", "=41", "=e9", "=\n", "=\r\n", "= \n", " ", "\t", "\n", "\r\n", "\r", "é", "\x00", "=zz", "text", strings.Repeat("long ", 20), "."}
	for i := 0; i < 150; i++ {
		s := gen(qp, 10)
		b, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
		fmt.Printf("%q %q %v\n", s, b, err)
		var out bytes.Buffer
		w := quotedprintable.NewWriter(&out)
		w.Binary = i%3 == 0
		k := r.Intn(len(s) + 1)
		io.WriteString(w, s[:k])
		n, err := io.WriteString(w, s[k:])
		fmt.Printf("%q %d %v %v\n", out.String(), n, err, w.Close())
		fmt.Printf("%q\n", out.String())
	}
	fmt.Println(mime.TypeByExtension(".html"), mime.TypeByExtension(".HTML"), mime.TypeByExtension("html"), mime.TypeByExtension(".nosuchext"), mime.TypeByExtension(""))
	fmt.Println(mime.AddExtensionType(".vole", "text/x-vole"), mime.TypeByExtension(".Vole"), mime.AddExtensionType("x", "a/b"), mime.AddExtensionType(".x", "a/"))
	fmt.Println(mime.ExtensionsByType("text/x-vole; a=b"))
	fmt.Println(mime.ExtensionsByType("text/"))
	fmt.Println(mime.ExtensionsByType("text/unknown"))
	for _, e := range []string{".css", ".js", ".json", ".png", ".jpg", ".svg", ".pdf", ".wasm", ".gif", ".webp"} {
		fmt.Println(e, mime.TypeByExtension(e))
	}
}
