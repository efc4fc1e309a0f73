// run

// Blocks with modes of their own are asked for them.
package main

import (
	"crypto/cipher"
	"fmt"
)

type rot struct{}

func (rot) BlockSize() int { return 16 }
func (rot) Encrypt(dst, src []byte) {
	for i := range 16 {
		dst[i] = src[i] + 1
	}
}
func (rot) Decrypt(dst, src []byte) {
	for i := range 16 {
		dst[i] = src[i] - 1
	}
}

type fancy struct{ rot }

type stream struct{ iv string }

func (s stream) XORKeyStream(dst, src []byte) { copy(dst, src) }

type mode struct {
	iv   string
	back bool
}

func (mode) BlockSize() int              { return 16 }
func (mode) CryptBlocks(dst, src []byte) { copy(dst, src) }

type aead struct{ cipher.AEAD }

func (fancy) NewCTR(iv []byte) cipher.Stream             { return stream{string(iv)} }
func (fancy) NewCBCEncrypter(iv []byte) cipher.BlockMode { return mode{string(iv), false} }
func (fancy) NewCBCDecrypter(iv []byte) cipher.BlockMode { return mode{string(iv), true} }
func (fancy) NewGCM(nonce, tag int) (cipher.AEAD, error) {
	return aead{}, fmt.Errorf("asked for %d and %d", nonce, tag)
}

func try(name string, f func() any) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	fmt.Printf("%s %T\n", name, f())
}

func main() {
	iv := []byte("0123456789abcdef")
	fmt.Println(cipher.NewCTR(fancy{}, iv), cipher.NewCTR(fancy{}, iv[:3]))
	fmt.Println(cipher.NewCBCEncrypter(fancy{}, iv), cipher.NewCBCDecrypter(fancy{}, iv))
	for _, f := range []func() (cipher.AEAD, error){
		func() (cipher.AEAD, error) { return cipher.NewGCM(fancy{}) },
		func() (cipher.AEAD, error) { return cipher.NewGCMWithNonceSize(fancy{}, 7) },
		func() (cipher.AEAD, error) { return cipher.NewGCMWithTagSize(fancy{}, 13) },
		func() (cipher.AEAD, error) { return cipher.NewGCMWithTagSize(fancy{}, 3) },
		func() (cipher.AEAD, error) { return cipher.NewGCMWithNonceSize(fancy{}, 0) },
	} {
		g, err := f()
		fmt.Printf("%T %v\n", g, err)
	}
	try("short iv", func() any { return cipher.NewCBCEncrypter(fancy{}, iv[:3]) })
	try("short iv", func() any { return cipher.NewCBCDecrypter(fancy{}, iv[:3]) })
	try("plain", func() any { return cipher.NewCTR(rot{}, iv[:3]) })
	out := make([]byte, 20)
	cipher.NewCTR(rot{}, iv).XORKeyStream(out, make([]byte, 20))
	fmt.Printf("%q\n", out)
	g, err := cipher.NewGCM(rot{})
	fmt.Println(g.NonceSize(), g.Overhead(), err)
}
