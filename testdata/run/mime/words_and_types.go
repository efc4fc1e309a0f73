// run

// Media types, encoded words, quoted-printable text.
package main

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"strings"
)

func mimes() {
	for _, s := range []string{"text/html; charset=utf-8", `form-data; name="a b"; filename*=UTF-8''%e2%82%ac`, "text/plain; a=b; a=c", "text", "", "TEXT/Html;CHARSET=\"q\\\"x\"", "a/b; c", "a/b; c=", "attachment; filename=a b", "x/y;z*0=a;z*1=b", "text/html;", "a/b;;c=d", "/x", "a/", "a/b/c", "form-data; name=\"C:\\dir\\f\""} {
		t, p, err := mime.ParseMediaType(s)
		fmt.Printf("%q -> %q %v %v\n", s, t, p, err)
	}
	fmt.Println(mime.FormatMediaType("text/HTML", map[string]string{"charset": "utf-8", "A": `q"x`, "n": "é", "sp": "a b", "e": ""}))
	fmt.Println(mime.FormatMediaType("bad type", nil), mime.FormatMediaType("a/b", map[string]string{"b d": "x"}))
	for _, e := range []string{".html", ".HTML", ".js", ".json", ".png", ".css", ".nosuch", ".xml", ".svg", ".wasm", ".pdf", ".jpg", ".mjs"} {
		fmt.Println(e, mime.TypeByExtension(e))
	}
	fmt.Println(mime.QEncoding.Encode("utf-8", "¡Hola, señor!"), mime.BEncoding.Encode("UTF-8", "¡Hola, señor!"), mime.QEncoding.Encode("utf-8", "plain"), mime.QEncoding.Encode("iso-8859-1", strings.Repeat("é ", 60)))
	d := new(mime.WordDecoder)
	for _, s := range []string{"=?utf-8?q?=C2=A1Hola=2C_se=C3=B1or!?=", "=?UTF-8?B?w6k=?= =?UTF-8?B?w6k=?=", "=?iso-8859-1?q?=e9?= x", "=?x?y?z?=", "=?utf-8?b?!!?=", "a =?us-ascii?q?b?=c"} {
		x, err := d.DecodeHeader(s)
		fmt.Printf("%q %v\n", x, err)
		x, err = d.Decode(s)
		fmt.Printf("   %q %v\n", x, err)
	}
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	w.Write([]byte("These symbols will be escaped: = \t\r\ntrailing \nÄÖ" + strings.Repeat("long ", 30)))
	w.Close()
	fmt.Printf("%q\n", b.String())
	for _, s := range []string{b.String(), "a=\r\nb", "a=3", "a=3Xb", "a \r\n b\t\n", "x=\n", "=", "caf\xe9", "a=3d=3D"} {
		x, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
		fmt.Printf("%q %v\n", x, err)
	}
}

func main() {
	mimes()
}
