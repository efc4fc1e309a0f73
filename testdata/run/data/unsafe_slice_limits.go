// run
package main

import (
	"fmt"
	"unsafe"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	last := (*byte)(unsafe.Pointer(^uintptr(0)))
	try(func() { _ = unsafe.Slice(last, 1) })
	try(func() { _ = unsafe.Slice(last, 2) })
	try(func() { _ = unsafe.String(last, 2) })
	try(func() { var p *int; _ = unsafe.Slice(p, 2) })
	try(func() { var p *byte; _ = unsafe.String(p, 2) })
	try(func() { n := -1; _ = unsafe.Slice(new(int), n) })
	try(func() { n := -1; _ = unsafe.String(new(byte), n) })
	try(func() { n := uint64(1 << 63); _ = unsafe.Slice(new(int), n) })
	try(func() { n := 1 << 61; _ = unsafe.Slice(new(int), n) })
	try(func() { n := 1 << 50; _ = unsafe.Slice(new(int), n) })
	try(func() { n := 1 << 50; _ = unsafe.Slice(new(struct{}), n) })
	try(func() { n := -1; var p *int; _ = unsafe.Slice(p, n) })
	try(func() { n := 1<<62; var p *int; _ = unsafe.Slice(p, n) })
}
