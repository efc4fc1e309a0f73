// run

package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	fmt.Println(w.SetComment("archive comment"))
	for _, f := range []struct{ name, body string }{{"readme.txt", "This archive contains some text files."}, {"dir/gopher.txt", strings.Repeat("Gopher names: George ", 30)}, {"empty", ""}, {"dir/sub/é.txt", "unicode"}} {
		fw, err := w.Create(f.name)
		if err != nil {
			fmt.Println(err)
			continue
		}
		n, err := io.WriteString(fw, f.body)
		fmt.Println(f.name, n, err)
	}
	dw, err := w.Create("adir/")
	n, err2 := dw.Write([]byte("x"))
	fmt.Println(err, n, err2)
	h := &zip.FileHeader{Name: "stored.bin", Method: zip.Store, Modified: time.Date(2021, 3, 4, 5, 6, 8, 0, time.FixedZone("X", 7200)), Comment: "c"}
	h.SetMode(0o755)
	fw, err := w.CreateHeader(h)
	fmt.Fprint(fw, "stored data")
	_, err = w.CreateHeader(h)
	fmt.Println(err)
	_, err = w.CreateHeader(&zip.FileHeader{Name: "m", Method: 99})
	fmt.Println(err)
	fmt.Println(w.Flush(), w.Close(), w.Close())
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q %d\n", r.Comment, len(r.File))
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			fmt.Println(f.Name, err)
			continue
		}
		data, err := io.ReadAll(rc)
		off, err2 := f.DataOffset()
		fmt.Printf("%s %d %q %v %v %v %v\n", f.Name, len(data), data[:min(len(data), 20)], err, rc.Close(), off > 0, err2)
		fmt.Println(f.Method, f.Flags, f.CreatorVersion, f.ReaderVersion, f.UncompressedSize64, f.UncompressedSize, f.CRC32, f.Mode(), f.Modified, f.ModTime(), f.NonUTF8, f.Comment, len(f.Extra), f.ExternalAttrs)
		fi := f.FileInfo()
		fmt.Println(fi.Name(), fi.Size(), fi.Mode(), fi.IsDir(), fi.ModTime().UTC(), fi)
		raw, err := f.OpenRaw()
		rb, err2 := io.ReadAll(raw)
		fmt.Println(uint64(len(rb)) == f.CompressedSize64, err, err2)
	}
	fmt.Println(fs.WalkDir(r, ".", func(p string, d fs.DirEntry, err error) error {
		fi, e := d.Info()
		fmt.Println(p, d, err, fi.Mode(), e)
		return nil
	}))
	data, err := fs.ReadFile(r, "dir/sub/é.txt")
	fmt.Println(string(data), err)
	for _, name := range []string{"nope", "/x", "dir", "adir"} {
		_, err := fs.ReadFile(r, name)
		fmt.Println(err)
	}
	g, err := fs.Glob(r, "*/*.txt")
	fmt.Println(g, err)

	// copies and raw
	var b2 bytes.Buffer
	w2 := zip.NewWriter(&b2)
	w2.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestCompression) })
	for _, f := range r.File {
		if err := w2.Copy(f); err != nil {
			fmt.Println("copy", err)
		}
	}
	fmt.Println(w2.Close())
	r2, err := zip.NewReader(bytes.NewReader(b2.Bytes()), int64(b2.Len()))
	fmt.Println(len(r2.File), err)
	for _, f := range r2.File {
		rc, _ := f.Open()
		data, err := io.ReadAll(rc)
		fmt.Println(f.Name, len(data), err)
	}

	dir, _ := os.MkdirTemp("", "zip")
	defer os.RemoveAll(dir)
	os.MkdirAll(filepath.Join(dir, "src/x"), 0o755)
	os.WriteFile(filepath.Join(dir, "src/x/one"), []byte("1111"), 0o600)
	os.WriteFile(filepath.Join(dir, "src/two"), []byte("22"), 0o644)
	f, _ := os.Create(filepath.Join(dir, "a.zip"))
	w3 := zip.NewWriter(f)
	fmt.Println(w3.AddFS(os.DirFS(filepath.Join(dir, "src"))), w3.Close(), f.Close())
	rc, err := zip.OpenReader(filepath.Join(dir, "a.zip"))
	for _, f := range rc.File {
		fmt.Println(f.Name, f.Mode(), f.UncompressedSize64)
	}
	fmt.Println(rc.Close())
	_, err = zip.OpenReader(filepath.Join(dir, "none.zip"))
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	_, err = zip.OpenReader(filepath.Join(dir, "src/two"))
	fmt.Println(err)

	// corruption
	good := b.Bytes()
	for i := 0; i < len(good); i += 29 {
		bad := bytes.Clone(good)
		bad[i] ^= 0x41
		r, err := zip.NewReader(bytes.NewReader(bad), int64(len(bad)))
		if err != nil {
			fmt.Println(i, err)
			continue
		}
		for _, f := range r.File {
			rc, err := f.Open()
			if err != nil {
				fmt.Println(i, f.Name, err)
				continue
			}
			data, err := io.ReadAll(rc)
			if err != nil {
				fmt.Println(i, len(f.Name), len(data) >= 0, err != nil)
			}
		}
	}
	for _, s := range []string{"", "PK", "PK\x05\x06" + strings.Repeat("\x00", 18), "junk" + "PK\x05\x06" + strings.Repeat("\x00", 18)} {
		r, err := zip.NewReader(strings.NewReader(s), int64(len(s)))
		fmt.Println(r != nil, err)
	}
	fi, _ := os.Stat(filepath.Join(dir, "src/two"))
	fh, err := zip.FileInfoHeader(fi)
	fmt.Println(fh.Name, fh.UncompressedSize64, fh.Mode(), err)
	func() {
		defer func() { fmt.Println(recover()) }()
		zip.RegisterCompressor(zip.Deflate, nil)
	}()
}
