// run

package main

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"strings"
)

func main() {
	r := rand.New(rand.NewSource(1))
	encs := []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding, base64.StdEncoding.Strict(), base64.RawStdEncoding.Strict(), base64.StdEncoding.WithPadding('#')}
	const alpha = "ABCDabcd01239+/-_==#\n\r!"
	for i := 0; i < 150; i++ {
		n := r.Intn(14)
		var sb strings.Builder
		for j := 0; j < n; j++ {
			sb.WriteByte(alpha[r.Intn(len(alpha)-r.Intn(8))])
		}
		e := encs[i%len(encs)]
		out, err := e.DecodeString(sb.String())
		fmt.Printf("%d %q %x %v\n", i%len(encs), sb.String(), out, err)
		raw := make([]byte, r.Intn(20))
		r.Read(raw)
		t := e.EncodeToString(raw)
		back, err := e.DecodeString(t)
		fmt.Println(t, bytes.Equal(back, raw), err, e.EncodedLen(len(raw)), e.DecodedLen(len(t)))
		// mutate
		if len(t) > 0 {
			m := []byte(t)
			m[r.Intn(len(m))] = alpha[r.Intn(len(alpha))]
			m = m[:len(m)-r.Intn(2)]
			out, err := e.DecodeString(string(m))
			fmt.Printf("%q %x %v\n", m, out, err)
			sr, err := io.ReadAll(base64.NewDecoder(e, strings.NewReader(string(m))))
			fmt.Printf("stream %v %v\n", bytes.Equal(sr, out), err)
			sr, err = io.ReadAll(base64.NewDecoder(e, one{strings.NewReader(string(m))}))
			fmt.Printf("stream1 %x %v\n", sr, err)
		}
	}
	encs32 := []*base32.Encoding{base32.StdEncoding, base32.HexEncoding, base32.StdEncoding.WithPadding(base32.NoPadding), base32.HexEncoding.WithPadding('*')}
	const alpha32 = "ABCDEF234567===*\n\r01a"
	for i := 0; i < 150; i++ {
		n := r.Intn(18)
		var sb strings.Builder
		for j := 0; j < n; j++ {
			sb.WriteByte(alpha32[r.Intn(len(alpha32)-r.Intn(8))])
		}
		e := encs32[i%len(encs32)]
		out, err := e.DecodeString(sb.String())
		fmt.Printf("%d %q %x %v\n", i%len(encs32), sb.String(), out, err)
		raw := make([]byte, r.Intn(20))
		r.Read(raw)
		t := e.EncodeToString(raw)
		back, err := e.DecodeString(t)
		fmt.Println(t, bytes.Equal(back, raw), err, e.EncodedLen(len(raw)), e.DecodedLen(len(t)))
		if len(t) > 0 {
			m := []byte(t)
			m[r.Intn(len(m))] = alpha32[r.Intn(len(alpha32))]
			m = m[:len(m)-r.Intn(2)]
			out, err := e.DecodeString(string(m))
			fmt.Printf("%q %x %v\n", m, out, err)
			sr, err := io.ReadAll(base32.NewDecoder(e, strings.NewReader(string(m))))
			fmt.Printf("stream %v %v\n", bytes.Equal(sr, out), err)
		}
	}
	const alphah = "0123456789abcdefABCDEFg "
	for i := 0; i < 40; i++ {
		n := r.Intn(10)
		var sb strings.Builder
		for j := 0; j < n; j++ {
			sb.WriteByte(alphah[r.Intn(len(alphah))])
		}
		out, err := hex.DecodeString(sb.String())
		fmt.Printf("%q %x %v\n", sb.String(), out, err)
		sr, err := io.ReadAll(hex.NewDecoder(strings.NewReader(sb.String())))
		fmt.Printf("%x %v\n", sr, err)
		raw := make([]byte, r.Intn(50))
		r.Read(raw)
		fmt.Print(hex.Dump(raw))
		var b bytes.Buffer
		d := hex.Dumper(&b)
		d.Write(raw[:len(raw)/3])
		d.Write(raw[len(raw)/3:])
		d.Close()
		fmt.Print(b.String() == hex.Dump(raw), "\n")
	}
	for c := 0; c < 256; c += 9 {
		fmt.Println(hex.InvalidByteError(c))
	}
	for _, f := range []func(){
		func() { base64.NewEncoding("abc") },
		func() { base64.NewEncoding(strings.Repeat("a", 64)) },
		func() { base64.NewEncoding(strings.Repeat("\n", 64)) },
		func() { base64.StdEncoding.WithPadding('\n') },
		func() { base64.StdEncoding.WithPadding('A') },
		func() { base64.StdEncoding.WithPadding(300) },
		func() { base32.NewEncoding("abc") },
		func() { base32.NewEncoding(strings.Repeat("a", 32)) },
		func() { base32.NewEncoding(strings.Repeat("\n", 32)) },
		func() { base32.StdEncoding.WithPadding('\n') },
		func() { base32.StdEncoding.WithPadding('A') },
		func() { base32.StdEncoding.WithPadding(300) },
		func() { hex.Encode(make([]byte, 3), []byte("abc")) },
		func() { hex.Encode(nil, []byte("abc")) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	var b bytes.Buffer
	w := base64.NewEncoder(base64.StdEncoding, &b)
	for i := 0; i < 300; i++ {
		w.Write(bytes.Repeat([]byte{byte(i)}, i%7))
	}
	w.Close()
	fmt.Println(b.String())
	b.Reset()
	w = base32.NewEncoder(base32.StdEncoding, &b)
	for i := 0; i < 300; i++ {
		w.Write(bytes.Repeat([]byte{byte(i)}, i%7))
	}
	w.Close()
	fmt.Println(b.String())
	fmt.Println(string(base64.StdEncoding.AppendEncode([]byte("x:"), []byte("hello"))))
	x, err := base64.StdEncoding.AppendDecode([]byte("x:"), []byte("aGVsbG8="))
	fmt.Println(string(x), err)
	var ce base64.CorruptInputError
	_, err = base64.StdEncoding.DecodeString("!!!!")
	fmt.Println(errors.As(err, &ce), int64(ce))
	fmt.Println(errors.Is(hex.ErrLength, hex.ErrLength), hex.ErrLength)
	in := []byte("68656c6c6f")
	n, err := hex.Decode(in, in)
	fmt.Println(string(in[:n]), err)
}

type one struct{ r io.Reader }

func (o one) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return o.r.Read(p[:1])
}
