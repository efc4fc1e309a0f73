// run

package main

import (
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/md5"
	"crypto/mlkem"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"encoding"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
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
	msg := []byte("the quick brown fox")
	for i, h := range []func() hash.Hash{md5.New, sha1.New, sha256.New, sha256.New224, sha512.New, sha512.New384, sha512.New512_224, sha512.New512_256, func() hash.Hash { return sha3.New256() }, func() hash.Hash { return sha3.New512() }} {
		x := h()
		x.Write(msg[:5])
		st, err := x.(encoding.BinaryMarshaler).MarshalBinary()
		fmt.Println(i, x.Size(), x.BlockSize(), len(st), hex.EncodeToString(st[:8]), err)
		y := h()
		fmt.Println(y.(encoding.BinaryUnmarshaler).UnmarshalBinary(st))
		y.Write(msg[5:])
		fmt.Printf("%x\n", y.Sum([]byte{1}))
		fmt.Println(y.(encoding.BinaryUnmarshaler).UnmarshalBinary(st[:9]), y.(encoding.BinaryUnmarshaler).UnmarshalBinary(append([]byte("xxxx"), st[4:]...)), y.(encoding.BinaryUnmarshaler).UnmarshalBinary(nil))
		m := hmac.New(h, []byte("key"))
		m.Write(msg)
		fmt.Printf("%x %d %d\n", m.Sum(nil), m.Size(), m.BlockSize())
		k, err := hkdf.Key(h, msg, []byte("salt"), "info", 42)
		fmt.Printf("%x %v\n", k, err)
		_, err = hkdf.Key(h, msg, nil, "", 256*x.Size())
		fmt.Println(err)
		p, err := pbkdf2.Key(h, "pw", []byte("salt"), 3, 40)
		fmt.Printf("%x %v\n", p, err)
		if c, ok := x.(hash.Cloner); ok {
			c2, err := c.Clone()
			c2.Write(msg[5:])
			fmt.Printf("clone %x %v\n", c2.Sum(nil), err)
		}
	}
	for _, h := range []crypto.Hash{crypto.MD5, crypto.SHA256, crypto.SHA3_256, crypto.BLAKE2b_256, 99, 0} {
		try("hash", func() any { return fmt.Sprint(h, " ", h.Available(), " ", h.HashFunc() == h) })
		try("size", func() any { return h.Size() })
		try("new", func() any { return h.New().Size() })
	}
	// errors
	for _, n := range []int{0, 5, 16, 24, 32, 33} {
		try("aes", func() any { _, err := aes.NewCipher(make([]byte, n)); return err })
		try("des", func() any { _, err := des.NewCipher(make([]byte, n)); return err })
		try("3des", func() any { _, err := des.NewTripleDESCipher(make([]byte, n)); return err })
		try("rc4", func() any { _, err := rc4.NewCipher(make([]byte, n)); return err })
		try("ed", func() any { return len(ed25519.NewKeyFromSeed(make([]byte, n))) })
		try("edsign", func() any { return len(ed25519.Sign(make([]byte, n), msg)) })
		try("edver", func() any { return ed25519.Verify(make([]byte, n), msg, nil) })
		try("ecdh", func() any { _, err := ecdh.P256().NewPrivateKey(make([]byte, n)); return err })
		try("ecdhpub", func() any { _, err := ecdh.P256().NewPublicKey(make([]byte, n)); return err })
		try("x25519", func() any { _, err := ecdh.X25519().NewPrivateKey(make([]byte, n)); return err })
		try("mlkem", func() any { _, err := mlkem.NewDecapsulationKey768(make([]byte, n)); return err })
		try("mlkem2", func() any { _, err := mlkem.NewEncapsulationKey768(make([]byte, n)); return err })
	}
	try("rc4 1", func() any { _, err := rc4.NewCipher(make([]byte, 257)); return err })
	b, _ := aes.NewCipher(make([]byte, 16))
	try("short dst", func() any { b.Encrypt(make([]byte, 3), make([]byte, 16)); return nil })
	try("short src", func() any { b.Encrypt(make([]byte, 16), make([]byte, 3)); return nil })
	try("overlap", func() any { x := make([]byte, 20); b.Encrypt(x[1:], x[:16]); return nil })
	try("cbc", func() any {
		cipher.NewCBCEncrypter(b, make([]byte, 16)).CryptBlocks(make([]byte, 17), make([]byte, 17))
		return nil
	})
	try("cbc2", func() any {
		cipher.NewCBCEncrypter(b, make([]byte, 16)).CryptBlocks(make([]byte, 1), make([]byte, 16))
		return nil
	})
	try("cbc3", func() any { cipher.NewCBCEncrypter(b, make([]byte, 1)); return nil })
	try("ctr", func() any { cipher.NewCTR(b, make([]byte, 1)); return nil })
	try("ctr2", func() any {
		cipher.NewCTR(b, make([]byte, 16)).XORKeyStream(make([]byte, 1), make([]byte, 2))
		return nil
	})
	try("ofb", func() any { cipher.NewOFB(b, make([]byte, 1)); return nil })
	try("cfb", func() any { cipher.NewCFBEncrypter(b, make([]byte, 1)); return nil })
	g, _ := cipher.NewGCM(b)
	try("gcm nonce", func() any { return g.Seal(nil, make([]byte, 3), msg, nil) })
	try("gcm open nonce", func() any { _, err := g.Open(nil, make([]byte, 3), msg, nil); return err })
	try("gcm open", func() any { _, err := g.Open(nil, make([]byte, 12), msg, nil); return err })
	try("gcm open short", func() any { _, err := g.Open(nil, make([]byte, 12), msg[:3], nil); return err })
	try("gcm", func() any { return hex.EncodeToString(g.Seal([]byte{9}, make([]byte, 12), msg, []byte("ad"))) })
	try("gcm overlap", func() any { x := make([]byte, 60); return g.Seal(x[1:1], make([]byte, 12), x[:20], nil) })
	try("gcm0", func() any { _, err := cipher.NewGCMWithNonceSize(b, 0); return err })
	try("gcmt", func() any { _, err := cipher.NewGCMWithTagSize(b, 3); return err })
	d, _ := des.NewCipher(make([]byte, 8))
	try("gcmd", func() any { _, err := cipher.NewGCM(d); return err })
	try("aes err", func() any { return aes.KeySizeError(7) })
	// deterministic signatures
	priv := &ecdsa.PrivateKey{D: big.NewInt(12345678)}
	priv.Curve = elliptic.P256()
	priv.X, priv.Y = priv.Curve.ScalarBaseMult(priv.D.Bytes())
	sum := sha256.Sum256(msg)
	sig, err := priv.Sign(nil, sum[:], crypto.SHA256)
	fmt.Println(hex.EncodeToString(sig), err, ecdsa.VerifyASN1(&priv.PublicKey, sum[:], sig))
	sig[8] ^= 1
	fmt.Println(ecdsa.VerifyASN1(&priv.PublicKey, sum[:], sig), ecdsa.VerifyASN1(&priv.PublicKey, sum[:], nil))
	_, err = priv.Sign(nil, sum[:5], crypto.SHA256)
	fmt.Println(err)
	_, err = priv.ECDH()
	fmt.Println(err)
	bad := &ecdsa.PrivateKey{D: big.NewInt(0)}
	bad.Curve = elliptic.P256()
	bad.X, bad.Y = big.NewInt(1), big.NewInt(2)
	_, err = ecdsa.SignASN1(rand.Reader, bad, sum[:])
	fmt.Println(err)
	_, err = bad.PublicKey.ECDH()
	fmt.Println(err)
	_, err = ecdsa.ParseRawPrivateKey(elliptic.P256(), []byte{1})
	fmt.Println(err)
	_, err = ecdsa.ParseUncompressedPublicKey(elliptic.P256(), make([]byte, 65))
	fmt.Println(err)
	kb, err := priv.Bytes()
	fmt.Println(hex.EncodeToString(kb), err)
	ek := ed25519.NewKeyFromSeed(sum[:])
	es, err := ek.Sign(nil, msg, &ed25519.Options{Context: "ctx"})
	fmt.Println(hex.EncodeToString(es), err, ed25519.VerifyWithOptions(ek.Public().(ed25519.PublicKey), msg, es, &ed25519.Options{Context: "ctx"}), ed25519.VerifyWithOptions(ek.Public().(ed25519.PublicKey), msg, es, &ed25519.Options{}))
	_, err = ek.Sign(nil, msg, crypto.SHA256)
	fmt.Println(err)
	_, err = ek.Sign(nil, msg, crypto.SHA512)
	fmt.Println(err)
	ph := sha512.Sum512(msg)
	es, err = ek.Sign(nil, ph[:], crypto.SHA512)
	fmt.Println(hex.EncodeToString(es), err)
	// ECDH
	x, err := ecdh.X25519().NewPrivateKey(sum[:])
	y, _ := ecdh.X25519().NewPrivateKey(ph[:32])
	sh, err := x.ECDH(y.PublicKey())
	fmt.Println(hex.EncodeToString(sh), err, x.Equal(y), x.PublicKey().Equal(x.PublicKey()), x.Curve())
	p, _ := ecdh.P384().NewPrivateKey(ph[:48])
	_, err = x.ECDH(p.PublicKey())
	fmt.Println(err, p.Curve(), hex.EncodeToString(p.PublicKey().Bytes()))
	lo, _ := ecdh.X25519().NewPublicKey(make([]byte, 32))
	_, err = x.ECDH(lo)
	fmt.Println(err)
	// RSA
	P, _ := new(big.Int).SetString("f7e1fb2f1d6ae6d0c4a05a2ab4ed1c4fb59bd1cd9ff3bfa5ddd9af5a5e2a4f6f", 16)
	fmt.Println(P.ProbablyPrime(20))
	rk, err := rsa.GenerateKey(rand.Reader, 1024)
	fmt.Println(rk.N.BitLen(), rk.E, err, rk.Validate(), rk.Size())
	_, err = rsa.GenerateKey(rand.Reader, 512)
	fmt.Println(err)
	s1, err := rsa.SignPKCS1v15(nil, rk, crypto.SHA256, sum[:])
	s2, _ := rsa.SignPKCS1v15(rand.Reader, rk, crypto.SHA256, sum[:])
	fmt.Println(bytes.Equal(s1, s2), err, rsa.VerifyPKCS1v15(&rk.PublicKey, crypto.SHA256, sum[:], s1))
	s1[3] ^= 1
	fmt.Println(rsa.VerifyPKCS1v15(&rk.PublicKey, crypto.SHA256, sum[:], s1), rsa.VerifyPKCS1v15(&rk.PublicKey, crypto.SHA256, sum[:3], s2), rsa.VerifyPKCS1v15(&rk.PublicKey, crypto.SHA1, sum[:], s2))
	_, err = rsa.SignPKCS1v15(nil, rk, crypto.SHA256, sum[:4])
	fmt.Println(err)
	_, err = rsa.SignPKCS1v15(nil, rk, 0, sum[:4])
	fmt.Println(err)
	_, err = rsa.EncryptPKCS1v15(rand.Reader, &rk.PublicKey, make([]byte, 200))
	fmt.Println(err)
	_, err = rsa.EncryptOAEP(sha256.New(), rand.Reader, &rk.PublicKey, make([]byte, 200), nil)
	fmt.Println(err)
	_, err = rsa.EncryptOAEP(sha512.New(), rand.Reader, &rk.PublicKey, make([]byte, 2), nil)
	fmt.Println(err)
	ct, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, &rk.PublicKey, msg, []byte("l"))
	pt, err2 := rsa.DecryptOAEP(sha256.New(), nil, rk, ct, []byte("l"))
	fmt.Println(len(ct), err, string(pt), err2)
	_, err = rsa.DecryptOAEP(sha256.New(), nil, rk, ct, []byte("m"))
	fmt.Println(err)
	_, err = rsa.DecryptPKCS1v15(nil, rk, ct)
	fmt.Println(err)
	_, err = rsa.DecryptPKCS1v15(nil, rk, ct[:5])
	fmt.Println(err)
	ss, err := rsa.SignPSS(rand.Reader, rk, crypto.SHA256, sum[:], nil)
	fmt.Println(len(ss), err, rsa.VerifyPSS(&rk.PublicKey, crypto.SHA256, sum[:], ss, nil), rsa.VerifyPSS(&rk.PublicKey, crypto.SHA256, ph[:32], ss, nil), rsa.VerifyPSS(&rk.PublicKey, crypto.SHA256, sum[:], ss, &rsa.PSSOptions{SaltLength: 5}))
	_, err = rsa.SignPSS(rand.Reader, rk, crypto.SHA512, ph[:], &rsa.PSSOptions{SaltLength: 100})
	fmt.Println(err)
	small := &rsa.PublicKey{N: big.NewInt(35), E: 3}
	_, err = rsa.EncryptPKCS1v15(rand.Reader, small, msg)
	fmt.Println(err)
	_, err = rsa.EncryptPKCS1v15(rand.Reader, &rsa.PublicKey{N: rk.N, E: 2}, msg[:1])
	fmt.Println(err)
	_, err = rsa.EncryptPKCS1v15(rand.Reader, &rsa.PublicKey{E: 3}, msg[:1])
	fmt.Println(err)
	fmt.Println((&rsa.PrivateKey{}).Validate())
	fmt.Println(subtle.ConstantTimeCompare(msg, msg), subtle.ConstantTimeSelect(1, 2, 3))
	try("xor", func() any { return subtle.XORBytes(make([]byte, 1), msg, msg) })
	try("copy", func() any { subtle.ConstantTimeCopy(1, make([]byte, 1), msg); return nil })
	try("lesseq", func() any { return subtle.ConstantTimeLessOrEq(-3, 4) })
	try("rand.Int", func() any { _, err := rand.Int(rand.Reader, big.NewInt(0)); return err })
	try("rand.Prime", func() any { _, err := rand.Prime(rand.Reader, 1); return err })
	try("rand.Text", func() any { return len(rand.Text()) })
	try("rand.Int err", func() any { _, err := rand.Int(bytes.NewReader(nil), big.NewInt(100)); return err })
	sk := sha3.NewCSHAKE128([]byte("n"), []byte("s"))
	sk.Write(msg)
	io.CopyN(io.Discard, sk, 10)
	try("shake write", func() any { sk.Write(msg); return nil })
	dk, err := mlkem.NewDecapsulationKey768(ph[:])
	fmt.Println(err, len(dk.EncapsulationKey().Bytes()), hex.EncodeToString(dk.EncapsulationKey().Bytes()[:20]))
	sk1, ct1 := dk.EncapsulationKey().Encapsulate()
	sk2, err := dk.Decapsulate(ct1)
	fmt.Println(bytes.Equal(sk1, sk2), err, len(ct1))
	_, err = dk.Decapsulate(ct1[1:])
	fmt.Println(err)
}
