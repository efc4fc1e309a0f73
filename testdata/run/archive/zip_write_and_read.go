// run

package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing/fstest"
	"time"
)

func main() {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range []struct{ n, c string }{{"a.txt", "hello"}, {"dir/", ""}, {"dir/b.txt", strings.Repeat("abc", 1000)}, {"é.txt", "unicode"}, {"deep/er/x", "1"}} {
		fw, err := w.Create(f.n)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(fw.Write([]byte(f.c)))
	}
	h := &zip.FileHeader{Name: "stored.bin", Method: zip.Store, Modified: time.Date(2024, 5, 6, 7, 8, 9, 0, time.FixedZone("", 3600)), Comment: "cmt"}
	h.SetMode(0o640)
	fw, err := w.CreateHeader(h)
	fw.Write([]byte("stored"))
	_, err = w.CreateHeader(h)
	fmt.Println(err)
	_, err = w.CreateHeader(&zip.FileHeader{Name: "x", Method: 99})
	fmt.Println(err)
	fmt.Println(w.SetComment("the end"), w.Flush())
	fmt.Println(w.Close(), w.Close())
	fmt.Printf("%d %x\n", b.Len(), b.Bytes())
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	fmt.Println(err, r.Comment)
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			fmt.Println(err)
			continue
		}
		d, err := io.ReadAll(rc)
		rc.Close()
		off, _ := f.DataOffset()
		fmt.Println(f.Name, len(d), err, f.Mode(), f.Modified, f.CRC32, f.CompressedSize64, f.UncompressedSize64, f.NonUTF8, f.Flags, f.Comment, f.FileInfo(), off)
	}
	fs.WalkDir(r, ".", func(p string, d fs.DirEntry, err error) error { fmt.Println(p, d, err); return nil })
	d, err := fs.ReadFile(r, "dir/b.txt")
	fmt.Println(len(d), err)
	_, err = r.Open("nope")
	fmt.Println(err)
	fmt.Println(fstest.TestFS(r, "a.txt", "dir/b.txt"))
	bad := bytes.Clone(b.Bytes())
	bad[40] ^= 0xff
	r2, err := zip.NewReader(bytes.NewReader(bad), int64(len(bad)))
	fmt.Println(err)
	for _, f := range r2.File[:1] {
		rc, err := f.Open()
		if err == nil {
			_, err = io.ReadAll(rc)
		}
		fmt.Println(err != nil)
	}
	for _, s := range []string{"", "PK", strings.Repeat("x", 100), string(b.Bytes()[:b.Len()-3])} {
		_, err := zip.NewReader(strings.NewReader(s), int64(len(s)))
		fmt.Println(err)
	}
	pre := append([]byte("#!/bin/sh junk\n"), b.Bytes()...)
	r3, err := zip.NewReader(bytes.NewReader(pre), int64(len(pre)))
	fmt.Println(err, len(r3.File))
	d, err = fs.ReadFile(r3, "a.txt")
	fmt.Println(string(d), err)
	var b2 bytes.Buffer
	w2 := zip.NewWriter(&b2)
	for _, f := range r.File {
		fmt.Println(w2.Copy(f))
	}
	w2.Close()
	fmt.Println(b2.Len())
	var b3 bytes.Buffer
	w3 := zip.NewWriter(&b3)
	fmt.Println(w3.AddFS(fstest.MapFS{"q/w.txt": {Data: []byte("w")}, "e": {Data: []byte("e"), Mode: 0o600}}))
	w3.Close()
	r4, _ := zip.NewReader(bytes.NewReader(b3.Bytes()), int64(b3.Len()))
	for _, f := range r4.File {
		fmt.Println(f.Name, f.Mode(), f.UncompressedSize64)
	}
	fmt.Println(zip.OpenReader("/nonexistent.zip"))
}
