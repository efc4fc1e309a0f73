// run

package main

import (
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
)

func main() {
	data := make([]byte, 20000)
	x := uint32(1)
	for i := range data {
		x = x*1664525 + 1013904223
		data[i] = byte(x >> 24)
	}
	hs := map[string]func() hash.Hash{
		"md5": md5.New, "sha1": sha1.New, "sha224": sha256.New224, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
		"sha512_224": sha512.New512_224, "sha512_256": sha512.New512_256,
		"sha3-224": func() hash.Hash { return sha3.New224() }, "sha3-256": func() hash.Hash { return sha3.New256() },
		"sha3-384": func() hash.Hash { return sha3.New384() }, "sha3-512": func() hash.Hash { return sha3.New512() },
		"adler":     func() hash.Hash { return adler32.New() },
		"ieee":      func() hash.Hash { return crc32.NewIEEE() },
		"cast":      func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) },
		"koop":      func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Koopman)) },
		"iso":       func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ISO)) },
		"ecma":      func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ECMA)) },
		"fnv32":     func() hash.Hash { return fnv.New32() },
		"fnv32a":    func() hash.Hash { return fnv.New32a() },
		"fnv64":     func() hash.Hash { return fnv.New64() },
		"fnv64a":    func() hash.Hash { return fnv.New64a() },
		"fnv128":    func() hash.Hash { return fnv.New128() },
		"fnv128a":   func() hash.Hash { return fnv.New128a() },
		"hmac-sha":  func() hash.Hash { return hmac.New(sha256.New, []byte("key")) },
		"hmac-long": func() hash.Hash { return hmac.New(md5.New, bytes.Repeat([]byte("key"), 100)) },
	}
	for _, name := range []string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512_224", "sha512_256", "sha3-224", "sha3-256", "sha3-384", "sha3-512", "adler", "ieee", "cast", "koop", "iso", "ecma", "fnv32", "fnv32a", "fnv64", "fnv64a", "fnv128", "fnv128a", "hmac-sha", "hmac-long"} {
		h := hs[name]()
		fmt.Println(name, h.Size(), h.BlockSize())
		fmt.Printf("%x\n", h.Sum(nil))
		for _, n := range []int{0, 3, 55, 56, 64, 111, 112, 128, 5000} {
			h.Reset()
			h.Write(data[:n])
			fmt.Printf("%d %x\n", n, h.Sum([]byte{1}))
			h.Write(data[n : n+77])
			fmt.Printf("%x\n", h.Sum(nil))
		}
		if m, ok := h.(encoding.BinaryMarshaler); ok {
			b, err := m.MarshalBinary()
			fmt.Println(hex.EncodeToString(b), err)
			h2 := hs[name]()
			u := h2.(encoding.BinaryUnmarshaler)
			fmt.Println(u.UnmarshalBinary(b[:len(b)-1]))
			fmt.Println(u.UnmarshalBinary(b[:3]))
			fmt.Println(u.UnmarshalBinary([]byte("xxxxxxxxxxxxxxxxxxxxxxxxxxx")))
			fmt.Println(u.UnmarshalBinary(b))
			h2.Write(data[:100])
			h.Write(data[:100])
			fmt.Println(bytes.Equal(h.Sum(nil), h2.Sum(nil)))
			a, err := h.(encoding.BinaryAppender).AppendBinary([]byte("pre"))
			fmt.Println(len(a), err)
		}
		if c, ok := h.(hash.Cloner); ok {
			c2, err := c.Clone()
			c2.Write([]byte("x"))
			fmt.Printf("%x %x %v\n", h.Sum(nil), c2.Sum(nil), err)
		}
	}
	fmt.Printf("%x\n%x\n%x\n%x\n%x\n%x\n", md5.Sum(data), sha1.Sum(data), sha256.Sum256(data), sha256.Sum224(data), sha512.Sum512(data), sha512.Sum384(data))
	fmt.Printf("%x\n%x\n", sha512.Sum512_224(data), sha512.Sum512_256(data))
	fmt.Printf("%x\n%x\n%x\n%x\n", sha3.Sum224(data), sha3.Sum256(data), sha3.Sum384(data), sha3.Sum512(data))
	fmt.Printf("%x\n%x\n", sha3.SumSHAKE128(data, 400), sha3.SumSHAKE256(data, 10))
	s := sha3.NewCSHAKE128([]byte("fn"), []byte("custom"))
	s.Write([]byte("hello"))
	out := make([]byte, 33)
	s.Read(out)
	fmt.Printf("%x\n", out)
	b, _ := s.MarshalBinary()
	fmt.Printf("%x\n", b)
	s.Reset()
	s.Write([]byte("hello"))
	s.Read(out)
	fmt.Printf("%x %d\n", out, s.BlockSize())
	func() {
		defer func() { fmt.Println(recover()) }()
		s.Write(nil)
	}()
	for h := crypto.Hash(0); h < 24; h++ {
		fmt.Println(h, h.Available())
		func() {
			defer func() { fmt.Println(recover()) }()
			fmt.Println(h.Size())
			x := h.New()
			x.Write([]byte("abc"))
			fmt.Printf("%x\n", x.Sum(nil))
		}()
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		crypto.RegisterHash(99, nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		x := md5.New()
		hmac.New(func() hash.Hash { return x }, nil)
	}()
	fmt.Println(hmac.Equal([]byte("a"), []byte("a")), hmac.Equal([]byte("a"), []byte("b")), hmac.Equal([]byte("a"), []byte("ab")))
	fmt.Println(crc32.ChecksumIEEE([]byte("hello")), crc32.Checksum([]byte("hello"), crc32.IEEETable), adler32.Checksum([]byte("Wikipedia")), crc64.Checksum([]byte("hello"), crc64.MakeTable(crc64.ISO)))
	fmt.Println(crc32.Checksum(data, crc32.MakeTable(0x12345678)), crc64.Checksum(data, crc64.MakeTable(0x123456789)), crc32.IEEETable[5])
	fmt.Println(crc32.Update(5, crc32.MakeTable(crc32.Castagnoli), data))
}
