// run

package main

import (
	"fmt"
	"io"
	"strings"
)

func main() {
	var b strings.Builder
	fmt.Println(b.Len(), b.String() == "")
	b.WriteString("abc")
	b.WriteByte('d')
	n, _ := b.WriteRune('世')
	m, _ := b.Write([]byte("ef"))
	fmt.Println(n, m, b.Len(), b.String())
	b.Grow(100)
	fmt.Println(b.Cap() >= 100+b.Len())
	b.Reset()
	fmt.Println(b.Len())
	fmt.Fprintf(&b, "%d", 5)
	fmt.Println(b.String())
	r := strings.NewReader("héllo world")
	fmt.Println(r.Len(), r.Size())
	c, _ := r.ReadByte()
	ru, sz, _ := r.ReadRune()
	fmt.Println(string(c), string(ru), sz, r.Len())
	fmt.Println(r.UnreadRune(), r.UnreadByte(), r.UnreadRune())
	buf := make([]byte, 4)
	k, err := r.Read(buf)
	fmt.Println(k, err, string(buf))
	pos, err := r.Seek(-5, io.SeekEnd)
	fmt.Println(pos, err)
	rest, err := io.ReadAll(r)
	fmt.Println(string(rest), err)
	k, err = r.Read(buf)
	fmt.Println(k, err)
	_, err = r.ReadByte()
	fmt.Println(err)
	k, err = r.ReadAt(buf, 1)
	fmt.Println(k, err, buf)
	k, err = r.ReadAt(buf, 10)
	fmt.Println(k, err)
	_, err = r.Seek(-1, io.SeekStart)
	fmt.Println(err)
	_, err = r.ReadAt(buf, -1)
	fmt.Println(err)
	r.Reset("new")
	w, _ := r.WriteTo(&b)
	fmt.Println(w, b.String())
	c2 := b
	defer func() { fmt.Println(recover()) }()
	c2.WriteString("copied")
}
