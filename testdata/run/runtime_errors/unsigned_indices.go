// run

package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

type B byte
type U uint64

func main() {
	s := []int{1, 2, 3}
	var a [3]int
	str := "abc"
	p := &a
	var u uint
	var u64 uint64 = 1 << 63
	var up uintptr = 1<<64 - 1
	i := -1
	var b B = 200
	var u32 uint32 = 1<<32 - 1
	try(func() { _ = s[u-1] })
	try(func() { _ = a[u-1] })
	try(func() { _ = p[u-1] })
	try(func() { _ = str[u-1] })
	try(func() { s[u64]++ })
	try(func() { a[up] = 1 })
	try(func() { _ = s[i] })
	try(func() { _ = s[uint(i)] })
	try(func() { _ = a[uint64(i)] })
	try(func() { x := uint(i); _ = s[x]; _ = s[int(x)] })
	try(func() { x := uint(i); _ = s[int(x)]; _ = s[x] })
	try(func() { _ = s[b] })
	try(func() { _ = s[u32] })
	try(func() { _ = s[U(u64)] })
	try(func() { _ = s[u-1:] })
	try(func() { _ = s[:u-1] })
	try(func() { _ = s[u-1 : 2] })
	try(func() { _ = s[1 : u-2] })
	try(func() { _ = s[1:2:u-2] })
	try(func() { _ = s[1 : u-2 : 3] })
	try(func() { _ = s[u-1 : 2 : 3] })
	try(func() { _ = a[u64:] })
	try(func() { _ = str[u-1:] })
	try(func() { _ = str[:u-1] })
	try(func() { _ = str[1:u64] })
	try(func() { _ = s[i:] })
	try(func() { _ = s[:i] })
	try(func() { _ = s[u+2 : 1] })
	try(func() { s[u-1] = s[i] })
	try(func() { s[0] = s[u-1] + s[i] })
	try(func() { for k := uint(2); k >= 0; k-- { s[k] = 1 } })
}
