// run

// Texts of addresses and lists, messages and dates.
package main

import (
	"fmt"
	"net/mail"
	"strings"
)

func mails() {
	for _, s := range []string{"a@b.c", "A B <a@b.c>", `"A, B" <a@b.c>`, "=?utf-8?q?J=C3=B6rg?= <j@x.y>", "a@b, c@d", "", "a", "a@", "<a@b>", "A <a@b", "a b@c", `"a b"@c`, "(comment) a@b (x)", "a@[1.2.3.4]", "Group: a@b, c@d;", "ü@x.y", "A. B <a@b>", "a..b@c", ".a@b", "=?x?q?y?= <a@b>", "a@b c"} {
		a, err := mail.ParseAddress(s)
		fmt.Printf("%q -> %v %v\n", s, a, err)
		l, err := mail.ParseAddressList(s)
		fmt.Println("   ", l, err)
	}
	for _, a := range []mail.Address{{"Bob", "b@c"}, {"", "b@c"}, {"Jörg", "b@c"}, {`q"uo\te`, "b@c"}, {"x", `a b@c`}, {"x", "nope"}, {"x.y", "a@b"}, {strings.Repeat("é", 50), "a@b"}} {
		fmt.Println(a.String())
	}
	m, err := mail.ReadMessage(strings.NewReader("From: A <a@b>\r\nTo: c@d,\r\n e@f\r\nDate: Fri, 21 Nov 1997 09:55:06 -0600 (MDT)\r\nSubject: =?UTF-8?B?w6k=?=\r\n\r\nbody\r\n"))
	fmt.Println(err, m.Header)
	fmt.Println(m.Header.Date())
	fmt.Println(m.Header.AddressList("To"))
	fmt.Println(m.Header.AddressList("Cc"))
	for _, s := range []string{"Mon, 02 Jan 2006 15:04:05 MST", "2 Jan 06 15:04 +0000", "Mon, 2 Jan 2006 15:04:05 -0700 (x)", "x", "Thu, 20 Nov 1997 09:55:06 Z"} {
		fmt.Println(mail.ParseDate(s))
	}
	_, err = mail.ReadMessage(strings.NewReader("nope"))
	fmt.Println(err)
}

func main() {
	mails()
}
