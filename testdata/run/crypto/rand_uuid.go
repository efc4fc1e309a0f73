// run

package main

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"hash/maphash"
	"strings"
	"unicode/utf16"
	"uuid"
)

type key struct {
	a int
	s string
	f float64
	i any
}

func main() {
	b := make([]byte, 32)
	n, err := rand.Read(b)
	c := make([]byte, 32)
	rand.Reader.Read(c)
	fmt.Println(n, err, string(b) != string(c), len(rand.Text()), rand.Text() != rand.Text())

	u := uuid.New()
	fmt.Println(len(u.String()), u.String()[14], u[8]>>6, uuid.Nil(), uuid.Max())
	for _, s := range []string{
		"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "{F81D4FAE-7dec-11d0-a765-00a0c91e6bf6}", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
		"f81d4fae7dec11d0a76500a0c91e6bf6", "", "x", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg", "f81d4fae-7dec-11d0+a765-00a0c91e6bf6",
		"URN:UUID:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "[f81d4fae-7dec-11d0-a765-00a0c91e6bf6]",
	} {
		u, err := uuid.Parse(s)
		fmt.Println(u, err)
	}
	last := uuid.NewV7()
	for range 2000 {
		next := uuid.NewV7()
		if last.Compare(next) >= 0 || next[6]>>4 != 7 || next[8]>>6 != 2 {
			fmt.Println("not increasing", last, next)
		}
		last = next
	}
	text, err := last.MarshalText()
	var back uuid.UUID
	fmt.Println(string(text) == last.String(), err, back.UnmarshalText(text), back == last, back.UnmarshalText([]byte("z")), back == last)
	a, err := uuid.Nil().AppendText([]byte("id="))
	fmt.Println(string(a), err)
	func() {
		defer func() { fmt.Println(recover()) }()
		uuid.MustParse("nope")
	}()

	x, y := []byte{1, 2, 3, 4}, []byte{255, 2, 0, 4}
	dst := make([]byte, 4)
	fmt.Println(subtle.XORBytes(dst, x, y), dst, subtle.XORBytes(dst, x[:2], y), subtle.ConstantTimeCompare(x, y), subtle.ConstantTimeCompare(x, x))
	fmt.Println(subtle.ConstantTimeSelect(1, 5, 6), subtle.ConstantTimeSelect(0, 5, 6), subtle.ConstantTimeByteEq(3, 3), subtle.ConstantTimeByteEq(3, 4), subtle.ConstantTimeEq(-1, -1), subtle.ConstantTimeEq(7, 8), subtle.ConstantTimeLessOrEq(3, 3), subtle.ConstantTimeLessOrEq(4, 3))
	subtle.ConstantTimeCopy(0, x, y)
	fmt.Println(x)
	subtle.ConstantTimeCopy(1, x, y)
	fmt.Println(x)
	for _, f := range []func(){
		func() { subtle.XORBytes(dst[:1], x, y) },
		func() { subtle.XORBytes(x[1:], x[:3], y[:3]) },
		func() { subtle.ConstantTimeCopy(1, x, y[:1]) },
		func() { maphash.Bytes(maphash.Seed{}, nil) },
		func() { maphash.Comparable[any](maphash.MakeSeed(), []int{1}) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	var h, g maphash.Hash
	g.SetSeed(h.Seed())
	h.WriteString("hello, ")
	h.WriteString("world")
	g.Write([]byte("hello, world"))
	long := strings.Repeat("0123456789", 100)
	fmt.Println(h.Sum64() == g.Sum64(), h.Size(), h.BlockSize(), len(h.Sum(nil)), maphash.String(h.Seed(), long) == maphash.Bytes(h.Seed(), []byte(long)))
	seen := map[uint64]bool{}
	for i := range 5000 {
		seen[maphash.Comparable(h.Seed(), key{i, "s", 0.5, i % 7})] = true
	}
	fmt.Println(len(seen) == 5000, maphash.Comparable(h.Seed(), 0.0) == maphash.Comparable(h.Seed(), -1*0.0), maphash.Comparable(h.Seed(), "a") == maphash.Comparable(h.Seed(), "b"))

	units := utf16.Encode([]rune("aé世😀\x00"))
	fmt.Printf("%x %q\n", units, string(utf16.Decode(units)))
	fmt.Printf("%x %q\n", utf16.Encode([]rune{0xd800, 0x110000, -1}), utf16.Decode([]uint16{0xd800, 'a', 0xdc00, 0xd83d}))
	fmt.Println(utf16.RuneLen('a'), utf16.RuneLen('😀'), utf16.RuneLen(0xd800), utf16.RuneLen(-1), utf16.IsSurrogate(0xdfff))
	r1, r2 := utf16.EncodeRune('😀')
	fmt.Printf("%x %x %c %x\n", r1, r2, utf16.DecodeRune(r1, r2), utf16.AppendRune(nil, '😀'))
}
