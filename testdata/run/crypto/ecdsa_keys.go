// run

package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	_ "crypto/sha256"
	"fmt"
	"math/big"
)

func main() {
	for _, c := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		k, _ := ecdsa.GenerateKey(c, rand.Reader)
		k2, _ := ecdsa.GenerateKey(c, rand.Reader)
		report := func(k *ecdsa.PrivateKey) {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("panic", r)
				}
			}()
			_, err := k.Bytes()
			fmt.Println(err)
			_, err = k.Sign(rand.Reader, make([]byte, 32), crypto.SHA256)
			fmt.Println(err)
			_, _, err = ecdsa.Sign(rand.Reader, k, make([]byte, 32))
			fmt.Println(err)
			_, err = k.PublicKey.Bytes()
			fmt.Println(err)
			_, err = k.ECDH()
			fmt.Println(err)
		}
		report(k)
		k3 := *k
		k3.PublicKey = k2.PublicKey
		report(&k3)
		k3 = *k
		k3.X = new(big.Int).Add(k.X, big.NewInt(1))
		report(&k3)
		k3 = *k
		k3.X = new(big.Int)
		k3.Y = new(big.Int)
		report(&k3)
		k3 = *k
		k3.D = new(big.Int)
		report(&k3)
		k3.D = c.Params().N
		report(&k3)
		k3.D = new(big.Int).Neg(k.D)
		report(&k3)
		k3 = *k
		k3.X = new(big.Int).Neg(k.X)
		report(&k3)
		k3.X = new(big.Int).Lsh(k.X, 100)
		report(&k3)
	}
}
