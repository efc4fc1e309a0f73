// run

package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"fmt"
)

func main() {
	for _, c := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		n := (c.Params().BitSize + 7) / 8
		for _, b := range [][]byte{nil, {0}, {4}, make([]byte, n-1), make([]byte, n), bytes.Repeat([]byte{255}, n), make([]byte, n+1), append(make([]byte, n-1), 1)} {
			_, err := ecdsa.ParseRawPrivateKey(c, b)
			fmt.Println(len(b)-n, err)
			_, err = ecdsa.ParseUncompressedPublicKey(c, b)
			fmt.Println(len(b)-n, err)
		}
		b := append([]byte{4}, make([]byte, 2*n)...)
		_, err := ecdsa.ParseUncompressedPublicKey(c, b)
		fmt.Println(err)
		b = append([]byte{4}, bytes.Repeat([]byte{255}, 2*n)...)
		_, err = ecdsa.ParseUncompressedPublicKey(c, b)
		fmt.Println(err)
		b[0] = 5
		_, err = ecdsa.ParseUncompressedPublicKey(c, b)
		fmt.Println(err)
	}
	_, err := ecdsa.ParseRawPrivateKey(elliptic.P256().Params(), make([]byte, 32))
	fmt.Println(err)
}
