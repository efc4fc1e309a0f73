// run

package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand"
	"strings"
)

type Inner struct {
	A uint8
	B [3]int16
}

type Header struct {
	Magic [4]byte
	Ver   uint16
	_     [2]byte
	Flag  bool
	F     float32
	D     float64
	C     complex64
	I     Inner
	N     int64
}

type myInt int32

type hidden struct {
	A uint8
	b uint16
}

type custom struct{ binary.ByteOrder }

func main() {
	h := Header{Magic: [4]byte{'V', 'O', 'L', 'E'}, Ver: 7, Flag: true, F: 1.5, D: math.Pi, C: 1 + 2i, I: Inner{9, [3]int16{-1, 2, -3}}, N: -5}
	for _, o := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian, binary.NativeEndian, custom{binary.BigEndian}} {
		var b bytes.Buffer
		fmt.Println(o, binary.Write(&b, o, h), binary.Size(h), binary.Size(&h))
		fmt.Printf("%x\n", b.Bytes())
		var g Header
		fmt.Println(binary.Read(&b, o, &g), g == h, g)
		b.Reset()
		fmt.Println(binary.Write(&b, o, []myInt{1, -2, 3}), b.Bytes())
		x := make([]myInt, 3)
		fmt.Println(binary.Read(&b, o, x), x)
		binary.Write(&b, o, []Inner{{1, [3]int16{1, 2, 3}}, {2, [3]int16{4, 5, 6}}})
		y := make([]Inner, 2)
		fmt.Println(binary.Read(&b, o, &y), y)
		for _, v := range []any{true, int8(-1), uint8(200), int16(-2), uint16(3), int32(-4), uint32(5), int64(-6), uint64(7), float32(1.25), 2.5, complex64(1i), 3i, []bool{true, false}, []byte("hi"), [2]bool{true}, myInt(4), []float64{1, 2}, &h.Ver, []uint16{1}, struct{}{}} {
			b.Reset()
			fmt.Println(binary.Write(&b, o, v), b.Bytes(), binary.Size(v))
			a, err := binary.Append([]byte{99}, o, v)
			fmt.Println(a, err)
		}
	}
	for _, v := range []any{1, "s", []int{1}, map[int]int{}, struct{ S string }{}, []string{"x"}, uint(1), uintptr(1), func() {}, &struct{ X int }{}, []any{1}} {
		fmt.Println(binary.Write(io.Discard, binary.BigEndian, v), binary.Size(v))
		fmt.Println(binary.Read(strings.NewReader("12345678"), binary.BigEndian, v))
		_, err := binary.Encode(make([]byte, 100), binary.BigEndian, v)
		_, err2 := binary.Append(nil, binary.BigEndian, v)
		_, err3 := binary.Decode(make([]byte, 100), binary.BigEndian, v)
		fmt.Println(err, err2, err3)
	}
	fmt.Println(binary.Read(strings.NewReader("12345678"), binary.BigEndian, uint16(1)))
	fmt.Println(binary.Read(strings.NewReader("12"), binary.BigEndian, &h))
	fmt.Println(binary.Read(strings.NewReader(""), binary.BigEndian, &h))
	n, err := binary.Encode(make([]byte, 3), binary.BigEndian, uint32(1))
	fmt.Println(n, err)
	var u32 uint32
	n, err = binary.Decode(make([]byte, 3), binary.BigEndian, &u32)
	fmt.Println(n, err)
	n, err = binary.Decode([]byte{1, 2, 3, 4, 5}, binary.LittleEndian, &u32)
	fmt.Printf("%d %v %x\n", n, err, u32)
	var bl [3]bool
	binary.Decode([]byte{0, 1, 77}, binary.LittleEndian, &bl)
	fmt.Println(bl)
	var hb bytes.Buffer
	fmt.Println(binary.Write(&hb, binary.BigEndian, hidden{1, 2}), hb.Bytes())
	func() {
		defer func() { fmt.Println(recover()) }()
		var x hidden
		binary.Read(&hb, binary.BigEndian, &x)
	}()
	r := rand.New(rand.NewSource(1))
	for i := 0; i < 150; i++ {
		x := r.Uint64() >> r.Intn(64)
		b := binary.AppendUvarint(nil, x)
		y, n := binary.Uvarint(b)
		s := binary.AppendVarint(nil, int64(x))
		z, m := binary.Varint(s)
		if i < 50 {
			fmt.Printf("%x %x\n", b, s)
		}
		if y != x || n != len(b) || z != int64(x) || m != len(s) {
			fmt.Println("bad", x)
		}
		for j := range b {
			b[j] |= byte(r.Intn(2)) << 7
		}
		b = append(b, make([]byte, r.Intn(4))...)
		y, n = binary.Uvarint(b)
		w, err := binary.ReadUvarint(bytes.NewReader(b))
		v, err2 := binary.ReadVarint(bytes.NewReader(b))
		fmt.Println(y, n, w, err, v, err2)
	}
	over := bytes.Repeat([]byte{0xff}, 12)
	fmt.Println(binary.Uvarint(over))
	fmt.Println(binary.ReadUvarint(bytes.NewReader(over)))
	fmt.Println(binary.ReadUvarint(bytes.NewReader(over[:5])))
	fmt.Println(binary.ReadUvarint(bytes.NewReader(nil)))
	buf := make([]byte, 10)
	fmt.Println(binary.PutUvarint(buf, 300), binary.PutVarint(buf[2:], -300), buf)
	be, le := binary.BigEndian, binary.LittleEndian
	be.PutUint32(buf, 0xdeadbeef)
	le.PutUint16(buf[4:], 0x1234)
	fmt.Printf("%x %x %x %x %#v %v\n", be.Uint16(buf), le.Uint32(buf), be.Uint64(buf), be.AppendUint64(nil, 1), be, le)
	func() {
		defer func() { fmt.Println(recover()) }()
		be.Uint32(buf[:2])
	}()
}
