// run

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type msg struct {
	kind byte
	id   uint32
	body []byte
}

func (m msg) encode(b *bytes.Buffer) {
	b.WriteByte(m.kind)
	for s := 24; s >= 0; s -= 8 {
		b.WriteByte(byte(m.id >> s))
	}
	b.WriteByte(byte(len(m.body)))
	b.Write(m.body)
}

var errShort = errors.New("short message")

func decode(r io.Reader) (m msg, err error) {
	var head [6]byte
	if _, err = io.ReadFull(r, head[:]); err != nil {
		if err == io.ErrUnexpectedEOF {
			err = errShort
		}
		return
	}
	m.kind = head[0]
	for _, b := range head[1:5] {
		m.id = m.id<<8 | uint32(b)
	}
	m.body = make([]byte, head[5])
	if _, err = io.ReadFull(r, m.body); err != nil {
		err = fmt.Errorf("%w: body: %v", errShort, err)
	}
	return
}

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type lineCounter int

func (c *lineCounter) Write(p []byte) (int, error) {
	*c += lineCounter(bytes.Count(p, []byte{'\n'}))
	return len(p), nil
}

func main() {
	var b bytes.Buffer
	msg{1, 0xdeadbeef, []byte("hello")}.encode(&b)
	msg{2, 7, nil}.encode(&b)
	msg{3, 1 << 31, []byte("cut off")}.encode(&b)
	fmt.Printf("% x\n", b.Bytes())
	b.Truncate(b.Len() - 3)
	for {
		m, err := decode(&b)
		if err != nil {
			fmt.Println(m.kind, err, errors.Is(err, errShort), err == io.EOF)
			break
		}
		fmt.Printf("%+v %q\n", m, m.body)
	}
	_, err := decode(strings.NewReader("abc"))
	fmt.Println(err)
	_, err = decode(&bytes.Buffer{})
	fmt.Println(err)
	all, _ := io.ReadAll(upper{io.MultiReader(strings.NewReader("mixed "), bytes.NewReader([]byte("Case")))})
	fmt.Printf("%s\n", all)
	var lc lineCounter
	n, err := io.Copy(&lc, strings.NewReader("a\nb\nc"))
	fmt.Println(n, err, lc)
	var x bytes.Buffer
	w := io.MultiWriter(&x, &lc)
	fmt.Fprintf(w, "%d\n%s\n", 1, "two")
	fmt.Println(lc, x.Len())
	line, err := x.ReadBytes('\n')
	fmt.Printf("%q %v %d\n", line, err, x.Len())
	x.UnreadByte()
	rest := x.Next(100)
	fmt.Printf("%q %d\n", rest, x.Len())
	x.Write(rest)
	s, err := x.ReadString('z')
	fmt.Printf("%q %v\n", s, err)
	lines := bytes.Split([]byte("x=1;y=2;;z"), []byte(";"))
	for _, l := range lines {
		k, v, ok := bytes.Cut(l, []byte("="))
		fmt.Printf("%s/%s/%v ", k, v, ok)
	}
	fmt.Println(len(lines), cap(lines[0]) == len(lines[0]))
	f := bytes.FieldsFunc([]byte("  a-b  c "), func(r rune) bool { return r == ' ' || r == '-' })
	fmt.Printf("%q %q\n", f, bytes.TrimRight([]byte("xx--"), "-"))
	fmt.Println(bytes.NewBufferString("abc").String(), bytes.EqualFold([]byte("É"), []byte("é")), bytes.ContainsAny([]byte("abc"), "xyzc"), bytes.LastIndexByte([]byte("abca"), 'a'), bytes.Compare([]byte{1}, []byte{1, 0}))
}
