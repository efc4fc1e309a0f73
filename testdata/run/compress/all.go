// run

package main

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"
	"compress/lzw"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"time"
)

type onlyReader struct{ r io.Reader }

func (o onlyReader) Read(p []byte) (int, error) { return o.r.Read(p) }

func main() {
	r := rand.New(rand.NewSource(11))
	words := strings.Fields("the quick brown fox jumps over a lazy dog and then some more words appear in this text 0123456789 func main package")
	gen := func(n int) []byte {
		var b bytes.Buffer
		for b.Len() < n {
			switch r.Intn(12) {
			case 0:
				b.WriteByte(byte(r.Intn(256)))
			case 1:
				b.WriteString(strings.Repeat(words[r.Intn(len(words))], r.Intn(40)))
			default:
				b.WriteString(words[r.Intn(len(words))] + " ")
			}
		}
		return b.Bytes()[:n]
	}
	for i := 0; i < 30; i++ {
		data := gen([]int{0, 1, 5, 100, 1000, 40000, 150000}[r.Intn(7)])
		level := r.Intn(12) - 2
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, level)
		k := r.Intn(len(data) + 1)
		w.Write(data[:k])
		if r.Intn(2) == 0 {
			w.Flush()
		}
		w.Write(data[k:])
		fmt.Println(i, len(data), level, err, w.Close(), w.Close())
		b.WriteString("tail")
		var src io.Reader
		switch r.Intn(5) {
		case 0:
			src = &b
		case 1:
			src = bufio.NewReader(&b)
		case 2:
			src = bytes.NewReader(b.Bytes())
		case 3:
			src = strings.NewReader(b.String())
		default:
			src = bufio.NewReaderSize(onlyReader{&b}, 16)
		}
		f := flate.NewReader(src)
		got, err := io.ReadAll(f)
		rest, _ := io.ReadAll(src)
		fmt.Println(bytes.Equal(got, data), err, len(rest), f.Close())
	}
	// Streams of real Go, with errors put in.
	streams := []string{
		"1f8b08000000000000ff000d00f2ff48656c6c6f2c20776f726c640a000000ffff000500faff616761696e030099ab9d1a12000000",
	}
	for _, s := range streams {
		raw, _ := hex.DecodeString(s)
		zr, err := gzip.NewReader(bytes.NewReader(raw))
		got, err2 := io.ReadAll(zr)
		fmt.Printf("%q %v %v %v\n", got, err, err2, zr.Header.OS)
		for cut := 0; cut < len(raw); cut++ {
			zr, err := gzip.NewReader(bytes.NewReader(raw[:cut]))
			if err != nil {
				fmt.Println(cut, err)
				continue
			}
			got, err := io.ReadAll(zr)
			fmt.Printf("%d %q %v\n", cut, got, err)
		}
		for i := range raw {
			bad := bytes.Clone(raw)
			bad[i] ^= 0x15
			zr, err := gzip.NewReader(bytes.NewReader(bad))
			if err != nil {
				fmt.Println(i, err)
				continue
			}
			got, err := io.ReadAll(zr)
			fmt.Printf("%d %q %v\n", i, got, err)
		}
		two := append(bytes.Clone(raw), raw...)
		zr, _ = gzip.NewReader(bytes.NewReader(two))
		got, err = io.ReadAll(zr)
		fmt.Printf("%q %v\n", got, err)
		br := bytes.NewReader(two)
		zr, _ = gzip.NewReader(br)
		zr.Multistream(false)
		got, err = io.ReadAll(zr)
		fmt.Printf("%q %v %d\n", got, err, br.Len())
		fmt.Println(zr.Reset(br))
		zr.Multistream(false)
		got, err = io.ReadAll(zr)
		fmt.Printf("%q %v %d %v\n", got, err, br.Len(), zr.Reset(br))
	}
	const dyn = "BMCxCQAAAIjExFV+OAWLQMDG9b1pMOdSmQZzLpVpMOdSmQZzLpVpMOdSmQZzLpVpMOdSmQZzLpVpMOdSmQZzLpVpMOdSmQZzLpVpMOdSmQZzLpVpMOdSmQZzLpVpMOdSmQZzLpVR8A=="
	raw, err := hex.DecodeString("04c0b109000008c4c0557e38058b40c0c6f5bd6930e7529906732e956930e7529906732e956930e7529906732e956930e7529906732e956930e7529906732e956930e7529906732e956930e7529906732e956930e7529906732e956930e7529906732e956930e7529906732e951f00")
	_ = dyn
	got, err := io.ReadAll(flate.NewReader(bytes.NewReader(raw)))
	fmt.Printf("%q %v\n", got, err)
	for i := 0; i < 150; i++ {
		bad := bytes.Clone(raw)
		bad[r.Intn(len(bad))] ^= 1 << r.Intn(8)
		bad = bad[:len(bad)-r.Intn(3)]
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(bad)))
		fmt.Printf("%d %q %v\n", i, got, err)
		got, err = io.ReadAll(flate.NewReader(onlyReader{bytes.NewReader(bad)}))
		fmt.Printf("%d %d %v\n", i, len(got), err)
	}
	for i := 0; i < 150; i++ {
		bad := make([]byte, r.Intn(40)+1)
		r.Read(bad)
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(bad)))
		fmt.Printf("%d %x %x %v\n", i, bad, got, err)
	}
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	zw.Name, zw.Comment, zw.Extra, zw.ModTime = "näme.txt", "comment", []byte("extra"), time.Unix(1e9, 0)
	zw.Write([]byte("some data"))
	fmt.Println(zw.Close(), zw.Close())
	zr, err := gzip.NewReader(&b)
	fmt.Printf("%q %q %q %v %v %v\n", zr.Name, zr.Comment, zr.Extra, zr.ModTime.UTC(), zr.OS, err)
	got, err = io.ReadAll(zr)
	fmt.Printf("%q %v %v\n", got, err, zr.Close())
	zw.Reset(&b)
	zw.Name = "\u4e16"
	_, err = zw.Write(nil)
	fmt.Println(err)
	_, err = gzip.NewWriterLevel(&b, 10)
	_, err2 := zlib.NewWriterLevel(&b, -3)
	_, err3 := flate.NewWriter(&b, 99)
	fmt.Println(err, err2, err3)
	n, err := zw.Write([]byte("x"))
	fmt.Println(n, err)
	for level := -2; level <= 9; level++ {
		b.Reset()
		w, _ := zlib.NewWriterLevelDict(&b, level, []byte("hello world"))
		io.WriteString(w, "hello world, hello")
		w.Close()
		fmt.Printf("%x\n", b.Bytes()[:6])
		z, err := zlib.NewReaderDict(bytes.NewReader(b.Bytes()), []byte("hello world"))
		got, err2 := io.ReadAll(z)
		fmt.Printf("%q %v %v %v\n", got, err, err2, z.Close())
		_, err = zlib.NewReader(&b)
		fmt.Println(err)
	}
	for _, s := range []string{"", "x", "\x78\x9c", "abc", "\x78\x9c\x03\x00\x00\x00\x00\x01", "\x78\x9c\x03\x00\x00\x00\x00\x02", "\x78\x9c\x03\x00\x00"} {
		z, err := zlib.NewReader(strings.NewReader(s))
		if err != nil {
			fmt.Println(err)
			continue
		}
		got, err := io.ReadAll(z)
		fmt.Println(got, err)
	}
	for i := 0; i < 40; i++ {
		order := lzw.Order(r.Intn(2))
		width := r.Intn(7) + 2
		data := gen([]int{0, 1, 10, 1000, 30000}[r.Intn(5)])
		for i := range data {
			data[i] &= 1<<width - 1
		}
		var b bytes.Buffer
		w := lzw.NewWriter(&b, order, width)
		w.Write(data)
		w.Close()
		h := 0
		for _, c := range b.Bytes() {
			h = h*31 + int(c)
		}
		fmt.Println(i, order, width, len(data), b.Len(), h)
		enc := b.Bytes()
		got, err := io.ReadAll(lzw.NewReader(bytes.NewReader(enc), order, width))
		fmt.Println(bytes.Equal(got, data), err)
		if len(enc) > 3 {
			enc[r.Intn(len(enc))] ^= 1 << r.Intn(8)
			got, err := io.ReadAll(lzw.NewReader(bytes.NewReader(enc[:len(enc)-r.Intn(2)]), order, width))
			h := 0
			for _, c := range got {
				h = h*31 + int(c)
			}
			fmt.Println(len(got), h, err)
		}
	}
	_, err = lzw.NewReader(nil, 7, 8).Read(nil)
	fmt.Println(err)
	_, err = lzw.NewWriter(nil, lzw.LSB, 9).Write(nil)
	fmt.Println(err)
	lw := lzw.NewWriter(&b, lzw.LSB, 3)
	_, err = lw.Write([]byte{200})
	fmt.Println(err)
	bz, _ := base64.StdEncoding.DecodeString(BZ)
	got, err = io.ReadAll(bzip2.NewReader(bytes.NewReader(bz)))
	fmt.Println(len(got), string(got[:60]), err)
	got, err = io.ReadAll(bzip2.NewReader(bytes.NewReader(append(bytes.Clone(bz), bz...))))
	fmt.Println(len(got), err)
	for i := 0; i < 60; i++ {
		bad := bytes.Clone(bz)
		bad[r.Intn(len(bad))] ^= 1 << r.Intn(8)
		bad = bad[:len(bad)-r.Intn(2)*r.Intn(20)]
		_, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(bad)))
		fmt.Println(i, err != nil)
	}
}

const BZ = "QlpoOTFBWSZTWTQYWwgAA8x5iIAQEABABH/gI2WEUAAAgAhAAjMbrgsEVPxppPVGUAAw0wkySQgGgCVP9VUAaABoAVKKbSb1QJpkfqGksnff16KcFlOWUxLKcspmWW5ZTUsuSym5ZcuympZcllMmfAAFDfoSDRJNERGAJAgiAhAgCAkkCQIQAQkRIUWCwTBcKrFv1uPLdq335npq1hFwyShKFSSwrKDqVCScJWUljhtjhSqtXGqxfTS+jWq6BHcIyEfuJLYznOtbk5NvEwLLXdVWreFQZ5GzPEhqMWKwsFM0ERWA+GqwgSbNvNQXLkoPiGeawXqMETQobvOwdZ7zN3KRoQ0L3GBqQqc8DT74CnYecvO35vATzeyUNu2GaGkdN3x0QBJyc73ISBZFJYwB5nAVLopqA7c5vNd42ttjSNLtVWBca5ObeaiRhAu85FkU/IgAk2zyWB2rE2DewZ4sUzyKabdYKV21vrqvWNu4SS4R/hHkI7BGQiwRkI+ZkkPQRsEewiwIyEbyMbhPou5IpwoSBoMLYQA="
