// run

package main

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"fmt"
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
	for _, n := range []int{0, 5, 63, 65} {
		k := ed25519.PrivateKey(make([]byte, n))
		for _, o := range []crypto.SignerOpts{crypto.Hash(0), crypto.SHA512, crypto.SHA256, &ed25519.Options{Context: "c"}} {
			for _, m := range [][]byte{nil, make([]byte, 64)} {
				try(fmt.Sprint(n, o, len(m)), func() any { s, err := k.Sign(nil, m, o); return fmt.Sprint(len(s), err) })
			}
		}
		try("sign", func() any { return ed25519.Sign(k, nil) })
	}
	key, _ := rsa.GenerateKey(rand.Reader, 1024)
	sum := sha256.Sum256(nil)
	for _, h := range []crypto.Hash{crypto.SHA256, crypto.SHA1, crypto.RIPEMD160, crypto.MD5SHA1, crypto.BLAKE2b_512} {
		for _, n := range []int{0, 20, 32} {
			try(fmt.Sprint("pss", h, n), func() any { s, err := rsa.SignPSS(rand.Reader, key, h, sum[:n], nil); return fmt.Sprint(len(s), err) })
			try(fmt.Sprint("v15", h, n), func() any { s, err := rsa.SignPKCS1v15(rand.Reader, key, h, sum[:n]); return fmt.Sprint(len(s), err) })
			try(fmt.Sprint("method", h, n), func() any { s, err := key.Sign(rand.Reader, sum[:n], h); return fmt.Sprint(len(s), err) })
			try(fmt.Sprint("method pss", h, n), func() any {
				s, err := key.Sign(rand.Reader, sum[:n], &rsa.PSSOptions{Hash: h, SaltLength: 4})
				return fmt.Sprint(len(s), err)
			})
			try(fmt.Sprint("vpss", h, n), func() any { return rsa.VerifyPSS(&key.PublicKey, h, sum[:n], nil, nil) })
			try(fmt.Sprint("salt", h, n), func() any {
				return rsa.VerifyPSS(&key.PublicKey, h, sum[:n], make([]byte, 128*(n%3)), &rsa.PSSOptions{SaltLength: -7})
			})
			try(fmt.Sprint("ssalt", h, n), func() any {
				_, err := rsa.SignPSS(rand.Reader, key, h, sum[:n], &rsa.PSSOptions{SaltLength: -7})
				return err
			})
		}
	}
}
