// run
//
// Short library calls that are instructions or natives: numbers from text, runes, orders of bytes, wide products.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"math/bits"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func caught(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

type shown struct{}

func (shown) String() string { fmt.Println("formatted"); return "shown" }

func main() {
	for _, s := range []string{"", "0", "-0", "+7", "42", "-42", "+", "-", "--1", "1_000", "0x10", "12a", " 1", "1 ",
		"999999999999999999", "-999999999999999999", "1000000000000000000", "9223372036854775807", "9223372036854775808",
		"-9223372036854775808", "-9223372036854775809", "00000000000000000000000012", "000000000000000012", "१", "1\x00"} {
		a, errA := strconv.Atoi(s)
		b, errB := strconv.ParseInt(s, 10, 64)
		c, errC := strconv.ParseInt(s, 10, 32)
		d, errD := strconv.ParseInt(s, 10, 8)
		e, errE := strconv.ParseUint(s, 10, 64)
		f, errF := strconv.ParseInt(s, 0, 0)
		fmt.Println(strconv.Quote(s), a, errA, b, errB, c, errC, d, errD, e, errE, f, errF)
	}
	atoi := strconv.Atoi
	fmt.Println(atoi("17"))
	for _, s := range []string{"1", "t", "T", "true", "TRUE", "True", "tRue", "0", "f", "F", "false", "FALSE", "False", "", "no", "falsE"} {
		v, err := strconv.ParseBool(s)
		fmt.Print(v, " ", err, "; ")
	}
	fmt.Println()

	for _, r := range []rune{0, 'a', 0x7f, 0x80, 'é', 0x7ff, 0x800, '世', 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10000, '😀', 0x10ffff, 0x110000, -1, math.MaxInt32, math.MinInt32} {
		var buf [8]byte
		n := utf8.EncodeRune(buf[:], r)
		room := utf8.AppendRune(make([]byte, 1, 8), r)
		tight := utf8.AppendRune(make([]byte, 1, 1), r)
		fmt.Println(r, n, buf, room, tight, bytes.Equal(room, tight), utf8.RuneLen(r))
		for k := range 5 {
			caught(func() { fmt.Print(utf8.EncodeRune(make([]byte, k), r), " ") })
		}
		fmt.Println()
		x, w := utf8.DecodeRune(buf[:n])
		y, v := utf8.DecodeRuneInString(string(buf[:n]))
		fmt.Println(x, w, y, v)
	}
	for _, s := range []string{"", "\xff", "\xc3", "\xc3(", "\xe4\xb8", "\xe4\xb8\x96", "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80"} {
		x, w := utf8.DecodeRuneInString(s)
		y, v := utf8.DecodeRune([]byte(s))
		fmt.Print(x, w, y, v, " ")
	}
	fmt.Println()

	b := make([]byte, 9)
	binary.BigEndian.PutUint16(b, 0x0102)
	binary.LittleEndian.PutUint32(b[1:], 0x03040506)
	fmt.Println(b, binary.BigEndian.Uint32(b[1:]), binary.LittleEndian.Uint16(b[3:]), binary.BigEndian.Uint16(b))
	binary.BigEndian.PutUint64(b, 0x0102030405060708)
	fmt.Println(b, binary.LittleEndian.Uint64(b[1:]), binary.BigEndian.Uint64(b), binary.LittleEndian.Uint32(b))
	binary.LittleEndian.PutUint64(b, 0x0102030405060708)
	binary.LittleEndian.PutUint16(b[7:], 0xaabb)
	binary.BigEndian.PutUint32(b[2:], 0xdeadbeef)
	fmt.Println(b)
	caught(func() { binary.BigEndian.Uint64(b[2:]) })
	caught(func() { binary.LittleEndian.PutUint32(b[7:], 1) })
	caught(func() { binary.BigEndian.Uint16(nil) })
	caught(func() { binary.LittleEndian.Uint64(b[:0]) })

	for _, p := range [][2]uint64{{0, 5}, {math.MaxUint64, math.MaxUint64}, {1 << 63, 2}, {0x9e3779b97f4a7c15, 0xdeadbeefcafebabe}} {
		hi, lo := bits.Mul64(p[0], p[1])
		h, l := bits.Mul(uint(p[0]), uint(p[1]))
		fmt.Println(hi, lo, uint64(h) == hi, uint64(l) == lo)
	}
	mul := bits.Mul64
	fmt.Println(mul(1<<40, 1<<40))

	var sum float64
	for _, i := range []int64{0, 1, -1, 1 << 51, 1<<51 - 1, -1 << 51, -1<<51 - 1, 1 << 53, 1<<53 + 1, math.MaxInt64, math.MinInt64, 123456789} {
		sum += float64(i)
		fmt.Print(float64(i), " ", float32(i), " ")
	}
	fmt.Println(sum)
	for _, x := range []float64{0, 0.5, -2.5, 1e10, -745.2, 709.8, math.NaN(), math.Inf(1), 3.7} {
		fmt.Print(math.Sin(x), math.Cos(x), math.Tan(x), math.Exp(x), math.Log(math.Abs(x)), math.Log2(math.Abs(x)), math.Cbrt(x), math.Round(x), math.RoundToEven(x), math.Gamma(x), "; ")
	}
	fmt.Println()
	sin := math.Sin
	fmt.Println(sin(1) == math.Sin(1))

	table := &unicode.RangeTable{
		R16: []unicode.Range16{{'0', '9', 1}, {'A', 'Z', 5}, {0x100, 0x200, 2}},
		R32: []unicode.Range32{{0x10000, 0x10010, 4}, {0x20000, 0x20001, 1}},
	}
	for _, r := range []rune{'/', '0', '9', ':', 'A', 'B', 'F', 'Z', 0x100, 0x101, 0x200, 0x201, 0x10000, 0x10001, 0x10004, 0x10010, 0x10011, 0x20001, 0x20002, -1} {
		fmt.Print(unicode.Is(table, r), " ")
	}
	fmt.Println(unicode.Is(&unicode.RangeTable{}, 'a'), unicode.Is(unicode.Greek, 'λ'), unicode.In('я', unicode.Latin, unicode.Cyrillic))

	var buf bytes.Buffer
	buf.WriteString("hello ")
	buf.Write([]byte("world"))
	buf.Next(6)
	buf.WriteString("!")
	fmt.Println(buf.String(), buf.Len())
	buf.Next(6)
	buf.WriteString("again")
	fmt.Println(buf.String(), buf.Len())
	for range 300 {
		buf.WriteString("0123456789")
	}
	fmt.Println(buf.Len())

	w := bufio.NewWriterSize(os.Stdout, 16)
	for i := range 12 {
		w.WriteRune('世' + rune(i))
		w.WriteString("ab")
		w.WriteByte('-')
		w.WriteRune(-1)
	}
	w.WriteString(strings.Repeat("long ", 10) + "\n")
	w.Flush()
	fails := bufio.NewWriterSize(failing{}, 16)
	for range 4 {
		n, err := fails.WriteString("0123456789")
		m, err2 := fails.WriteRune('世')
		fmt.Print(n, err, m, err2, "; ")
	}
	fmt.Println()
	r := bufio.NewReaderSize(strings.NewReader("aé世\xff😀z"), 16)
	for {
		c, n, err := r.ReadRune()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Print(c, n, " ")
		if c == 'a' {
			fmt.Print(r.UnreadRune(), r.UnreadRune(), " ")
			c, n, _ = r.ReadRune()
			fmt.Print(c, n, r.UnreadByte(), " ")
			r.ReadByte()
		}
	}
	log.New(io.Discard, "", 0).Printf("%v", shown{})
	log.New(os.Stdout, "log: ", log.Lmsgprefix).Println(shown{}, 1)
}

type failing struct{}

func (failing) Write(p []byte) (int, error) { return 3, errors.New("full") }
