// run

// Compressed streams into writers that fail: what each call answers, and how much came through before.

package main

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

var errFull = errors.New("full")

// A jar takes n bytes in whole calls.
type jar struct {
	n int
	b bytes.Buffer
}

func (j *jar) Write(p []byte) (int, error) {
	if j.b.Len()+len(p) > j.n {
		return 0, errFull
	}
	return j.b.Write(p)
}

type compressor interface {
	io.WriteCloser
	Flush() error
	Reset(io.Writer)
}

func main() {
	text := strings.Repeat("The quick brown fox jumps over the lazy dog. ", 300)
	noise := make([]byte, 100000)
	for i, s := 0, uint32(1); i < len(noise); i++ {
		s = s*1664525 + 1013904223
		noise[i] = byte(s >> 24)
	}
	try := func(name string, level, room int, w compressor, j *jar) {
		fmt.Print(name, " ", level, " ", room, ":")
		n, err := io.WriteString(w, text)
		fmt.Print(" ", n, err)
		n, err = w.Write(noise)
		fmt.Print(" ", n, err, " ", w.Flush())
		n, err = io.WriteString(w, text)
		fmt.Print(" ", n, err, " ", w.Close(), " ", w.Close(), " ", w.Flush())
		n, err = w.Write([]byte("x"))
		fmt.Println(" ", n, err, j.b.Len(), crc32.ChecksumIEEE(j.b.Bytes()))
	}
	for _, level := range []int{-2, 0, 1, 6, 9} {
		for _, room := range []int{0, 20, 300, 1000, 70000, 1 << 20} {
			j := &jar{n: room}
			f, err := flate.NewWriter(j, level)
			if err != nil {
				panic(err)
			}
			try("flate", level, room, f, j)
			j = &jar{n: room + 100}
			f.Reset(j)
			try("again", level, room, f, j)
			j = &jar{n: room}
			g, err := gzip.NewWriterLevel(j, level)
			if err != nil {
				panic(err)
			}
			try("gzip", level, room, g, j)
			j = &jar{n: room}
			z, err := zlib.NewWriterLevel(j, level)
			if err != nil {
				panic(err)
			}
			try("zlib", level, room, z, j)
		}
	}
	fmt.Println(flate.NewWriter(io.Discard, 10))
	fmt.Println(flate.NewWriterDict(io.Discard, -3, nil))
}
