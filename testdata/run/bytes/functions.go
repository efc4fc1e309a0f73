// run

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"unicode"
)

func main() {
	b := []byte("hello world")
	fmt.Println(bytes.Contains(b, []byte("wor")), bytes.Index(b, []byte("o")), bytes.LastIndex(b, []byte("o")), bytes.IndexByte(b, 'w'), bytes.Count(b, []byte("l")), bytes.Equal(b, []byte("hello world")), bytes.Equal(nil, []byte{}))
	fmt.Printf("%s %s %s\n", bytes.ToUpper(b), bytes.Title(b), bytes.Repeat([]byte("ab"), 3))
	fmt.Printf("%q %q %q\n", bytes.Split([]byte("a,b,c"), []byte(",")), bytes.Fields([]byte(" a b ")), bytes.SplitN([]byte("a,b,c"), []byte(","), 2))
	fmt.Printf("%q %q %q\n", bytes.TrimSpace([]byte(" x ")), bytes.Trim([]byte("xxaxx"), "x"), bytes.TrimPrefix(b, []byte("hello ")))
	fmt.Printf("%s %s\n", bytes.Replace(b, []byte("o"), []byte("0"), 1), bytes.ReplaceAll(b, []byte("o"), []byte("00")))
	fmt.Println(bytes.Compare([]byte("a"), []byte("b")), bytes.Compare(nil, nil), bytes.Compare([]byte("b"), []byte("a")), bytes.EqualFold([]byte("AbC"), []byte("aBc")))
	fmt.Printf("%s %s\n", bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte("--")), bytes.Map(func(r rune) rune { return r + 1 }, []byte("HAL")))
	before, after, ok := bytes.Cut(b, []byte(" "))
	fmt.Printf("%s %s %v\n", before, after, ok)
	fmt.Println(bytes.HasPrefix(b, []byte("he")), bytes.HasSuffix(b, []byte("ld")), bytes.ContainsAny(b, "xyz"), bytes.IndexAny(b, "ow"), bytes.ContainsRune(b, 'w'), bytes.Runes([]byte("é世")))
	fmt.Println(bytes.MinRead, string(bytes.Clone(b)), bytes.IndexFunc(b, unicode.IsSpace), bytes.Clone(nil) == nil)
	var buf bytes.Buffer
	buf.WriteString("hello ")
	buf.Write([]byte("world"))
	buf.WriteByte('!')
	buf.WriteRune('é')
	fmt.Println(buf.Len(), buf.String())
	p := make([]byte, 5)
	n, err := buf.Read(p)
	fmt.Println(n, err, string(p), buf.Len())
	c, _ := buf.ReadByte()
	fmt.Println(c, buf.UnreadByte(), string(buf.Next(3)))
	line, err := buf.ReadString('!')
	fmt.Printf("%q %v %q\n", line, err, buf.Bytes())
	r, sz, err := buf.ReadRune()
	fmt.Println(string(r), sz, err, buf.UnreadRune())
	buf.Truncate(0)
	_, err = buf.ReadByte()
	fmt.Println(err, buf.Len())
	buf.Reset()
	fmt.Fprintf(&buf, "%d-%s", 5, "x")
	nb := bytes.NewBufferString("init ")
	nb.ReadFrom(&buf)
	fmt.Println(nb.String(), buf.Len())
	nb.WriteTo(os.Stdout)
	fmt.Println()
	rd := bytes.NewReader([]byte("reader"))
	rd.Seek(2, 0)
	all, _ := io.ReadAll(rd)
	fmt.Println(string(all), rd.Len(), rd.Size())
	var nilBuf *bytes.Buffer
	fmt.Println(nilBuf.String())
	b2 := bytes.NewBuffer(make([]byte, 0, 10))
	b2.Grow(5)
	fmt.Println(b2.Cap(), b2.Available())
	defer func() { fmt.Println(recover()) }()
	b2.Truncate(5)
}
