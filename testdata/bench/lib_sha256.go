// Hashes of the library over large and small inputs.
package main

import (
	"crypto/md5"
	"crypto/sha256"
	"fmt"
	"hash/crc32"
	"hash/fnv"
)

func main() {
	data := make([]byte, 1<<20)
	for i := range data {
		data[i] = byte(i * 31)
	}
	h := sha256.New()
	for range 100 {
		h.Write(data)
	}
	fmt.Printf("%x\n", h.Sum(nil))
	var sum [32]byte
	for i := range 200000 {
		sum[i%32]++
		sum = sha256.Sum256(sum[:])
	}
	fmt.Printf("%x\n", sum)
	m := md5.New()
	for range 100 {
		m.Write(data)
	}
	c := uint32(0)
	for range 500 {
		c = crc32.Update(c, crc32.IEEETable, data)
	}
	f := fnv.New64a()
	for range 20 {
		f.Write(data)
	}
	fmt.Printf("%x %x %x\n", m.Sum(nil), c, f.Sum64())
}
