// run

// Package net/textproto: headers, answers, dotted texts.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/textproto"
	"sort"
	"strings"
)

func reader(s string) *textproto.Reader {
	return textproto.NewReader(bufio.NewReader(strings.NewReader(s)))
}

func main() {
	for _, k := range []string{"content-type", "CONTENT-TYPE", "x-y-Z", "etag", "a b", "é", "", "Already-Good", "under_score", "-a-", "a--b"} {
		fmt.Printf("%q ", textproto.CanonicalMIMEHeaderKey(k))
	}
	fmt.Println()
	h := textproto.MIMEHeader{}
	h.Add("accept", "a")
	h.Add("Accept", "b")
	h.Set("host", "x")
	fmt.Println(h, h.Get("ACCEPT"), h.Values("accept"), h.Get("none") == "", h.Values("none") == nil)
	h.Del("hOST")
	fmt.Println(h)
	for _, s := range []string{
		"Host: example.org\r\nAccept: a\r\naccept: b\r\n\r\nrest", "A: 1\n  continued\n\tagain\nB:   2  \n\n", "no colon\r\n\r\n", " leading: x\r\n\r\n", ": empty\r\n\r\n", "A: 1\r\n", "", "\r\n", "Sp ace: v\r\n\r\n", "Bad\x01: v\r\n\r\n", "V: a\x01b\r\n\r\n", "Long: " + strings.Repeat("x", 5000) + "\r\n\r\n", "A:\r\nB: \r\n\r\n", "é: 1\r\n\r\n", "A: é\r\n\r\n", "A : 1\r\n\r\n",
	} {
		r := reader(s)
		m, err := r.ReadMIMEHeader()
		var keys []string
		for k, v := range m {
			t := fmt.Sprintf("%q=%q", k, v)
			if len(t) > 100 {
				t = fmt.Sprint(t[:40], len(t))
			}
			keys = append(keys, t)
		}
		sort.Strings(keys)
		rest, _ := io.ReadAll(r.R)
		fmt.Println(keys, err, len(rest))
	}
	r := reader("line one\r\nline two\nthird\n more\n\tand more\nlast")
	fmt.Println(r.ReadLine())
	b, err := r.ReadLineBytes()
	fmt.Println(string(b), err)
	fmt.Println(r.ReadContinuedLine())
	fmt.Println(r.ReadContinuedLine())
	fmt.Println(r.ReadLine())
	for _, s := range []string{"220 ready\r\n", "220-a\r\n220-b\r\n220 c\r\n", "500 bad\r\n", "12\r\n", "abc def\r\n", "220-x\r\nodd\r\n220 y\r\n", "550-no\r\n550 way\r\n", "099 x\r\n"} {
		fmt.Println(reader(s).ReadCodeLine(220))
		fmt.Println(reader(s).ReadResponse(2))
		fmt.Println(reader(s).ReadResponse(25))
	}
	dots := "one\r\n..two\r\n\nthree\rx\r\n.\r\nafter\n"
	r = reader(dots)
	b, err = r.ReadDotBytes()
	fmt.Printf("%q %v\n", b, err)
	fmt.Println(r.ReadLine())
	lines, err := reader(dots).ReadDotLines()
	fmt.Printf("%q %v\n", lines, err)
	lines, err = reader("a\nb\n").ReadDotLines()
	fmt.Printf("%q %v\n", lines, err)
	r = reader(dots)
	r.DotReader()
	fmt.Println(r.ReadLine())
	var buf bytes.Buffer
	w := textproto.NewWriter(bufio.NewWriter(&buf))
	w.PrintfLine("HELO %s", "x")
	d := w.DotWriter()
	fmt.Fprint(d, "abc\n.def\n..g\r\nlast")
	d.Close()
	d = w.DotWriter()
	fmt.Fprint(d, "x\n")
	w.PrintfLine("QUIT")
	fmt.Printf("%q\n", buf.String())
	var p textproto.Pipeline
	a, c := p.Next(), p.Next()
	done := make(chan bool)
	go func() {
		p.StartRequest(c)
		fmt.Println("second")
		p.EndRequest(c)
		done <- true
	}()
	p.StartRequest(a)
	fmt.Println("first")
	p.EndRequest(a)
	<-done
	fmt.Printf("%q %q\n", textproto.TrimString(" \tx \r\n"), textproto.TrimBytes([]byte("  ")))
}
