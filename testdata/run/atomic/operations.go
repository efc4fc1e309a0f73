// run

package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type cfg struct{ name string }

func main() {
	var i32 int32
	var i64 int64
	var u32 uint32
	var u64 uint64
	fmt.Println(atomic.AddInt32(&i32, 5), atomic.AddInt64(&i64, -3), atomic.AddUint32(&u32, ^uint32(0)), atomic.AddUint64(&u64, 7))
	fmt.Println(atomic.LoadInt32(&i32), atomic.SwapInt64(&i64, 100), i64, atomic.CompareAndSwapUint32(&u32, 1, 2), atomic.CompareAndSwapUint64(&u64, 7, 8), u64)
	atomic.StoreInt32(&i32, -1)
	fmt.Println(i32, atomic.OrUint32(&u32, 1), atomic.AndInt32(&i32, 0xf), i32)
	var a atomic.Int32
	var b atomic.Uint64
	var c atomic.Bool
	var p atomic.Pointer[cfg]
	var v atomic.Value
	fmt.Println(a.Add(3), a.Load(), a.Swap(9), a.CompareAndSwap(9, 10), a.CompareAndSwap(9, 11), a.And(2), a.Or(5), a.Load())
	b.Store(1 << 40)
	fmt.Println(b.Add(^uint64(0)), c.Load(), c.Swap(true), c.Load(), c.CompareAndSwap(true, false))
	fmt.Println(p.Load() == nil, p.Swap(&cfg{"x"}) == nil, p.Load().name)
	fmt.Println(v.Load(), v.Swap("first"), v.CompareAndSwap("first", "second"), v.Load())
	v.Store("s")
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(nil)
	}()
	var wg sync.WaitGroup
	var n atomic.Int64
	for i := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				n.Add(int64(i % 2))
			}
		}()
	}
	wg.Wait()
	fmt.Println(n.Load())
	var spin atomic.Uint32
	var up atomic.Uintptr
	go func() { up.Add(5); spin.Store(1) }()
	for spin.Load() == 0 {
	}
	fmt.Println(up.Load())
}
