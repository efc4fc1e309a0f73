// run

package main

import (
	"fmt"
	"math"
	"math/rand/v2"
)

type month int8

func all(name string, src func() rand.Source) {
	r := rand.New(src())
	fmt.Println(name, r.Int(), r.IntN(100), r.Int64(), r.Int32(), r.Uint32(), r.Uint64(), r.Int32N(10), r.Int64N(1e12), r.IntN(1<<20), r.IntN(1), r.Uint(), r.UintN(77), r.Uint32N(1<<31), r.Uint64N(1<<63+1))
	fmt.Println(r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64(), r.Perm(10))
	s := []string{"a", "b", "c", "d", "e"}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	fmt.Println(s)
	h := uint64(14695981039346656037)
	for i := range 20000 {
		var v uint64
		switch i % 6 {
		case 0:
			v = r.Uint64()
		case 1:
			v = uint64(r.IntN(1000003))
		case 2:
			v = math.Float64bits(r.Float64())
		case 3:
			v = math.Float64bits(r.NormFloat64())
		case 4:
			v = uint64(r.Int32N(77))
		case 5:
			v = math.Float64bits(r.ExpFloat64())
		}
		h = (h ^ v) * 1099511628211
	}
	fmt.Println(h)
	z := rand.NewZipf(r, 1.5, 2, 100)
	fmt.Println(z.Uint64(), z.Uint64(), z.Uint64(), z.Uint64())
}

func main() {
	all("pcg", func() rand.Source { return rand.NewPCG(1, 2) })
	all("chacha8", func() rand.Source { return rand.NewChaCha8([32]byte([]byte("chacha8: 32-byte seed for a test"))) })
	p := rand.NewPCG(3, 4)
	p.Uint64()
	b, err := p.MarshalBinary()
	fmt.Printf("%q %v\n", b, err)
	var q rand.PCG
	fmt.Println(q.UnmarshalBinary(b), q.Uint64() == p.Uint64(), q.UnmarshalBinary([]byte("x")))
	c := rand.NewChaCha8([32]byte{1, 2, 3})
	for i := range 200 {
		if i%31 == 0 {
			b, err := c.MarshalBinary()
			fmt.Printf("%q %v\n", b, err)
			var d rand.ChaCha8
			fmt.Println(d.UnmarshalBinary(b), d.Uint64() == c.Uint64())
		}
		c.Uint64()
	}
	buf := make([]byte, 13)
	for range 3 {
		c.Read(buf)
		fmt.Printf("%x\n", buf)
	}
	b, _ = c.MarshalBinary()
	fmt.Printf("%q\n", b)
	var d rand.ChaCha8
	fmt.Println(d.UnmarshalBinary(b))
	d.Read(buf)
	fmt.Printf("%x %d\n", buf, d.Uint64())
	fmt.Println(d.UnmarshalBinary([]byte("chacha8:")), d.UnmarshalBinary([]byte("readbuf:")))
	r := rand.New(rand.NewPCG(5, 6))
	fmt.Println(r.N(int64(1000)), r.N(month(12)), rand.N(uint8(1)), rand.IntN(1), len(rand.Perm(4)))
	for _, f := range []func(){func() { r.IntN(0) }, func() { r.Int64N(-1) }, func() { r.Uint64N(0) }, func() { rand.N(0) }, func() { r.Shuffle(-1, nil) }, func() { r.Int32N(0) }, func() { r.UintN(0) }, func() { r.Uint32N(0) }, func() { r.Perm(-1) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
