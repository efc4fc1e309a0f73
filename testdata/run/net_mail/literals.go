// run

package main

import (
	"fmt"
	"mime"
	"net/mail"
)

func main() {
	p := mail.AddressParser{}
	q := mail.AddressParser{WordDecoder: &mime.WordDecoder{}}
	for _, s := range []string{"<jdoe@[\xed\xa0\x80192.168.0.1]>", "<jdoe@[fd42::de:ad:be:ef]>", "<jdoe@[IPv6:fd42::1]>", "<a@[1.2.3.4]>", "<a@[1.2.3]>", "<a@[IPv6:1.2.3.4]>", "<a@[ipv6:::1]>", "<a@[]>", "<a@[x\x01]>", "<a@[1.2.3.4", "<a@[tag:xx]>", "<a@[ 1.2.3.4 ]>", "=?iso-8859-2?Q?Bogl=E1rka?= <u@g.com>", "=?utf-8?q?=C3=A9?= <u@g.com>", "=?us-ascii?q?a?= <u@g.com>"} {
		a, err := p.Parse(s)
		b, err2 := q.Parse(s)
		fmt.Printf("%q | %v %v | %v %v\n", s, a, err, b, err2)
	}
}
