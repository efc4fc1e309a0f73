// run

package main

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ed25519"
	_ "crypto/md5"
	"crypto/rsa"
	_ "crypto/sha1"
	"crypto/sha256"
	_ "crypto/sha512"
	"fmt"
	"math/big"
)

func try(name string, f func() any) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("%s: panic %T %v\n", name, e, e)
		}
	}()
	fmt.Printf("%s: %v\n", name, f())
}

func main() {
	for _, c := range []ecdh.Curve{ecdh.P256(), ecdh.P384(), ecdh.P521(), ecdh.X25519()} {
		for _, n := range []int{0, 5, 31, 32, 33, 48, 66} {
			for _, fill := range []byte{0, 1, 255} {
				k := make([]byte, n)
				for i := range k {
					k[i] = fill
				}
				_, err := c.NewPrivateKey(k)
				_, err2 := c.NewPublicKey(k)
				fmt.Println(c, n, fill, err, "|", err2)
			}
		}
	}
	k := ed25519.PrivateKey(make([]byte, 5))
	try("sign", func() any { _, err := k.Sign(nil, nil, crypto.Hash(0)); return err })
	try("public", func() any { return k.Public() })
	try("seed", func() any { return k.Seed() })
	try("verify", func() any { return ed25519.Verify(make([]byte, 5), nil, nil) })
	try("verifyopt", func() any { return ed25519.VerifyWithOptions(make([]byte, 5), nil, nil, &ed25519.Options{}) })
	try("seed", func() any { return ed25519.NewKeyFromSeed(make([]byte, 5)) })
	N, _ := new(big.Int).SetString("d0a8ba2dc3fbc6e7e9ff1b1b1f66d1c5c7a9cb6d0d1b8bb2d1d56c9e7d1c33e1d0a8ba2dc3fbc6e7e9ff1b1b1f66d1c5c7a9cb6d0d1b8bb2d1d56c9e7d1c33e1d0a8ba2dc3fbc6e7e9ff1b1b1f66d1c5c7a9cb6d0d1b8bb2d1d56c9e7d1c33e1d0a8ba2dc3fbc6e7e9ff1b1b1f66d1c5c7a9cb6d0d1b8bb2d1d56c9e7d1c33e1", 16)
	pub := &rsa.PublicKey{N: N, E: 65537}
	sum := sha256.Sum256(nil)
	for _, sig := range [][]byte{nil, make([]byte, 5), make([]byte, 128)} {
		for _, h := range []crypto.Hash{0, crypto.SHA256, crypto.SHA1, crypto.SHA512, crypto.MD5SHA1, crypto.RIPEMD160} {
			for _, d := range [][]byte{nil, sum[:5], sum[:]} {
				try(fmt.Sprint("v15 ", h, len(sig), len(d)), func() any { return rsa.VerifyPKCS1v15(pub, h, d, sig) })
				if h != 0 {
					try(fmt.Sprint("pss ", h, len(sig), len(d)), func() any { return rsa.VerifyPSS(pub, h, d, sig, nil) })
				}
			}
		}
	}
	_ = sha256.New
}
