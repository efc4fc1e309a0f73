// run

// Headers, responses, dotted text.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/textproto"
	"strings"
)

func tp() {
	for _, s := range []string{"a: b\r\nC-d: e\r\n f\r\n\r\n", "a : b\r\n\r\n", "nocolon\r\n\r\n", " lead: x\r\n\r\n", "a: b", "x: \r\n\r\n", "é: x\r\n\r\n", "a: b\nc: d\n\n"} {
		h, err := textproto.NewReader(bufio.NewReader(strings.NewReader(s))).ReadMIMEHeader()
		fmt.Printf("%q %v %v\n", s, h, err)
	}
	for _, s := range []string{"content-type", "CONTENT-MD5", "a b", "x-é", "etag", "www-authenticate", "-a-b-"} {
		fmt.Println(textproto.CanonicalMIMEHeaderKey(s))
	}
	r := textproto.NewReader(bufio.NewReader(strings.NewReader("220-hi\r\n220-there\r\n220 end\r\n500 no\r\nabc\r\n25 x\r\nline1\r\n..dot\r\n.\r\nrest")))
	fmt.Println(r.ReadResponse(220))
	fmt.Println(r.ReadCodeLine(2))
	fmt.Println(r.ReadCodeLine(2))
	fmt.Println(r.ReadCodeLine(2))
	fmt.Println(r.ReadDotLines())
	fmt.Println(r.ReadLine())
	fmt.Println(textproto.TrimString(" \t x \n"))
	var b bytes.Buffer
	w := textproto.NewWriter(bufio.NewWriter(&b))
	w.PrintfLine("HELO %s", "x")
	d := w.DotWriter()
	io.WriteString(d, "a\n.b\r\nc")
	d.Close()
	fmt.Printf("%q\n", b.String())
}

func main() {
	tp()
}
