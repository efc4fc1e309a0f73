// run

package main

import (
	"fmt"
	"os"
	"syscall"
	"unsafe"
)

func main() {
	fmt.Println(syscall.Getpid() == os.Getpid(), syscall.Getpagesize(), syscall.Getuid() == os.Getuid())
	fd, err := syscall.Open("/no/such", syscall.O_RDONLY, 0)
	fmt.Println(fd, err, err == syscall.ENOENT)
	var p [2]int
	fmt.Println(syscall.Pipe(p[:]))
	n, err := syscall.Write(p[1], []byte("hello"))
	fmt.Println(n, err)
	b := make([]byte, 10)
	n, err = syscall.Read(p[0], b)
	fmt.Println(n, err, string(b[:n]))
	syscall.Close(p[0])
	_, err = syscall.Read(p[0], b)
	fmt.Println(err)
	m, err := syscall.Mmap(-1, 0, 4096, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	fmt.Println(len(m), err)
	m[0] = 1
	fmt.Println(syscall.Munmap(m), syscall.Munmap(m))
	v, ok := syscall.Getenv("NO_SUCH_VAR")
	fmt.Println(v, ok)
	var tv syscall.Timeval
	fmt.Println(syscall.Gettimeofday(&tv), tv.Sec > 1e9)
	msg := []byte("raw\n")
	r1, _, e := syscall.Syscall(syscall.SYS_WRITE, 1, uintptr(unsafe.Pointer(&msg[0])), uintptr(len(msg)))
	fmt.Println(r1, e, e == 0)
	_, _, e = syscall.Syscall(syscall.SYS_CLOSE, 9999, 0, 0)
	fmt.Println(e, int(e))
	var st syscall.Stat_t
	fmt.Println(syscall.Stat("/etc/passwd", &st), st.Size > 0, st.Mode&syscall.S_IFMT == syscall.S_IFREG)
	fmt.Println(syscall.Errno(0), syscall.Errno(2), syscall.Errno(9999))
	fmt.Println(syscall.SIGTERM, syscall.Signal(99), syscall.SIGKILL)
	fmt.Println(syscall.Kill(os.Getpid(), 0), syscall.Kill(999999, 0))
	var rl syscall.Rlimit
	fmt.Println(syscall.Getrlimit(syscall.RLIMIT_NOFILE, &rl), rl.Cur > 0)
}
