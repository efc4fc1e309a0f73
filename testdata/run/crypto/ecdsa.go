// run

package main

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"math/big"
)

func main() {
	for _, c := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		p := c.Params()
		fmt.Println(p.Name, p.BitSize, p.P, p.N, p.B, p.Gx, p.Gy)
		x, y := c.ScalarBaseMult([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9})
		fmt.Println(x, y, c.IsOnCurve(x, y), c.IsOnCurve(y, x))
		x2, y2 := c.Double(x, y)
		x3, y3 := c.Add(x, y, x2, y2)
		x4, y4 := c.ScalarMult(x, y, []byte{3})
		fmt.Println(x3.Cmp(x4) == 0, y3.Cmp(y4) == 0, x3)
		b := elliptic.Marshal(c, x, y)
		cb := elliptic.MarshalCompressed(c, x, y)
		fmt.Printf("%x\n%x\n", b, cb)
		ux, uy := elliptic.Unmarshal(c, b)
		vx, vy := elliptic.UnmarshalCompressed(c, cb)
		fmt.Println(ux.Cmp(x), uy.Cmp(y), vx.Cmp(x), vy.Cmp(y))
		nx, _ := elliptic.Unmarshal(c, b[1:])
		fmt.Println(nx)
		d := new(big.Int).Sub(p.N, big.NewInt(12345))
		raw := d.FillBytes(make([]byte, (p.N.BitLen()+7)/8))
		priv, err := ecdsa.ParseRawPrivateKey(c, raw)
		fmt.Println(err, priv.X)
		h := sha512.Sum512([]byte("message"))
		sig, err := priv.Sign(nil, h[:], crypto.SHA512)
		fmt.Printf("%x %v\n", sig, err)
		fmt.Println(ecdsa.VerifyASN1(&priv.PublicKey, h[:], sig), ecdsa.VerifyASN1(&priv.PublicKey, h[1:], sig), ecdsa.VerifyASN1(&priv.PublicKey, h[:], sig[1:]))
		k, err := ecdsa.GenerateKey(c, rand.Reader)
		s2, err2 := ecdsa.SignASN1(rand.Reader, k, h[:32])
		r, s, err3 := ecdsa.Sign(rand.Reader, k, h[:20])
		fmt.Println(err, err2, err3, ecdsa.VerifyASN1(&k.PublicKey, h[:32], s2), ecdsa.Verify(&k.PublicKey, h[:20], r, s), ecdsa.Verify(&k.PublicKey, h[:20], s, r))
		fmt.Println(k.Equal(k), k.Equal(priv), k.PublicKey.Equal(k.Public()))
		pb, err := priv.PublicKey.Bytes()
		kb, err2 := priv.Bytes()
		fmt.Println(len(pb), bytes.Equal(kb, raw), err, err2)
		pk, err := ecdsa.ParseUncompressedPublicKey(c, pb)
		fmt.Println(pk.Equal(&priv.PublicKey), err)
	}
	h := sha256.Sum256([]byte("x"))
	_, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), h[:5])
	_, err2 := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), h[:5])
	fmt.Println(err, err2)
	n, err := rand.Int(bytes.NewReader([]byte{255, 1, 2, 3, 4, 5, 6}), big.NewInt(1000))
	fmt.Println(n, err)
	p, err := rand.Prime(rand.Reader, 128)
	fmt.Println(p.BitLen(), p.ProbablyPrime(10), err)
	_, err = rand.Prime(rand.Reader, 1)
	fmt.Println(err)
	func() {
		defer func() { fmt.Println(recover()) }()
		rand.Int(rand.Reader, new(big.Int))
	}()
}
