// run

// Encoded words of nothing, and what may stand in a literal domain.

package main

import (
	"fmt"
	"net/mail"
)

func main() {
	e, a, b := "=?utf-8?q??=", "=?utf-8?q?a?=", "=?utf-8?q?b?="
	for _, s := range []string{a + " " + e + " " + b, a + " " + e + " c " + b, "c " + e + " " + a, e + " " + a + " " + b, a + " c " + e + " " + b, a + " " + b + " " + e, e + " " + e + " c", a + " \"\" " + b, e + " \"\"", "\"\" " + e, e + " (x) c", e, e + " " + e, "g " + e + ": a@b;", a + " (c) " + b, a + " (c", "w " + a + " (c) " + b, a + " w (c) " + b, a + " (c)", e + " \"q\" (c)"} {
		l, err := mail.ParseAddressList(s + " <x@y>")
		fmt.Printf("%q ", s)
		for _, a := range l {
			fmt.Printf("%q %q", a.Name, a.Address)
		}
		fmt.Println(err)
	}
	for _, s := range []string{"<a@[é]>", "<a@[1.2.3.4\x7f]>", "<a@[1 2]>", "<a@[1[2]>", "<a@[1\\2]>", "<a@[\xff]>", "<a@[::1]>", "<a@[IPv6:::1]>", "<a@[\u0080]>", "<a@[1.2 ", "<a@[é\xff", "<a@[", "<a@[]>", "<a@[1[", "<a@[x\\]>"} {
		fmt.Println(mail.ParseAddress(s))
	}
}
