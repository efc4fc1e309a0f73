// run

package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

type rot struct{ r io.Reader }

func (x rot) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	for i := range p[:n] {
		if c := p[i]; c >= 'a' && c <= 'z' {
			p[i] = 'a' + (c-'a'+13)%26
		}
	}
	return n, err
}

type chunked struct {
	s string
	n int
}

func (c *chunked) Read(p []byte) (n int, err error) {
	if len(c.s) == 0 {
		return 0, io.EOF
	}
	n = copy(p[:min(len(p), c.n)], c.s)
	c.s = c.s[n:]
	return
}

type limitW struct {
	b    strings.Builder
	left int
}

func (l *limitW) Write(p []byte) (int, error) {
	if len(p) > l.left {
		n, _ := l.b.Write(p[:l.left])
		l.left = 0
		return n, io.ErrShortWrite
	}
	l.left -= len(p)
	return l.b.Write(p)
}

func main() {
	b, err := io.ReadAll(rot{strings.NewReader("uryyb jbeyq")})
	fmt.Println(string(b), err)
	sc := bufio.NewScanner(&chunked{"split into small pieces\nsecond", 3})
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println()
	w := &limitW{left: 10}
	n, err := io.Copy(w, strings.NewReader("more than ten bytes"))
	fmt.Println(n, err, w.b.String())
	n2, err := fmt.Fprintf(&limitW{left: 3}, "%d", 12345)
	fmt.Println(n2, err)
	bw := bufio.NewWriterSize(&limitW{left: 20}, 16)
	for i := range 10 {
		if _, err := fmt.Fprintf(bw, "item%d,", i); err != nil {
			fmt.Println(i, err)
			break
		}
	}
	fmt.Println(bw.Flush())
	var x, y strings.Builder
	io.Copy(io.MultiWriter(&x, &y), io.TeeReader(io.LimitReader(strings.NewReader("limited tee"), 7), &x))
	fmt.Println(x.String(), y.String())
	var rs io.ReadSeeker = strings.NewReader("seekable")
	rs.Seek(4, io.SeekStart)
	c, _ := io.ReadAll(rs)
	end, _ := rs.Seek(0, io.SeekCurrent)
	fmt.Println(string(c), end)
	r := strings.NewReader("abc")
	var bs io.ByteScanner = r
	k, _ := bs.ReadByte()
	bs.UnreadByte()
	var rn io.RuneReader = r
	q, sz, _ := rn.ReadRune()
	fmt.Println(k, string(q), sz)
	var wt io.WriterTo = r
	z, err := wt.WriteTo(&y)
	fmt.Println(z, err, y.String())
	_, isW := any(r).(io.Writer)
	_, isRA := any(r).(io.ReaderAt)
	_, isSW := any(&y).(io.StringWriter)
	fmt.Println(isW, isRA, isSW)
}
