// run

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

type slow struct{ s string }

func (r *slow) Read(p []byte) (int, error) {
	if r.s == "" {
		return 0, io.EOF
	}
	n := copy(p[:1], r.s)
	r.s = r.s[n:]
	return n, nil
}

type sink struct{ calls []int }

func (s *sink) Write(p []byte) (int, error) { s.calls = append(s.calls, len(p)); return len(p), nil }

func main() {
	r := bufio.NewReader(&slow{"line one\nline two\nrest é!"})
	s, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	b, err := r.ReadBytes('t')
	fmt.Printf("%q %v\n", b, err)
	pk, err := r.Peek(3)
	fmt.Printf("%q %v %d\n", pk, err, r.Buffered())
	l, pre, err := r.ReadLine()
	fmt.Printf("%q %v %v\n", l, pre, err)
	c, _ := r.ReadByte()
	r.UnreadByte()
	ru, n, _ := r.ReadRune()
	fmt.Println(c, string(ru), n)
	d, err := r.Discard(4)
	fmt.Println(d, err)
	ru, n, err = r.ReadRune()
	fmt.Println(string(ru), n, err, r.UnreadRune(), r.UnreadRune())
	s, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	_, err = r.ReadByte()
	fmt.Println(err)
	_, err = r.Peek(1)
	fmt.Println(err)
	small := bufio.NewReaderSize(strings.NewReader(strings.Repeat("a", 40)+"\nb"), 16)
	sl, err := small.ReadSlice('\n')
	fmt.Println(len(sl), err, small.Size())
	l, pre, err = small.ReadLine()
	fmt.Println(len(l), pre, err)
	_, err = small.Peek(17)
	fmt.Println(err)
	var k sink
	w := bufio.NewWriterSize(&k, 8)
	w.WriteString("abc")
	fmt.Println(w.Buffered(), w.Available(), w.Size(), k.calls)
	w.WriteString("defghij")
	w.WriteByte('k')
	w.WriteRune('世')
	fmt.Fprintf(w, "%d", 12345)
	fmt.Println(k.calls)
	w.Flush()
	fmt.Println(k.calls)
	w.Write(make([]byte, 100))
	fmt.Println(k.calls, w.Buffered())
	o := bufio.NewWriter(os.Stdout)
	defer o.Flush()
	fmt.Fprintln(o, "buffered output")
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), o)
	t, _ := rw.ReadString(0)
	rw.WriteString(t + "\n")
	nn, err := io.Copy(o, bufio.NewReader(strings.NewReader("copied\n")))
	fmt.Fprintln(o, nn, err)
}
