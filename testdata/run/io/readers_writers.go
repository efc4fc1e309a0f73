// run

package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type countW struct{ n int }

func (c *countW) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

type failing struct{ after int }

func (f *failing) Read(p []byte) (int, error) {
	if f.after == 0 {
		return 0, errors.New("disk on fire")
	}
	f.after--
	p[0] = 'x'
	return 1, nil
}

type shortW struct{}

func (shortW) Write(p []byte) (int, error) { return len(p) / 2, nil }

func main() {
	b, err := io.ReadAll(strings.NewReader("all of it"))
	fmt.Println(string(b), err)
	b, err = io.ReadAll(&failing{3})
	fmt.Println(string(b), err)
	buf := make([]byte, 4)
	n, err := io.ReadFull(strings.NewReader("abcdef"), buf)
	fmt.Println(n, err, string(buf))
	n, err = io.ReadFull(strings.NewReader("ab"), buf)
	fmt.Println(n, err, err == io.ErrUnexpectedEOF)
	n, err = io.ReadFull(strings.NewReader(""), buf)
	fmt.Println(n, err)
	n, err = io.ReadAtLeast(strings.NewReader("abc"), buf, 2)
	fmt.Println(n, err)
	n, err = io.ReadAtLeast(strings.NewReader("abc"), buf[:1], 2)
	fmt.Println(n, err)
	var w countW
	c, err := io.Copy(&w, strings.NewReader(strings.Repeat("z", 100000)))
	fmt.Println(c, err, w.n)
	c, err = io.CopyN(&w, strings.NewReader("12345"), 3)
	fmt.Println(c, err)
	c, err = io.CopyN(&w, strings.NewReader("12345"), 30)
	fmt.Println(c, err)
	c, err = io.Copy(shortW{}, io.LimitReader(&failing{4}, 4))
	fmt.Println(c, err)
	lr := &io.LimitedReader{R: strings.NewReader("limited text"), N: 7}
	b, _ = io.ReadAll(lr)
	fmt.Printf("%q %d\n", b, lr.N)
	m := io.MultiReader(strings.NewReader("one "), strings.NewReader(""), strings.NewReader("two"))
	b, _ = io.ReadAll(m)
	fmt.Println(string(b))
	var x, y strings.Builder
	mw := io.MultiWriter(&x, &y, &w)
	io.WriteString(mw, "both")
	fmt.Println(x.String(), y.String())
	t := io.TeeReader(strings.NewReader("tee"), &x)
	io.ReadAll(t)
	fmt.Println(x.String())
	sr := io.NewSectionReader(strings.NewReader("0123456789"), 3, 4)
	b, _ = io.ReadAll(sr)
	fmt.Println(string(b), sr.Size())
	sr.Seek(1, io.SeekStart)
	n, err = sr.Read(buf)
	fmt.Println(n, err, string(buf[:n]))
	n, err = sr.ReadAt(buf, 2)
	fmt.Println(n, err)
	fmt.Println(io.Discard.Write([]byte("abc")))
	nc := io.NopCloser(strings.NewReader("q"))
	fmt.Println(nc.Close())
	fmt.Println(io.EOF, io.ErrShortWrite, io.ErrClosedPipe, io.ErrNoProgress, io.ErrShortBuffer, io.SeekEnd)
	c, err = io.CopyBuffer(&w, struct{ io.Reader }{strings.NewReader("via buffer")}, make([]byte, 3))
	fmt.Println(c, err)
	var _ io.ReadWriteCloser
	var rf io.ReaderFrom = &bytesBuf{}
	fmt.Println(rf.ReadFrom(strings.NewReader("rf")))
	defer func() { fmt.Println(recover()) }()
	io.CopyBuffer(struct{ io.Writer }{&w}, struct{ io.Reader }{strings.NewReader("x")}, []byte{})
}

type bytesBuf struct{ b []byte }

func (b *bytesBuf) ReadFrom(r io.Reader) (int64, error) {
	x, err := io.ReadAll(r)
	b.b = append(b.b, x...)
	return int64(len(x)), err
}
