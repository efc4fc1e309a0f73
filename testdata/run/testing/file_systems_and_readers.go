// run

package main

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing/fstest"
	"testing/iotest"
	"time"
)

func main() {
	m := fstest.MapFS{
		"a.txt":       {Data: []byte("hello")},
		"d/b.txt":     {Data: []byte("world"), Mode: 0o644},
		"d/e/c.bin":   {Data: []byte{0, 1, 2}, ModTime: time.Unix(0, 0).UTC()},
		"empty":       {Mode: fs.ModeDir | 0o700},
		"link":        {Data: []byte("d/b.txt"), Mode: fs.ModeSymlink},
		"dlink":       {Data: []byte("d"), Mode: fs.ModeSymlink},
	}
	fmt.Println(fstest.TestFS(m, "a.txt", "d/b.txt", "d/e/c.bin", "empty"))
	fmt.Println(fstest.TestFS(m, "a.txt", "nope"))
	fmt.Println(fstest.TestFS(fstest.MapFS{"x": {}}))
	fmt.Println(fstest.TestFS(fstest.MapFS{}))
	fs.WalkDir(m, ".", func(p string, d fs.DirEntry, err error) error { fmt.Println(p, d, err); return nil })
	for _, n := range []string{"a.txt", "d", "link", "dlink/b.txt", "x", "/a", ".", "d/e"} {
		i, err := m.Stat(n)
		fmt.Println(n, i, err)
		i, err = m.Lstat(n)
		fmt.Println(i, err)
		fmt.Println(m.ReadLink(n))
		b, err := m.ReadFile(n)
		fmt.Printf("%q %v\n", b, err)
		es, err := m.ReadDir(n)
		fmt.Println(es, err)
	}
	fmt.Println(m.Glob("*"))
	fmt.Println(m.Glob("d/*"))
	fmt.Println(m.Glob("[]"))
	s, err := m.Sub("d")
	fmt.Println(fs.ReadFile(s, "b.txt"))
	fmt.Println(err)
	f, _ := m.Open("a.txt")
	fmt.Println(f.(io.Seeker).Seek(2, io.SeekStart))
	b, _ := io.ReadAll(f)
	fmt.Println(string(b))
	fmt.Println(f.(io.Seeker).Seek(-1, io.SeekStart))
	fmt.Println(f.(io.ReaderAt).ReadAt(make([]byte, 3), 4))
	d, _ := m.Open("d")
	fmt.Println(d.Read(nil))
	fmt.Println(d.(fs.ReadDirFile).ReadDir(1))
	fmt.Println(d.(fs.ReadDirFile).ReadDir(1))
	fmt.Println(d.(fs.ReadDirFile).ReadDir(1))

	r := func() io.Reader { return strings.NewReader("hello, world") }
	for _, rd := range []io.Reader{iotest.OneByteReader(r()), iotest.HalfReader(r()), iotest.DataErrReader(r()), iotest.TimeoutReader(r()), iotest.ErrReader(io.ErrUnexpectedEOF)} {
		buf := make([]byte, 5)
		for range 4 {
			n, err := rd.Read(buf)
			fmt.Print(n, " ", string(buf[:n]), " ", err, "; ")
		}
		fmt.Println()
	}
	var sb strings.Builder
	w := iotest.TruncateWriter(&sb, 4)
	fmt.Println(w.Write([]byte("abc")))
	fmt.Println(w.Write([]byte("def")))
	fmt.Println(sb.String())
	fmt.Println(iotest.TestReader(strings.NewReader("abc"), []byte("abc")))
	fmt.Println(iotest.TestReader(strings.NewReader("abc"), []byte("abd")))
	fmt.Println(iotest.TestReader(strings.NewReader("abcdefghijk"), []byte("abcdefghijk")))
}
