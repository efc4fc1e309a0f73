// run
package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
)

type node struct {
	next *node
	n    int
}

var list *node

func main() {
	var none debug.GCStats
	none.PauseQuantiles = make([]time.Duration, 3)
	began := time.Now()
	for i := range 300 {
		list = &node{list, i}
		runtime.GC()
	}
	var stats debug.GCStats
	stats.PauseQuantiles = make([]time.Duration, 5)
	debug.ReadGCStats(&stats)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(stats.NumGC >= 300, stats.NumGC <= int64(m.NumGC), len(stats.Pause), len(stats.PauseEnd), m.NumForcedGC)
	fmt.Println(stats.LastGC.Equal(stats.PauseEnd[0]), stats.LastGC.UnixNano() <= int64(m.LastGC), stats.LastGC.Before(began))
	ordered := true
	for i := 1; i < len(stats.PauseEnd); i++ {
		ordered = ordered && !stats.PauseEnd[i].After(stats.PauseEnd[i-1])
	}
	q := stats.PauseQuantiles
	fmt.Println(ordered, q[0] > 0, q[0] <= q[1], q[1] <= q[2], q[2] <= q[3], q[3] <= q[4])
	at := (m.NumGC + 255) % 256
	fmt.Println(m.PauseNs[at] > 0, m.PauseEnd[at] == m.LastGC, m.GCCPUFraction > 0, m.GCCPUFraction < 1)
	sum := m.HeapSys + m.StackSys + m.MSpanSys + m.MCacheSys + m.BuckHashSys + m.GCSys + m.OtherSys
	fmt.Println(m.Sys == sum, m.StackInuse > 0, m.BySize[0].Size, m.BySize[1].Size < m.BySize[2].Size)
	objects := uint64(0)
	for _, class := range m.BySize {
		objects += class.Mallocs
	}
	fmt.Println(objects > 300, objects <= m.Mallocs)

	dir, _ := os.MkdirTemp("", "dump")
	defer os.RemoveAll(dir)
	f, _ := os.Create(dir + "/heap")
	debug.WriteHeapDump(f.Fd())
	f.Close()
	dump, _ := os.ReadFile(dir + "/heap")
	fmt.Println(bytes.HasPrefix(dump, []byte("go1.7 heap dump\n")), len(dump) > 300*16, dump[len(dump)-1], bytes.Contains(dump, []byte("amd64")))

	crash, _ := os.Create(dir + "/crash")
	fmt.Println(debug.SetCrashOutput(crash, debug.CrashOptions{}))
	crash.Close()
	fmt.Println(debug.SetCrashOutput(crash, debug.CrashOptions{}) == syscall.EBADF)
	fmt.Println(debug.SetCrashOutput(nil, debug.CrashOptions{}))
	left, _ := os.ReadFile(dir + "/crash")
	fmt.Println(len(left))

	os.Setenv("GODEBUG", "panicnil=1")
	fmt.Println(nilPanic())
	os.Setenv("GODEBUG", "panicnil=1,panicnil=0")
	fmt.Println(nilPanic())
	os.Unsetenv("GODEBUG")
	fmt.Println(nilPanic())
}

func nilPanic() (v any) {
	v = "no panic"
	defer func() { v = recover() }()
	panic(nil)
}
