// run

package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"errors"
	"fmt"
	"io"
	"strings"
)

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

type own struct{ b cipher.Block }

func (o own) BlockSize() int          { return o.b.BlockSize() }
func (o own) Encrypt(dst, src []byte) { o.b.Encrypt(dst, src) }
func (o own) Decrypt(dst, src []byte) { o.b.Decrypt(dst, src) }

func main() {
	data := make([]byte, 200)
	for i := range data {
		data[i] = byte(i*7 + 3)
	}
	mk := func(n int) cipher.Block {
		switch n {
		case 8:
			b, _ := des.NewCipher(data[:8])
			return b
		case 25:
			b, _ := des.NewTripleDESCipher(data[:24])
			return b
		}
		b, _ := aes.NewCipher(data[:n])
		return b
	}
	for _, n := range []int{8, 25, 16, 24, 32} {
		for _, b := range []cipher.Block{mk(n), own{mk(n)}} {
			size := b.BlockSize()
			out := make([]byte, size)
			b.Encrypt(out, data)
			fmt.Printf("%d %x\n", n, out)
			b.Decrypt(out, out)
			fmt.Println(bytes.Equal(out, data[:size]))
			iv := data[50 : 50+size]
			enc := cipher.NewCBCEncrypter(b, iv)
			ct := make([]byte, size*6)
			enc.CryptBlocks(ct[:size*2], data[:size*2])
			enc.CryptBlocks(ct[size*2:], data[size*2:size*6])
			fmt.Printf("cbc %x %d\n", ct, enc.BlockSize())
			dec := cipher.NewCBCDecrypter(b, iv)
			dec.CryptBlocks(ct, ct)
			fmt.Println(bytes.Equal(ct, data[:size*6]))
			for i, mode := range []func(cipher.Block, []byte) cipher.Stream{cipher.NewCTR, cipher.NewOFB, cipher.NewCFBEncrypter, cipher.NewCFBDecrypter} {
				s := mode(b, iv)
				buf := bytes.Clone(data)
				for _, cut := range []int{0, 3, 20, 21, 60, 61, 200} {
					_ = cut
				}
				s.XORKeyStream(buf[:3], buf[:3])
				s.XORKeyStream(buf[3:40], buf[3:40])
				s.XORKeyStream(buf[40:41], buf[40:41])
				s.XORKeyStream(buf[41:], buf[41:])
				fmt.Printf("%d %x\n", i, buf)
			}
			for _, mkg := range []func() (cipher.AEAD, error){
				func() (cipher.AEAD, error) { return cipher.NewGCM(b) },
				func() (cipher.AEAD, error) { return cipher.NewGCMWithNonceSize(b, 16) },
				func() (cipher.AEAD, error) { return cipher.NewGCMWithTagSize(b, 13) },
				func() (cipher.AEAD, error) { return cipher.NewGCMWithTagSize(b, 5) },
				func() (cipher.AEAD, error) { return cipher.NewGCMWithNonceSize(b, 0) },
			} {
				g, err := mkg()
				if err != nil {
					fmt.Println(err)
					continue
				}
				nonce := data[:g.NonceSize()]
				for _, l := range []int{0, 1, 16, 100} {
					ct := g.Seal([]byte("pre"), nonce, data[:l], data[100:100+l/2])
					fmt.Printf("%d %d %x\n", g.NonceSize(), g.Overhead(), ct)
					pt, err := g.Open(nil, nonce, ct[3:], data[100:100+l/2])
					fmt.Println(bytes.Equal(pt, data[:l]), err)
					ct[4] ^= 1
					pt, err = g.Open(nil, nonce, ct[3:], data[100:100+l/2])
					fmt.Println(pt, err)
				}
				_, err = g.Open(nil, nonce, nil, nil)
				fmt.Println(err)
				try(func() { g.Seal(nil, data[:3], nil, nil) })
				try(func() { g.Open(nil, data[:3], nil, nil) })
			}
			try(func() { b.Encrypt(out[:3], data) })
			try(func() { b.Encrypt(out, data[:3]) })
			try(func() { b.Decrypt(out, data[:3]) })
			try(func() { cipher.NewCBCEncrypter(b, nil) })
			try(func() { cipher.NewCBCDecrypter(b, nil) })
			try(func() { cipher.NewCTR(b, nil) })
			try(func() { cipher.NewOFB(b, nil) })
			try(func() { cipher.NewCFBEncrypter(b, nil) })
			try(func() { cipher.NewCFBDecrypter(b, nil) })
			try(func() { enc.CryptBlocks(ct, data[:3]) })
			try(func() { enc.CryptBlocks(ct[:1], data[:size]) })
			try(func() { cipher.NewCTR(b, iv).XORKeyStream(ct[:1], data[:size]) })
		}
		_, err := aes.NewCipher(data[:n+1])
		_, err2 := des.NewCipher(data[:n+1])
		_, err3 := rc4.NewCipher(nil)
		fmt.Println(err, err2, err3)
		var ks aes.KeySizeError
		fmt.Println(errors.As(err, &ks), int(ks))
	}
	rg, err := cipher.NewGCMWithRandomNonce(mk(16))
	ct := rg.Seal(nil, nil, []byte("hello"), nil)
	pt, err2 := rg.Open(nil, nil, ct, nil)
	fmt.Println(err, len(ct), rg.NonceSize(), rg.Overhead(), string(pt), err2)
	var sb bytes.Buffer
	sw := cipher.StreamWriter{S: cipher.NewCTR(mk(16), data[:16]), W: &sb}
	io.WriteString(sw, "stream me")
	fmt.Println(sw.Close())
	back, err := io.ReadAll(cipher.StreamReader{S: cipher.NewCTR(mk(16), data[:16]), R: &sb})
	fmt.Println(string(back), err)
	r, _ := rc4.NewCipher([]byte("Key"))
	out := make([]byte, 9)
	r.XORKeyStream(out, []byte("Plaintext"))
	fmt.Printf("%X\n", out)
	seed := sha256.Sum256([]byte("seed"))
	priv := ed25519.NewKeyFromSeed(seed[:])
	pub := priv.Public().(ed25519.PublicKey)
	sig := ed25519.Sign(priv, []byte("message"))
	fmt.Printf("%x\n%x\n%x\n", []byte(priv), []byte(pub), sig)
	fmt.Println(ed25519.Verify(pub, []byte("message"), sig), ed25519.Verify(pub, []byte("messagE"), sig), ed25519.Verify(pub, []byte("message"), sig[:63]), priv.Equal(priv), pub.Equal(pub), bytes.Equal(priv.Seed(), seed[:]))
	p2, k2, err := ed25519.GenerateKey(nil)
	fmt.Println(err, ed25519.Verify(p2, nil, ed25519.Sign(k2, nil)), len(p2), len(k2))
	_, _, err = ed25519.GenerateKey(strings.NewReader("short"))
	fmt.Println(err)
	try(func() { ed25519.NewKeyFromSeed(nil) })
	try(func() { ed25519.Sign(nil, nil) })
	try(func() { ed25519.Verify(nil, nil, nil) })
	s2, err := priv.Sign(nil, []byte("message"), &ed25519.Options{})
	fmt.Println(bytes.Equal(s2, sig), err, ed25519.VerifyWithOptions(pub, []byte("message"), sig, &ed25519.Options{}), ed25519.VerifyWithOptions(pub, []byte("m"), sig, &ed25519.Options{}))
	for _, n := range []int{1, 20, 100} {
		k, err := hkdf.Key(sha256.New, []byte("secret"), []byte("salt"), "info", n)
		fmt.Printf("%x %v\n", k, err)
		k, err = pbkdf2.Key(sha1.New, "password", []byte("salt"), 10, n)
		fmt.Printf("%x %v\n", k, err)
		k, err = pbkdf2.Key(sha512.New, "password", []byte("salt"), 1000, n)
		fmt.Printf("%x %v\n", k, err)
		k, err = pbkdf2.Key(sha3.New256, "password", []byte("salt"), 3, n)
		fmt.Printf("%x %v\n", k, err)
	}
	_, err = hkdf.Key(sha256.New, nil, nil, "", 255*32+1)
	fmt.Println(err)
	_, err = pbkdf2.Key(sha256.New, "", nil, 1, 0)
	fmt.Println(err)
}
