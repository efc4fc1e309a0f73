// run

// Ed25519 in its three variants, buffers that overlap, short RSA keys, readers that crypto functions do not look at.
package main

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
	"hash"
	"os"
	"strings"
)

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panic:", r)
		}
	}()
	f()
	fmt.Println(name, "done")
}

type failing struct{ calls int }

func (r *failing) Read([]byte) (int, error) { r.calls++; return 0, errors.New("bad reader") }

type only struct{ hash.Hash }

func variants() {
	key := ed25519.NewKeyFromSeed([]byte("0123456789abcdef0123456789abcdef"))
	pub := key.Public().(ed25519.PublicKey)
	msg := []byte("a message")
	sum := sha512.Sum512(msg)
	for _, o := range []*ed25519.Options{
		{}, {Context: "ctx"}, {Hash: crypto.SHA512}, {Hash: crypto.SHA512, Context: "ctx"}, {Hash: crypto.SHA256},
		{Context: strings.Repeat("x", 256)}, {Hash: crypto.SHA512, Context: strings.Repeat("x", 255)},
	} {
		for _, m := range [][]byte{msg, sum[:]} {
			sig, err := key.Sign(nil, m, o)
			fmt.Printf("%d %.5q %x %v\n", o.Hash, o.Context, sig, err)
			if err == nil {
				fmt.Println(ed25519.VerifyWithOptions(pub, m, sig, o), ed25519.Verify(pub, m, sig))
				sig[3]++
				fmt.Println(ed25519.VerifyWithOptions(pub, m, sig, o))
				fmt.Println(ed25519.VerifyWithOptions(pub, m, sig[:60], o))
			}
		}
	}
}

func overlaps() {
	b := make([]byte, 200)
	block, _ := aes.NewCipher(b[:16])
	old, _ := des.NewCipher(b[:8])
	try("aes same", func() { block.Encrypt(b[:16], b[:16]) })
	try("aes", func() { block.Encrypt(b[1:17], b[:16]) })
	try("aes apart", func() { block.Decrypt(b[16:32], b[:16]) })
	try("des", func() { old.Decrypt(b[1:9], b[:8]) })
	iv := make([]byte, 16)
	try("cbc", func() { cipher.NewCBCEncrypter(block, iv).CryptBlocks(b[1:33], b[:32]) })
	try("cbc short", func() { cipher.NewCBCEncrypter(block, iv).CryptBlocks(b[:16], b[:32]) })
	try("ctr", func() { cipher.NewCTR(block, iv).XORKeyStream(b[1:33], b[:32]) })
	try("ctr des", func() { cipher.NewCTR(old, iv[:8]).XORKeyStream(b[1:33], b[:32]) })
	try("ofb", func() { cipher.NewOFB(block, iv).XORKeyStream(b[1:33], b[:32]) })
	try("cfb", func() { cipher.NewCFBDecrypter(block, iv).XORKeyStream(b[1:33], b[:32]) })
	stream, _ := rc4.NewCipher([]byte("key"))
	try("rc4", func() { stream.XORKeyStream(b[1:33], b[:32]) })
	try("rc4 same", func() { stream.XORKeyStream(b[:32], b[:32]) })
	gcm, _ := cipher.NewGCM(block)
	nonce := make([]byte, 12)
	try("seal in place", func() { fmt.Printf("%x\n", gcm.Seal(b[:0], nonce, b[:32], nil)[:4]) })
	try("seal", func() { gcm.Seal(b[:1], nonce, b[:32], nil) })
	try("seal data", func() { gcm.Seal(b[:0], nonce, b[100:110], b[5:9]) })
	try("open", func() { gcm.Open(b[:1], nonce, b[:48], nil) })
}

func main() {
	variants()
	overlaps()
	k, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	for _, h := range []crypto.SignerOpts{nil, crypto.Hash(0), crypto.SHA256, crypto.SHA512, crypto.SHA1, crypto.MD5} {
		for _, n := range []int{0, 20, 32} {
			_, err := k.Sign(rand.Reader, make([]byte, n), h)
			_, err2 := k.Sign(nil, make([]byte, n), h)
			fmt.Println(h, n, err, err2)
		}
	}
	r := &failing{}
	_, err := ecdsa.GenerateKey(elliptic.P256(), r)
	fmt.Println(err, r.calls)
	rk, err := rsa.GenerateKey(r, 1024)
	fmt.Println(err, r.calls)
	_, err = rsa.EncryptPKCS1v15(r, &rk.PublicKey, []byte("x"))
	fmt.Println(err, r.calls)
	_, err = rsa.EncryptOAEP(sha256.New(), r, &rk.PublicKey, []byte("x"), nil)
	fmt.Println(err, r.calls)
	_, err = rand.Prime(r, 64)
	fmt.Println(err, r.calls)
	_, _, err = ed25519.GenerateKey(r)
	fmt.Println(err, r.calls)
	os.Setenv("GODEBUG", "rsa1024min=0")
	for _, bits := range []int{1, 31, 32, 64, 512} {
		k, err := rsa.GenerateKey(rand.Reader, bits)
		fmt.Println(bits, k != nil && k.Validate() == nil && k.N.BitLen() == bits, err)
		_, err = rsa.GenerateMultiPrimeKey(rand.Reader, 5, bits)
		fmt.Println(bits, err)
	}
	os.Setenv("GODEBUG", "")
	_, err = rsa.GenerateKey(rand.Reader, 512)
	fmt.Println(err)
	try("mu", func() { crypto.RegisterHash(crypto.MLDSAMu, sha256.New) })
	fmt.Println(crypto.MLDSAMu, crypto.MLDSAMu.Available(), crypto.MLDSAMu.Size())
	_, err = hmac.New(func() hash.Hash { return only{sha256.New()} }, nil).(hash.Cloner).Clone()
	fmt.Println(err, errors.Is(err, errors.ErrUnsupported))
	fmt.Printf("%x\n", elliptic.Marshal(elliptic.P224(), k.X.Sub(k.X, k.X), k.Y.Sub(k.Y, k.Y)))
}
